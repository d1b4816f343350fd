/** The control file: who may open it, and what a line written to it does or gets back. */

import type { Path } from '../scheduler/path.js';
import { controlCoe } from './control-coe.js';
import { type ControlCommand, type ControlWrite, readControlLine } from './control-line.js';
import { Creation } from './creation.js';
import { EACCES, EINVAL, EPERM } from './errno.js';
import type { KernelState } from './kernel-state.js';
import { createNamespace } from './namespace-creation.js';
import { ReleaseCall } from './release-call.js';
import type { Task } from './task.js';

/** Opening `control`: 0, or -EACCES. It may be open any number of times. */
export function openControl(opener: { readonly hasMacAdmin: boolean; readonly isForWriting: boolean }): number {
  return opener.hasMacAdmin && opener.isForWriting ? 0 : EACCES;
}

/** Opening an export file: 0, or -EACCES. It may be open any number of times. */
export function openExport(opener: { readonly hasMacAdmin: boolean }): number {
  return opener.hasMacAdmin ? 0 : EACCES;
}

/** Opening `id` inside a namespace: 0, or -EACCES once it is sealed. */
export function openId({ blob }: Task): number {
  return blob.context.isSealed ? EACCES : 0;
}

/** A line as one write from the start of the file. */
export function lineWrite(line: string): ControlWrite {
  const text = Buffer.from(line, 'latin1');
  return { text, length: text.length, position: 0 };
}

/** One call of write. */
export class ControlCall {
  isOver = false;
  /**
   * The length written, an errno, or the 1 that a failed hash leaks; undefined until it is over, and for ever where the kernel
   * dies of it, which observers are told as a fault.
   */
  result: number | undefined;
  /** The release that its line asks for. */
  release: ReleaseCall | undefined;
  /** The creation that its line asks for. */
  creation: Creation | undefined;

  constructor(
    readonly kernel: KernelState,
    readonly writer: Task,
    readonly write: ControlWrite,
  ) {}
}

/** write_control(): returns what it leaves in `call.result`. Reading the line touches nothing shared. */
export function* writeControl(call: ControlCall): Path<number | undefined> {
  const { kernel, writer, write } = call;
  const line = readControlLine(write, {
    variant: kernel.code.variant,
    digestSize: writer.blob.context.digest.size,
    namesTaskNumbers: kernel.code.comparesTaskNumbers,
    namesEvents: kernel.code.has('BindToEvent'),
    isDigest: (name) => kernel.digests(name) !== undefined,
  });
  let result: number | undefined;
  if (line.kind === 'refused') {
    result = line.errno;
  } else if (line.kind === 'fault') {
    kernel.fault(line.where, line.what);
  } else {
    result = yield* perform(call, line.command);
    if (result === 0) result = write.length;
  }
  // The kernel's death in a system call is the death of the task that made it, with whatever it held.
  if (result === undefined) writer.hasFatalSignal = true;
  call.result = result;
  call.isOver = true;
  kernel.observe({ kind: 'write returned', call });
  return result;
}

function* perform(call: ControlCall, command: ControlCommand): Path<number | undefined> {
  const { kernel, writer } = call;
  const { context } = writer.blob;
  switch (command.kind) {
    case 'create':
      return yield* create(call, command);
    case 'release':
      call.release = new ReleaseCall(kernel, writer, command);
      return yield* controlCoe(call.release);
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
        kernel.fault(`tsem_model_load_${command.what}`, 'NULL model');
        return undefined;
      }
      context.model.push({ what: command.what, value: command.value });
      return 0;
  }
}

/** tsem_ns_create before its mutex. The length of the key is compared with the new digest, not with the one it is hashed with. */
function* create(
  call: ControlCall,
  { namespace: kind, digest: digestName, key }: Extract<ControlCommand, { kind: 'create' }>,
): Path<number | undefined> {
  const { kernel, writer } = call;
  const digest = kernel.digests(digestName);
  if (digest === undefined) return EINVAL;
  if (kernel.code.isKeyed && kind === 'external' && key?.length !== 2 * digest.size) return EINVAL;
  call.creation = new Creation(kernel, writer, { kind, digest, keyHalf: key ?? '' });
  return yield* createNamespace(call.creation);
}
