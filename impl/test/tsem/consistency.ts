/** What a consistent state is after a busy run: facts about it, each with a way to break it that a test tries. */

import { EPERM } from '../../tsem/errno.js';
import { waitsFor } from '../../tsem/kernel-state.js';
import type { Task } from '../../tsem/task.js';
import { namespaceKey, sameKey } from '../../tsem/task-key.js';
import { PENDING, TRUSTED, UNTRUSTED } from '../../tsem/trust-status.js';
import type { BusyRun } from './busy-kernel.js';
import type { ServedNamespace } from './served-namespace.js';

export interface Fact {
  readonly holds: (run: BusyRun) => boolean;
  /** Changes the end of a run so that the fact does not hold. */
  readonly spoil: (run: BusyRun) => void;
}

/** By what it says. */
export const facts: Readonly<Record<string, Fact>> = {
  'nobody is in a system call, no namespace is half made or half removed, and nothing is left to read': {
    holds: ({ kernel }) => kernel.isAtRest(),
    spoil: ({ kernel }) => kernel.state.lock('worker'),
  },
  'every hook has returned': {
    holds: ({ calls }) => calls.every(({ isOver }) => isOver),
    spoil: ({ calls }) => Object.assign(calls[0] ?? {}, { isOver: false }),
  },
  'nothing freed was touched': {
    holds: ({ kernel }) => kernel.state.faults.length === 0,
    spoil: ({ kernel }) => kernel.state.fault('somewhere', 'a freed task'),
  },
  'each status is trusted or untrusted, and nobody waits': {
    holds: ({ kernel }) =>
      kernel.state.tasks.every(({ blob }) => blob.status === TRUSTED || blob.status === UNTRUSTED) &&
      !kernel.state.tasks.some((task) => waitsFor(task, task.blob.event?.id)),
    spoil: (run) => {
      member(run).blob.status = TRUSTED | PENDING;
    },
  },
  'what took place was judged before, and allowed': {
    holds: ({ calls, judged }) =>
      calls.every(({ event, error }) => error !== 0 || (judged.has(event) && event.operation === 'permitted')),
    spoil: ({ calls }) => forbidden(calls, (call) => Object.assign(call, { error: 0 })),
  },
  'what did not take place was refused, for a reason': {
    holds: ({ calls, killed, disciplined }) =>
      calls.every(
        (call) =>
          call.error === 0 ||
          (call.error === EPERM &&
            (disciplined.has(call) || killed.has(call.task) || call.event.operation === 'forbidden')),
      ),
    spoil: ({ calls, killed, disciplined }) => {
      const innocent = calls.find((call) => call.error === 0 && !killed.has(call.task) && !disciplined.has(call));
      if (innocent !== undefined) innocent.error = EPERM;
    },
  },
  'who was untrusted once was never trusted again': {
    holds: ({ whitewashed }) => whitewashed.size === 0,
    spoil: (run) => (run.whitewashed as Set<Task>).add(member(run)),
  },
  'a living task is untrusted if and only if it did what is forbidden': {
    holds: ({ kernel, calls }) => {
      const guilty = new Set(calls.flatMap(({ task, event }) => (event.operation === 'forbidden' ? [task] : [])));
      return living(kernel.state.tasks).every((task) => (task.blob.status === UNTRUSTED) === guilty.has(task));
    },
    spoil: (run) => {
      const { blob } = member(run);
      blob.status = blob.status === TRUSTED ? UNTRUSTED : TRUSTED;
    },
  },
  'each event that a task waited for was answered once, but those of killed tasks': {
    holds: ({ kernel, calls, disciplined, releases }) =>
      living(kernel.state.tasks).every(
        (task) =>
          (releases.get(task) ?? 0) === calls.filter((call) => call.task === task && !disciplined.has(call)).length,
      ),
    spoil: (run) => (run.releases as Map<Task, number>).set(member(run), 10_000),
  },
  'each disciplined call left one log record': {
    holds: ({ namespaces, disciplined }) =>
      disciplined.size ===
      namespaces.reduce((sum, { context, orchestrator }) => {
        const unread = context.exports?.records.filter(({ kind }) => kind === 'log').length ?? 0;
        return sum + orchestrator.logged + unread;
      }, 0),
    spoil: ({ namespaces }) => {
      const [first] = namespaces;
      if (first !== undefined) first.orchestrator.logged--;
    },
  },
  'tasks live or their memory is free, and nobody holds on to it': {
    holds: ({ kernel }) =>
      kernel.state.tasks.every(
        ({ life, usage, readers }) =>
          readers === 0 && ((life === 'alive' && usage === 1) || (life === 'freed' && usage === 0)),
      ),
    spoil: (run) => member(run).usage++,
  },
  'the living are found by their identifiers, and no others': {
    holds: ({ kernel: { state } }) =>
      living(state.tasks).every((task) => task.pid !== undefined && state.pids.find(task.pid, (pid) => pid) === task) &&
      state.tasks.every(({ life, pid }) => life === 'alive' || pid === undefined),
    spoil: (run) => run.kernel.state.pids.release(member(run)),
  },
  'each namespace has as many references as living members, and is freed with the last': {
    holds: ({ kernel, namespaces }) =>
      namespaces.every(({ context }) => {
        const members = living(kernel.state.tasks).filter(({ blob }) => blob.context === context).length;
        return context.references === members && context.isFreed === (members === 0);
      }),
    spoil: ({ namespaces: [first] }) => Object.assign(first?.context ?? {}, { references: 1 }),
  },
  'keys and files are those of the namespaces that live': {
    holds: ({ kernel: { state }, namespaces }) => {
      const ids = alive(namespaces).map(({ context }) => context.id);
      const listed = state.keyList.map(({ id }) => id);
      return (
        same(listed, state.code.isKeyed ? ids : []) && same([...state.files], ids) && new Set(ids).size === ids.length
      );
    },
    spoil: ({ kernel }) => kernel.state.files.clear(),
  },
  'each key is the hash of both halves, in the list and at its orchestrator, who is marked': {
    holds: ({ kernel: { state }, namespaces }) =>
      alive(namespaces).every(({ context, monitor, orchestrator, half }) => {
        const { key } = namespaceKey(state.root.digest, monitor.blob.taskKey, half);
        const { blob } = orchestrator.writer;
        const listed = state.keyList.find(({ id }) => id === context.id)?.key;
        const isKey = (field: Uint8Array | undefined) =>
          field !== undefined && key !== undefined && sameKey(field, key, state.root.digest);
        return context.owner === orchestrator.writer && state.marks(orchestrator.writer, context)
          ? !state.code.isKeyed || (isKey(blob.taskKey) && isKey(listed))
          : false;
      }),
    spoil: ({ namespaces: [first] }) => first?.orchestrator.writer.blob.taskKey.fill(7),
  },
  'members have the half that was drawn for their namespace': {
    holds: ({ kernel: { state }, namespaces }) =>
      alive(namespaces).every(({ context, monitor }) =>
        living(state.tasks)
          .filter(({ blob }) => blob.context === context)
          .every(({ blob }) => Buffer.compare(blob.taskKey, monitor.blob.taskKey) === 0),
      ),
    spoil: (run) => member(run).blob.taskKey.fill(7),
  },
};

/** What does not hold. */
export function inconsistencies(run: BusyRun): string[] {
  return Object.entries(facts).flatMap(([name, { holds }]) => (holds(run) ? [] : [name]));
}

function living(tasks: readonly Task[]): Task[] {
  return tasks.filter(({ life }) => life === 'alive');
}

function alive(namespaces: readonly ServedNamespace[]): ServedNamespace[] {
  return namespaces.filter(({ context }) => !context.isFreed);
}

function same(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((element) => right.includes(element));
}

/** A living member of the first namespace that is not its monitor. */
function member({ kernel, namespaces: [first] }: BusyRun): Task {
  const found = living(kernel.state.tasks).find(
    (task) => task.blob.context === first?.context && task !== first.monitor,
  );
  if (found === undefined) throw new Error('nobody is left in the first namespace');
  return found;
}

function forbidden(calls: BusyRun['calls'], change: (call: BusyRun['calls'][number]) => void): void {
  const call = calls.find(({ event }) => event.operation === 'forbidden');
  if (call !== undefined) change(call);
}
