/** What happened so far, by what the implementation tells its observers: the history variables of tsem/TrustRelease. */

import type { KernelEvent } from '../../../impl/tsem/kernel-events.js';
import { waitsFor } from '../../../impl/tsem/kernel-state.js';
import type { Orchestrator } from '../../../impl/tsem/orchestrator.js';
import type { ReleaseCall } from '../../../impl/tsem/release-call.js';
import type { Task } from '../../../impl/tsem/task.js';
import { PENDING, UNTRUSTED } from '../../../impl/tsem/trust-status.js';
import type { TsemEvent } from '../../../impl/tsem/tsem-event.js';

export type Clearer = 'nobody' | 'signal' | 'its release' | "another's release";

export interface AtLookup {
  untrusted: 'no' | 'lookup' | 'during';
  abandoned: boolean;
  waited: boolean;
}

export class TrustReleaseHistory {
  /** Events that each task raised. */
  readonly raised = new Map<Task, number>();
  /** Of each event, which of its task's it is, from 1. */
  readonly numbers = new Map<TsemEvent, number>();
  readonly judged = new Set<TsemEvent>();
  readonly passed = new Set<TsemEvent>();
  readonly abandoned = new Set<TsemEvent>();
  readonly everUntrusted = new Set<Task>();
  readonly clearedBy = new Map<Task, Clearer>();
  /** Of each command, since it was looked up. */
  readonly atLookup = new Map<ReleaseCall, AtLookup>();

  observe(event: KernelEvent, orchestrator: Orchestrator): void {
    switch (event.kind) {
      case 'hook entered': {
        const { task } = event.call;
        const number = (this.raised.get(task) ?? 0) + 1;
        this.raised.set(task, number);
        this.numbers.set(event.call.event, number);
        return;
      }
      case 'hook returned':
        if (event.call.error === 0) this.passed.add(event.call.event);
        return;
      case 'event judged':
        this.judged.add(event.event);
        return;
      case 'task looked up':
        this.#lookUp(event.call, answered(event.call, orchestrator));
        return;
      case 'wait given up': {
        this.abandoned.add(event.call.event);
        const { call } = orchestrator;
        const lookup = call?.coe === event.call.task ? this.atLookup.get(call) : undefined;
        if (lookup?.untrusted === 'no') lookup.untrusted = 'during';
        return;
      }
      case 'status stored': {
        if ((event.status & UNTRUSTED) !== 0) this.everUntrusted.add(event.task);
        const isPending = (event.status & PENDING) !== 0;
        if (event.by === 'its hook') this.clearedBy.set(event.task, 'nobody');
        else if (!isPending) this.clearedBy.set(event.task, clearer(event.task, event.by, orchestrator));
        return;
      }
      default:
        return;
    }
  }

  #lookUp(call: ReleaseCall, event: number | undefined): void {
    const { coe } = call;
    const isUntrusted = coe !== undefined && (coe.blob.status & UNTRUSTED) !== 0;
    this.atLookup.set(call, {
      untrusted: isUntrusted ? 'lookup' : 'no',
      abandoned: [...this.abandoned].some(({ id }) => id === event),
      waited: coe !== undefined && waitsFor(coe, event),
    });
  }
}

function clearer(task: Task, by: 'fatal signal' | ReleaseCall, orchestrator: Orchestrator): Clearer {
  if (by === 'fatal signal') return 'signal';
  return task.blob.event?.id === answered(by, orchestrator) ? 'its release' : "another's release";
}

/** Which event a release answers, whether its line says so or not; none if it is not the orchestrator's. */
function answered(call: ReleaseCall, { call: own, event }: Orchestrator): number | undefined {
  return call === own ? event?.id : undefined;
}
