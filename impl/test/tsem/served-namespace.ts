/** A namespace made through the control file, with an orchestrator that serves it: what most stories about the kernel begin with. */

import type { Random } from '../../scheduler/random.js';
import { inOrder, type Schedule } from '../../scheduler/schedule.js';
import type { Context } from '../../tsem/context.js';
import type { ControlCall } from '../../tsem/control-file.js';
import type { Kernel } from '../../tsem/kernel.js';
import type { Judge, Orchestrator } from '../../tsem/orchestrator.js';
import { Refusal } from '../../tsem/refusal.js';
import type { Task } from '../../tsem/task.js';

export interface ServedNamespace {
  readonly context: Context;
  /** The task that made it and reads what it exports. */
  readonly monitor: Task;
  readonly orchestrator: Orchestrator;
  /** The orchestrator's half of the key, in hexadecimal. */
  readonly half: string;
}

/** @throws {Error} for a refusal. */
export function accepted<Outcome>(outcome: Outcome | Refusal): Outcome {
  if (outcome instanceof Refusal) throw new Error(outcome.reason);
  return outcome;
}

export function bytesFrom(random: Random): (size: number) => Uint8Array {
  return (size) => Uint8Array.from({ length: size }, () => random(256));
}

export const forbidsForbidden: Judge = ({ operation }) => operation !== 'forbidden';

/** A line written while everybody else moves on as `schedule` says. */
export function write(kernel: Kernel, writer: Task, line: string, schedule: Schedule = inOrder()): ControlCall {
  const call = accepted(kernel.writeControl(writer, line));
  while (!call.isOver) if (kernel.run(schedule, 1) === 0) throw new Error(`"${line.trim()}" waits for ever`);
  return call;
}

/** An orchestrator forks a monitor, which makes the namespace and has it enforce. */
export function serve(kernel: Kernel, half: string, judge: Judge, schedule: Schedule = inOrder()): ServedNamespace {
  const writer = accepted(kernel.fork(kernel.init));
  const monitor = accepted(kernel.fork(writer));
  const { isKeyed } = kernel.state.code;
  for (const line of [isKeyed ? `external key=${half}\n` : 'external cache=32\n', 'enforce\n']) {
    const { result } = write(kernel, monitor, line, schedule);
    if (result !== line.length) throw new Error(`"${line.trim()}" returns ${result}`);
  }
  const orchestrator = kernel.orchestrate({ writer, reader: isKeyed ? monitor : writer, key: half, judge });
  return { context: monitor.blob.context, monitor, orchestrator, half };
}
