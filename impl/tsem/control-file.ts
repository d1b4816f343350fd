/** The control file: who may open it, and what a line written to it does or gets back. */

import { Running } from '../scheduler/path.js';
import { type ControlCommand, type ControlWrite, readControlLine } from './control-line.js';
import { Creation } from './creation.js';
import { digestNamed } from './digests.js';
import { EACCES, EINVAL, EPERM, ESRCH } from './errno.js';
import { createNamespace } from './namespace-creation.js';
import type { NamespaceKernel, Task } from './namespaces.js';
import { checkRelease, ReleaseCheck } from './release-check.js';

/** What a release that passed all checks does to the task that waits, control_COE after K4. Returns what write returns. */
export type ApplyVerdict = (target: Task, verdict: 'trusted' | 'untrusted') => number;

/** Opening `control`: 0, or -EACCES. It may be open any number of times. */
export function openControl(opener: { readonly hasMacAdmin: boolean; readonly isForWriting: boolean }): number {
  return opener.hasMacAdmin && opener.isForWriting ? 0 : EACCES;
}

/** Opening an export file: 0, or -EACCES. It may be open any number of times. */
export function openExport(opener: { readonly hasMacAdmin: boolean }): number {
  return opener.hasMacAdmin ? 0 : EACCES;
}

/** Opening `id` inside a namespace: 0, or -EACCES once it is sealed. */
export function openId(opener: Task): number {
  return opener.context.isSealed ? EACCES : 0;
}

/** A line as one write from the start of the file. */
export function lineWrite(line: string): ControlWrite {
  const text = Buffer.from(line, 'latin1');
  return { text, length: text.length, position: 0 };
}

/**
 * One call of write by `writer`, from beginning to end with nobody in between. Returns the length written, an errno, or the
 * 1 that a failed hash leaks; undefined when the kernel dies of it, which observers are told.
 *
 * @throws {Error} when the call would wait for context_id_mutex.
 */
export function writeControl(
  kernel: NamespaceKernel,
  writer: Task,
  write: ControlWrite,
  apply: ApplyVerdict,
): number | undefined {
  const { variant } = kernel;
  const line = readControlLine(write, { variant, digestSize: writer.context.digest.size });
  if (line.kind === 'refused') return line.errno;
  if (line.kind === 'fault') {
    kernel.observe(line);
    return undefined;
  }
  const result = perform(kernel, writer, line.command, apply);
  return result === 0 ? write.length : result;
}

function perform(
  kernel: NamespaceKernel,
  writer: Task,
  command: ControlCommand,
  apply: ApplyVerdict,
): number | undefined {
  const { context } = writer;
  switch (command.kind) {
    case 'create':
      return create(kernel, writer, command);
    case 'release':
      return release(kernel, writer, command, apply);
    case 'enforce':
      if (context.isSealed) return EPERM;
      context.isEnforcing = true;
      return 0;
    case 'seal':
      if (context.isSealed) return EPERM;
      context.isSealed = true;
      return 0;
    case 'extend':
      // Nobody asks whether the namespace is sealed, nor whether it has a model.
      if (context.model === undefined) {
        kernel.observe({ kind: 'fault', where: `tsem_model_load_${command.what}`, what: 'NULL model' });
        return undefined;
      }
      context.model.push({ what: command.what, value: command.value });
      return 0;
  }
}

/** tsem_ns_create before its mutex. The length of the key is compared with the new digest, not with the one it is hashed with. */
function create(
  kernel: NamespaceKernel,
  writer: Task,
  { namespace: kind, digest: digestName, key }: Extract<ControlCommand, { kind: 'create' }>,
): number | undefined {
  const digest = digestNamed(digestName);
  if (digest === undefined) return EINVAL;
  if (kernel.isKeyed && kind === 'external' && key?.length !== 2 * digest.size) return EINVAL;
  const creation = new Creation(kernel, writer, { kind, digest, keyHalf: key ?? '' });
  const running = new Running(createNamespace(creation));
  const result = running.runAlone();
  if (running.label !== undefined) throw new Error(`the creation waits at "${running.label}"`);
  return result;
}

function release(
  kernel: NamespaceKernel,
  writer: Task,
  { verdict, pid, credential }: Extract<ControlCommand, { kind: 'release' }>,
  apply: ApplyVerdict,
): number | undefined {
  const target = kernel.find(pid);
  if (target === undefined) return ESRCH;
  if ('taskNumber' in credential && credential.taskNumber !== target.number) return EINVAL;
  const check = new ReleaseCheck(kernel, writer, target, 'key' in credential ? credential.key : '');
  const result = new Running(checkRelease(check)).runAlone();
  return result === 0 ? apply(target, verdict) : result;
}
