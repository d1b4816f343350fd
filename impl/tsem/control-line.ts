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
}

/** @throws {Error} for `lock` of the tree of 2025, whose effect is not in the source that this follows. */
export function readControlLine({ text, length, position }: ControlWrite, reader: LineReader): ReadLine {
  if (position !== 0 || length > lineLengthMax) return refused(EINVAL);
  if (text === undefined) return refused(EFAULT);
  const end = text.indexOf(0x0a);
  if (end < 0) return refused(EINVAL);
  const line = Buffer.from(text.subarray(0, end)).toString('latin1');
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
function readCreation(namespace: NamespaceKind, rest: string | undefined, { variant }: LineReader): ReadLine {
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
      digest = value;
    } else if (name === 'key' && variant !== 'tnum') {
      if (value.length % 2 !== 0) return refused(EINVAL);
      key = value;
    } else if (name === 'cache') {
      const size = integer(value);
      if (size === undefined || size <= 0n || size > 0xffff_ffffn || value.startsWith('-')) return refused(EINVAL);
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
  let pid = 0;
  let key: string | undefined;
  let taskNumber: bigint | undefined;
  let event: number | undefined;
  for (const { name, value } of assignments(rest)) {
    if (value === undefined) return refused(EINVAL);
    if (name === 'pid') {
      const parsed = integer(value);
      if (parsed === undefined || parsed !== BigInt.asIntN(64, parsed)) return refused(EINVAL);
      pid = Number(BigInt.asIntN(32, parsed));
    } else if (name === 'key' && isKeyed) {
      if (value.length !== 2 * reader.digestSize) return refused(EINVAL);
      key = value;
    } else if (name === 'tnum' && reader.namesTaskNumbers) {
      taskNumber = integer(value);
      if (taskNumber === undefined) return refused(EINVAL);
    } else if (name === 'event' && reader.namesEvents) {
      const parsed = integer(value);
      if (parsed === undefined || parsed <= 0n || parsed > BigInt(Number.MAX_SAFE_INTEGER)) return refused(EINVAL);
      event = Number(parsed);
    }
  }
  if (pid === 0) return refused(EINVAL);
  const needed = [isKeyed ? [key] : [], reader.namesTaskNumbers ? [taskNumber] : [], reader.namesEvents ? [event] : []];
  if (needed.flat().includes(undefined)) return refused(EINVAL);
  return { kind: 'command', command: { kind: 'release', verdict, pid, key, taskNumber, event } };
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

/** What stands between single spaces. A value is undefined where there is no `=`. */
function assignments(rest: string): { readonly name: string; readonly value: string | undefined }[] {
  return rest.split(' ').map((token) => {
    const sign = token.indexOf('=');
    return sign < 0 ? { name: token, value: undefined } : { name: token.slice(0, sign), value: token.slice(sign + 1) };
  });
}

/** A number as kstrtol reads it with base 0: signed, `0x` hexadecimal, a leading `0` octal. */
function integer(digits: string): bigint | undefined {
  const parts = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*))$/.exec(digits);
  if (parts === null) return undefined;
  const [, sign, hexadecimal, octal, decimal] = parts;
  const magnitude =
    hexadecimal !== undefined
      ? BigInt(`0x${hexadecimal}`)
      : decimal !== undefined
        ? BigInt(decimal)
        : BigInt(`0o0${octal ?? ''}`);
  return sign === '-' ? -magnitude : magnitude;
}

function refused(errno: number): ReadLine {
  return { kind: 'refused', errno };
}
