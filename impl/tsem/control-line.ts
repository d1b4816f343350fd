/** The grammar of a line written to the control file: what it asks for, or the errno it gets for its form alone. */

import type { Variant } from './code.js';
import type { NamespaceKind } from './context.js';
import { defaultDigestName } from './digests.js';
import { EFAULT, EINVAL } from './errno.js';

/** Bytes of a line at most, its newline included. */
export const lineLengthMax = 127;

export type ControlCommand =
  | {
      readonly kind: 'create';
      readonly namespace: NamespaceKind;
      /** Whose user namespace the events are read in. */
      readonly reference: 'initial' | 'current';
      readonly digest: string;
      /** The orchestrator's half in hexadecimal, not yet looked at; undefined where none is given. */
      readonly key: string | undefined;
      /** Magazine size; undefined for the default. */
      readonly cache: number | undefined;
    }
  | {
      readonly kind: 'release';
      readonly verdict: 'trusted' | 'untrusted';
      readonly pid: number;
      /** The half of the key; undefined where there are no keys. */
      readonly key: string | undefined;
      /** The number of the task; undefined where releases do not name it. */
      readonly taskNumber: bigint | undefined;
      /** Id of the event that it answers; undefined where releases do not name it. */
      readonly event: number | undefined;
    }
  | { readonly kind: 'enforce' }
  | { readonly kind: 'seal' }
  | { readonly kind: 'extend'; readonly what: 'state' | 'pseudonym' | 'base'; readonly value: Uint8Array };

/** What comes of a line: a command, an errno, or a pointer followed that leads nowhere. */
export type ReadLine =
  | { readonly kind: 'command'; readonly command: ControlCommand }
  | { readonly kind: 'refused'; readonly errno: number }
  | { readonly kind: 'fault'; readonly where: string; readonly what: string };

/** One call of write. */
export interface ControlWrite {
  /** Undefined where the buffer cannot be copied from user space. */
  readonly text: Uint8Array | undefined;
  /** Bytes that the caller says are there. */
  readonly length: number;
  /** File position. */
  readonly position: number;
}

/** How the line is read. */
export interface LineReader {
  readonly variant: Variant;
  /** Bytes of a hash value in the writer's own namespace. */
  readonly digestSize: number;
  /** Whether a release names the number of its task, `tnum=NUMBER`: in the tree of 2025, and repaired with TaskNumberCompared. */
  readonly namesTaskNumbers: boolean;
  /** Whether a release names the event that it answers, `event=NUMBER`: in the code repaired with BindToEvent. */
  readonly namesEvents: boolean;
  /** Whether there is a hash function of this name. */
  isDigest(name: string): boolean;
}

/** @throws {Error} for `lock` of the tree of 2025, whose effect is not in the source that this follows. */
export function readControlLine({ text, length, position }: ControlWrite, reader: LineReader): ReadLine {
  if (position !== 0 || length > lineLengthMax) return refused(EINVAL);
  if (text === undefined) return refused(EFAULT);
  const line = firstLine(Buffer.from(text).toString('latin1'));
  if (line === undefined) return refused(EINVAL);
  const space = line.indexOf(' ');
  const word = space < 0 ? line : line.slice(0, space);
  const rest = space < 0 ? undefined : line.slice(space + 1);
  switch (word) {
    case 'internal':
    case 'external':
    case 'export':
      return readCreation(word, rest, reader);
    case 'trusted':
    case 'untrusted':
      return readRelease(word, rest, reader);
    case 'enforce':
    case 'seal':
      return { kind: 'command', command: { kind: word } };
    case 'state':
    case 'pseudonym':
    case 'base':
      return readPoint(word, rest, reader);
    case 'lock':
      if (reader.variant === 'tnum') throw new Error('the control command "lock" is not modelled');
      return refused(EINVAL);
    default:
      return refused(EINVAL);
  }
}

/** config_namespace. A name that is not known is meant to be refused; compared as unsigned, it is passed over. */
function readCreation(namespace: NamespaceKind, rest: string | undefined, reader: LineReader): ReadLine {
  const { variant } = reader;
  let reference: 'initial' | 'current' = 'initial';
  let digest = defaultDigestName;
  let key: string | undefined;
  let cache: number | undefined;
  if (rest === undefined && namespace === 'external') return refused(EINVAL);
  for (const { name, value } of rest === undefined ? [] : assignments(rest)) {
    if (value === undefined) return refused(EINVAL);
    if (name === 'nsref') {
      if (value !== 'initial' && value !== 'current') return refused(EINVAL);
      reference = value;
    } else if (name === 'digest') {
      if (!reader.isDigest(value)) return refused(EINVAL);
      digest = value;
    } else if (name === 'key' && variant !== 'tnum') {
      if (value.length % 2 !== 0) return refused(EINVAL);
      key = value;
    } else if (name === 'cache') {
      const size = unsigned(value, 32);
      if (size === undefined || size === 0n) return refused(EINVAL);
      cache = Number(size);
    }
  }
  if (namespace === 'external' && key === undefined && variant !== 'tnum') return refused(EINVAL);
  return { kind: 'command', command: { kind: 'create', namespace, reference, digest, key, cache } };
}

/** config_COE. Of an argument given twice the last one counts. */
function readRelease(verdict: 'trusted' | 'untrusted', rest: string | undefined, reader: LineReader): ReadLine {
  if (rest === undefined) return { kind: 'fault', where: 'config_COE', what: 'NULL argument' };
  const isKeyed = reader.variant !== 'tnum';
  let pid = 0n;
  let key: string | undefined;
  let taskNumber: bigint | undefined;
  let event: number | undefined;
  for (const { name, value } of assignments(rest)) {
    if (value === undefined) return refused(EINVAL);
    if (name === 'pid') {
      const parsed = signed(value, 64);
      if (parsed === undefined) return refused(EINVAL);
      pid = parsed;
    } else if (name === 'key' && isKeyed) {
      if (value.length !== 2 * reader.digestSize) return refused(EINVAL);
      key = value;
    } else if (name === 'tnum' && reader.namesTaskNumbers) {
      taskNumber = unsigned(value, 64);
      if (taskNumber === undefined) return refused(EINVAL);
    } else if (name === 'event' && reader.namesEvents) {
      const parsed = unsigned(value, 53);
      if (parsed === undefined || parsed === 0n) return refused(EINVAL);
      event = Number(parsed);
    }
  }
  // Compared as a long; only the call that follows takes it for an int, so that 2^32 is process 0 and is looked for.
  if (pid === 0n) return refused(EINVAL);
  const needed = [isKeyed ? [key] : [], reader.namesTaskNumbers ? [taskNumber] : [], reader.namesEvents ? [event] : []];
  if (needed.flat().includes(undefined)) return refused(EINVAL);
  const narrowed = Number(BigInt.asIntN(32, pid));
  return { kind: 'command', command: { kind: 'release', verdict, pid: narrowed, key, taskNumber, event } };
}

/** One point of a model, a pseudonym or the base: exactly as many digits as the writer's digest has. */
function readPoint(
  what: 'state' | 'pseudonym' | 'base',
  rest: string | undefined,
  { digestSize }: LineReader,
): ReadLine {
  const digits = rest?.startsWith('value=') === true ? rest.slice('value='.length) : '';
  if (digits.length !== 2 * digestSize || !/^[0-9a-fA-F]*$/.test(digits)) return refused(EINVAL);
  return { kind: 'command', command: { kind: 'extend', what, value: Buffer.from(digits, 'hex') } };
}

/** What stands before the first newline; undefined where there is none. strchr() looks no further than the first byte that is 0. */
function firstLine(text: string): string | undefined {
  const end = text.indexOf('\n');
  const zero = text.indexOf('\0');
  return end < 0 || (zero >= 0 && zero < end) ? undefined : text.slice(0, end);
}

/** argv_split(): what stands between white space, of which there may be any amount; isspace() counts 0xa0. */
const argument = /[^\t-\r \xa0]+/g;

/** A value is undefined where there is no `=`. */
function assignments(rest: string): { readonly name: string; readonly value: string | undefined }[] {
  return (rest.match(argument) ?? []).map((token) => {
    const sign = token.indexOf('=');
    return sign < 0 ? { name: token, value: undefined } : { name: token.slice(0, sign), value: token.slice(sign + 1) };
  });
}

/** A number of `bits` bits as kstrtol() reads it with base 0; undefined where that fails. */
function signed(text: string, bits: number): bigint | undefined {
  const size = text.startsWith('-') ? magnitude(text.slice(1)) : magnitude(text.replace(/^\+/, ''));
  if (size === undefined) return undefined;
  const value = text.startsWith('-') ? -size : size;
  return value === BigInt.asIntN(bits, value) ? value : undefined;
}

/** A number of `bits` bits as kstrtouint() and kstrtoull() read it with base 0; undefined where that fails. */
function unsigned(text: string, bits: number): bigint | undefined {
  const value = magnitude(text.replace(/^\+/, ''));
  return value === undefined || value !== BigInt.asUintN(bits, value) ? undefined : value;
}

/** Digits: `0x` hexadecimal, a leading `0` octal. */
function magnitude(digits: string): bigint | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(digits)) return BigInt(digits.toLowerCase());
  if (/^0[0-7]*$/.test(digits)) return BigInt(`0o0${digits}`);
  return /^[1-9][0-9]*$/.test(digits) ? BigInt(digits) : undefined;
}

function refused(errno: number): ReadLine {
  return { kind: 'refused', errno };
}
