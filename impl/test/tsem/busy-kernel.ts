/**
 * The kernel put to use: ten tasks in two namespaces, each with its orchestrator, raise a thousand events and are killed at random;
 * the second namespace ends on the way, and another is made in its place. All of it is chosen by a seed.
 */

import { type Random, randomFrom } from '../../scheduler/random.js';
import { bySeed, type Move, type Schedule } from '../../scheduler/schedule.js';
import { type Repair, releaseRepairs, type Variant } from '../../tsem/code.js';
import type { HookCall } from '../../tsem/hook-call.js';
import { Kernel } from '../../tsem/kernel.js';
import type { KernelEvent } from '../../tsem/kernel-events.js';
import { Refusal } from '../../tsem/refusal.js';
import type { ReleaseCall } from '../../tsem/release-call.js';
import type { Task } from '../../tsem/task.js';
import { TRUSTED, UNTRUSTED } from '../../tsem/trust-status.js';
import type { TsemEvent } from '../../tsem/tsem-event.js';
import { bytesFrom, forbidsForbidden, type ServedNamespace, serve } from './served-namespace.js';

export interface BusyOptions {
  readonly seed: number;
  /** `v3` unless given. */
  readonly variant?: Variant;
  /** All of trust pending and release unless given. */
  readonly repairs?: ReadonlySet<Repair>;
  /** 1000 unless given. */
  readonly eventMax?: number;
}

export interface BusyRun {
  readonly kernel: Kernel;
  /** Steps in the order in which they were taken. */
  readonly moves: readonly Move[];
  readonly calls: readonly HookCall[];
  /** Those that were made, the ended one too. */
  readonly namespaces: readonly ServedNamespace[];
  readonly judged: ReadonlySet<TsemEvent>;
  /** Tasks that were sent a fatal signal. */
  readonly killed: ReadonlySet<Task>;
  /** Calls of tasks that were untrusted: disciplined, each with a log record. */
  readonly disciplined: ReadonlySet<HookCall>;
  /** How often each task was released with success. */
  readonly releases: ReadonlyMap<Task, number>;
  /** Tasks that were trusted again after they had been untrusted. */
  readonly whitewashed: ReadonlySet<Task>;
}

const tasksPerNamespace = 5;

export function busyRun({
  seed,
  variant = 'v3',
  repairs = new Set(releaseRepairs),
  eventMax = 1000,
}: BusyOptions): BusyRun {
  const random = randomFrom(seed);
  const witness = new Witness();
  const kernel = new Kernel({ variant, repairs, random: bytesFrom(random), observe: (event) => witness.see(event) });
  const moves: Move[] = [];
  const schedule = recording(bySeed(random), moves);
  const calls: HookCall[] = [];
  const disciplined = new Set<HookCall>();
  const killed = new Set<Task>();
  const found = () => serve(kernel, halfFrom(random), forbidsForbidden, schedule);
  const namespaces = [found(), found()];
  let second = namespaces[1];
  const kill = (task: Task) => {
    if (kernel.kill(task) === undefined) killed.add(task);
  };

  while (calls.length < eventMax) {
    if (second !== undefined && calls.length >= eventMax / 2 && namespaces.length === 2) {
      for (const task of [...membersOf(kernel, second), second.monitor, second.orchestrator.writer]) kill(task);
      second = undefined;
    }
    // The ended namespace is gone to its last trace before the next one is made.
    if (second === undefined && namespaces[1]?.context.isFreed === true) {
      second = found();
      namespaces.push(second);
    }
    const inUse = namespaces[0] !== undefined && second !== undefined ? [namespaces[0], second] : [namespaces[0]];
    const namespace = inUse[random(inUse.length)];
    if (namespace === undefined) throw new Error('no namespace');
    while (membersOf(kernel, namespace).length < tasksPerNamespace) {
      if (kernel.fork(namespace.monitor) instanceof Refusal) break;
    }
    const task = membersOf(kernel, namespace)[random(tasksPerNamespace)];
    if (task !== undefined) {
      const isUntrusted = task.blob.status !== TRUSTED;
      // Without this most tasks would be untrusted soon, and nobody would wait for anybody any more.
      if (random(isUntrusted ? 10 : 100) === 0) kill(task);
      const call = kernel.raise(task, random(50) === 0 ? 'forbidden' : 'permitted');
      if (!(call instanceof Refusal)) {
        calls.push(call);
        if (isUntrusted) disciplined.add(call);
      }
    }
    kernel.run(schedule, random(20));
  }
  kernel.run(schedule);
  const { judged, releases, whitewashed } = witness;
  return { kernel, moves, calls, namespaces, judged, killed, disciplined, releases, whitewashed };
}

/** Living tasks of a namespace, its monitor left out. */
function membersOf({ state }: Kernel, { context, monitor }: ServedNamespace): Task[] {
  return state.tasks.filter((task) => task.life === 'alive' && task.blob.context === context && task !== monitor);
}

function halfFrom(random: Random): string {
  return Buffer.from(bytesFrom(random)(32)).toString('hex');
}

function recording(schedule: Schedule, moves: Move[]): Schedule {
  return (possible) => {
    const move = schedule(possible);
    if (move !== undefined) moves.push({ actor: move.actor, step: move.step });
    return move;
  };
}

/** Remembers what the kernel tells its observers. */
class Witness {
  readonly judged = new Set<TsemEvent>();
  readonly releases = new Map<Task, number>();
  readonly whitewashed = new Set<Task>();
  readonly #untrusted = new Set<Task>();

  see(event: KernelEvent): void {
    if (event.kind === 'event judged') this.judged.add(event.event);
    if (event.kind === 'write returned') this.#note(event.call.release);
    if (event.kind !== 'status stored') return;
    if ((event.status & UNTRUSTED) !== 0) this.#untrusted.add(event.task);
    if ((event.status & TRUSTED) !== 0 && this.#untrusted.has(event.task)) this.whitewashed.add(event.task);
  }

  #note(release: ReleaseCall | undefined): void {
    if (release?.coe === undefined || release.result !== 0) return;
    this.releases.set(release.coe, (this.releases.get(release.coe) ?? 0) + 1);
  }
}
