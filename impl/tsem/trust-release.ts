/**
 * How a task that raised a security event waits for its orchestrator: dispatch_event(), tsem_export_event() and its wait loop.
 * The other side, control_COE(), is in control-coe.ts.
 */

import { at, type Path, Running, waiting } from '../scheduler/path.js';
import type { Context } from './context.js';
import { ENOMEM, EPERM } from './errno.js';
import type { ExportQueue } from './export-queue.js';
import { HookCall } from './hook-call.js';
import { fitsModel } from './internal-model.js';
import type { KernelState } from './kernel-state.js';
import { Refusal } from './refusal.js';
import { type Task, wake } from './task.js';
import { isUntrusted, PENDING, UNTRUSTED } from './trust-status.js';
import type { TsemEvent } from './tsem-event.js';

/** Which way a hook of `task` would go now; a refusal when it is not in user space, or dies on its way there. */
export function hookStep(task: Task): 'raiseEvent' | 'beDisciplined' | Refusal {
  if (!task.isInUserSpace) return new Refusal('the task is not in user space');
  if (task.hasFatalSignal) return new Refusal('the task dies of a fatal signal before it does anything else');
  return isUntrusted(task.blob.status) ? 'beDisciplined' : 'raiseEvent';
}

/**
 * dispatch_event(): `task` is about to do `operation`. A trusted one exports the event and is in the hook until its path ends; an
 * untrusted one, or one whose namespace has a model of its own or none, is done at once.
 *
 * @param holdsDirectory whether the caller has locked a directory.
 */
export function enterHook(
  kernel: KernelState,
  task: Task,
  operation: string,
  holdsDirectory: boolean,
): HookCall | Refusal {
  const step = hookStep(task);
  if (step instanceof Refusal) return step;
  const { blob } = task;
  const call = new HookCall(task, newEvent(kernel, task, operation));
  blob.event = call.event;
  task.hook = call;
  // The root namespace is not modelled: nothing of its events is looked at.
  if (blob.context === kernel.root) call.isOver = true;
  else if (step === 'beDisciplined') beDisciplined(kernel, call);
  else if (blob.context.exports === undefined) beModelled(kernel, call, blob.context);
  else raiseEvent(kernel, call, holdsDirectory);
  return call;
}

/** tsem_allocate_event(): from here on `task` goes by the identifier that it has now. @spec tsem/TaskKey!NameTask */
export function newEvent(kernel: KernelState, task: Task, operation: string): TsemEvent {
  return {
    id: ++kernel.eventLast,
    pid: task.pid ?? 0,
    tnum: task.number,
    process: task.comm,
    context: task.blob.context.id,
    operation,
  };
}

/** untrusted_task(): logged, and refused when enforcing. @spec tsem/TrustRelease!BeDisciplined */
function beDisciplined(kernel: KernelState, call: HookCall): void {
  const { task, event } = call;
  const { exports, isEnforcing } = task.blob.context;
  call.error = isEnforcing ? EPERM : 0;
  if (exports !== undefined) {
    if (kernel.mayFail('exportRecord')) call.error = failRecord(kernel);
    else exportAction(exports, event, isEnforcing ? 'DENY' : 'LOG');
  }
  call.isOver = true;
  kernel.observe({ kind: 'hook entered', call });
}

/** tsem_export_action(): its queue is for the orchestrator, and its reader is woken; nobody waits. */
function exportAction(exports: ExportQueue, { process, operation }: TsemEvent, action: 'LOG' | 'DENY'): void {
  exports.records.push({ kind: 'log', process, operation, action });
  exports.haveEvent = true;
  exports.wakePollers();
}

/** The slab is empty: nothing is queued, and what was to happen does not. */
function failRecord(kernel: KernelState): number {
  kernel.observe({ kind: 'allocation failed', what: 'exportRecord' });
  return ENOMEM;
}

/** tsem_model_event(): a task that leaves its namespace's model is untrusted; as written, its event takes place. */
function beModelled(kernel: KernelState, call: HookCall, context: Context): void {
  kernel.observe({ kind: 'hook entered', call });
  call.isOver = true;
  if (context.model === undefined) {
    kernel.fault('tsem_model_event', 'NULL model');
    call.task.hasFatalSignal = true;
    call.error = EPERM;
    return;
  }
  if (fitsModel(context, call.event.operation)) return;
  kernel.storeStatus(call.task, UNTRUSTED, 'its hook');
  if (kernel.code.has('CheckAfterWait')) checkResult(call);
}

/** @spec tsem/TrustRelease!RaiseEvent */
function raiseEvent(kernel: KernelState, call: HookCall, holdsDirectory: boolean): void {
  kernel.observe({ kind: 'hook entered', call });
  if (kernel.mayFail('exportRecord')) {
    call.error = failRecord(kernel);
    call.isOver = true;
    return;
  }
  if (holdsDirectory) kernel.directoryHolders.add(call.task);
  call.task.path = new Running(exportEvent(kernel, call));
}

/** tsem_export_event(), in the order of accesses that the variant and its repairs have. */
function* exportEvent(kernel: KernelState, call: HookCall): Path<number> {
  const { code } = kernel;
  // In a namespace that only exports nobody answers, so that nobody waits.
  const isAnswered = call.task.blob.context.kind === 'external';
  if (isAnswered && code.has('PendingBeforeAppend')) yield* markPending(kernel, call);
  yield at('append', enqueueEvent);
  enqueueEvent(call);
  if (isAnswered && !code.has('PendingBeforeAppend')) yield* markPending(kernel, call);
  yield at('setFlag', setEventFlag);
  setEventFlag(call);
  yield at('wakeReaders', wakeReaders);
  wakeReaders(call);
  if (isAnswered) yield* waitForRelease(kernel, call);
  if (isAnswered && code.has('CheckAfterWait')) {
    yield at('checkResult', checkResult);
    checkResult(call);
  }
  yield at('return', returnFromHook);
  return returnFromHook(kernel, call);
}

/** status |= PENDING: a load and a store, or one critical section. */
function* markPending(kernel: KernelState, call: HookCall): Path<void> {
  if (kernel.code.has('AtomicUpdate')) {
    yield at('orLoad', setPending);
    setPending(kernel, call);
    return;
  }
  yield at('orLoad', loadStatus);
  loadStatus(call);
  yield at('orStore', storePending);
  storePending(kernel, call);
}

/** The wait loop: while (status & PENDING) { set_current_state(); schedule(); look for a fatal signal }. */
function* waitForRelease(kernel: KernelState, call: HookCall): Path<void> {
  const { task } = call;
  const isStateFirst = kernel.code.has('StateBeforeTest');
  for (;;) {
    if (isStateFirst) {
      yield at('setState', setInterruptible);
      setInterruptible(task);
    }
    yield at('test', testPending);
    if (!testPending(task)) return;
    if (!isStateFirst) {
      yield at('setState', setInterruptible);
      setInterruptible(task);
    }
    yield at('schedule', schedule);
    schedule(task);
    yield waiting('signalTest', () => task.state === 'running', testFatalSignal);
    if (!testFatalSignal(task)) continue;
    yield at('abandon', abandonOnFatalSignal);
    abandonOnFatalSignal(kernel, call);
  }
}

function queueOf({ blob }: Task): ExportQueue {
  const { exports } = blob.context;
  if (exports === undefined) throw new Error('an event is exported from a namespace that has no queue');
  return exports;
}

/** Appends the record under export_lock. @spec tsem/TrustRelease!EnqueueEvent */
function enqueueEvent({ task, event }: HookCall): void {
  queueOf(task).records.push({ kind: 'event', event });
}

/** @spec tsem/TrustRelease!LoadStatus */
function loadStatus(call: HookCall): void {
  call.loaded = call.task.blob.status;
}

/** @spec tsem/TrustRelease!StorePending */
function storePending(kernel: KernelState, call: HookCall): void {
  kernel.storeStatus(call.task, call.loaded | PENDING, 'its hook');
  call.loaded = 0;
}

/** @spec tsem/TrustRelease!SetPending */
function setPending(kernel: KernelState, { task }: HookCall): void {
  kernel.storeStatus(task, task.blob.status | PENDING, 'its hook');
}

/** trigger_event(), its store. @spec tsem/TrustRelease!SetEventFlag */
function setEventFlag({ task }: HookCall): void {
  queueOf(task).haveEvent = true;
}

/** trigger_event(), its wake-up. @spec tsem/TrustRelease!WakeReaders */
function wakeReaders({ task }: HookCall): void {
  queueOf(task).wakePollers();
}

/** A task that leaves the loop is running, whatever it had set. @spec tsem/TrustRelease!TestPending */
function testPending(task: Task): boolean {
  const isPending = (task.blob.status & PENDING) !== 0;
  if (!isPending) task.state = 'running';
  return isPending;
}

/** @spec tsem/TrustRelease!SetInterruptible */
function setInterruptible(task: Task): void {
  task.state = 'interruptible';
}

/** Leaves the processor, unless a signal is pending. @spec tsem/TrustRelease!Schedule */
function schedule(task: Task): void {
  if (task.isSignalled) wake(task);
}

/** @spec tsem/TrustRelease!TestFatalSignal */
function testFatalSignal(task: Task): boolean {
  return task.hasFatalSignal;
}

/** @spec tsem/TrustRelease!AbandonOnFatalSignal */
function abandonOnFatalSignal(kernel: KernelState, call: HookCall): void {
  if (kernel.code.variant === 'email' || kernel.code.has('ErrorOnFatal')) call.error = EPERM;
  kernel.observe({ kind: 'wait given up', call });
  kernel.storeStatus(call.task, UNTRUSTED, 'fatal signal');
}

/** @spec tsem/TrustRelease!CheckResult */
function checkResult(call: HookCall): void {
  const { status, context } = call.task.blob;
  if (context.isEnforcing && (status & UNTRUSTED) !== 0) call.error = EPERM;
}

/** @spec tsem/TrustRelease!ReturnFromHook */
function returnFromHook(kernel: KernelState, call: HookCall): number {
  kernel.directoryHolders.delete(call.task);
  call.isOver = true;
  kernel.observe({ kind: 'hook returned', call });
  return call.error;
}
