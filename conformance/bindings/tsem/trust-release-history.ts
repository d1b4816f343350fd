/** What happened so far, by what the implementation tells its observers: the history variables of tsem/TrustRelease. */

import { type TrustEvent, waitsFor } from '../../../impl/tsem/kernel-state.js';
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

  /** @param command the orchestrator's at this moment, if it has sent one. */
  observe(event: TrustEvent, command: ReleaseCall | undefined): void {
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
        this.#lookUp(event.call);
        return;
      case 'wait given up': {
        this.abandoned.add(event.call.event);
        const lookup = command?.coe === event.call.task ? this.atLookup.get(command) : undefined;
        if (lookup?.untrusted === 'no') lookup.untrusted = 'during';
        return;
      }
      case 'status stored': {
        if ((event.status & UNTRUSTED) !== 0) this.everUntrusted.add(event.task);
        const isPending = (event.status & PENDING) !== 0;
        if (event.by === 'its hook') this.clearedBy.set(event.task, 'nobody');
        else if (!isPending) this.clearedBy.set(event.task, clearer(event.task, event.by));
        return;
      }
    }
  }

  #lookUp(call: ReleaseCall): void {
    const { coe, command } = call;
    const isUntrusted = coe !== undefined && (coe.blob.status & UNTRUSTED) !== 0;
    this.atLookup.set(call, {
      untrusted: isUntrusted ? 'lookup' : 'no',
      abandoned: [...this.abandoned].some(({ id }) => id === command.event),
      waited: coe !== undefined && waitsFor(coe, command.event),
    });
  }
}

function clearer(task: Task, by: 'fatal signal' | ReleaseCall): Clearer {
  if (by === 'fatal signal') return 'signal';
  return task.blob.event?.id === by.command.event ? 'its release' : "another's release";
}
