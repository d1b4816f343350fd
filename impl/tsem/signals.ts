/** Signals: one that has a handler, and the one that nothing handles. */

import { Refusal } from './refusal.js';
import { type Task, wake } from './task.js';

/** Why a non-fatal signal for `task` would have no effect; undefined when it has. */
export function signalRefusal(task: Task): Refusal | undefined {
  if (task.life !== 'alive') return new Refusal('the task is dead');
  // A signal that is pending is not queued twice, and a dying task takes no notice of any.
  return task.isSignalled ? new Refusal('a signal is pending already') : undefined;
}

/** @spec tsem/TrustRelease!SendSignal */
export function sendSignal(task: Task): Refusal | undefined {
  const refusal = signalRefusal(task);
  if (refusal !== undefined) return refusal;
  task.hasSignal = true;
  wake(task);
  return undefined;
}

export function killRefusal(task: Task): Refusal | undefined {
  if (task.life !== 'alive') return new Refusal('the task is dead');
  return task.hasFatalSignal ? new Refusal('a fatal signal is pending already') : undefined;
}

/** complete_signal(), for one thread: who kills a process kills each of its threads. @spec tsem/TrustRelease!Kill @spec tsem/TaskKey!Kill */
export function kill(task: Task): Refusal | undefined {
  const refusal = killRefusal(task);
  if (refusal !== undefined) return refusal;
  strike(task);
  return undefined;
}

/** zap_other_threads(), for one of them: it is woken even where a fatal signal is pending already. */
export function strike(task: Task): void {
  task.hasFatalSignal = true;
  wake(task);
}

/** Whether `task` is where signals are handled, and has one to handle. */
export function isHandlingSignal(task: Task): boolean {
  return task.isInUserSpace && task.hasSignal && !task.hasFatalSignal;
}

/** @spec tsem/TrustRelease!HandleSignal */
export function handleSignal(task: Task): void {
  task.hasSignal = false;
}
