/** The queue of an external namespace: what its orchestrator reads, oldest first. */

import type { TsemEvent } from './tsem-event.js';

/** One record, as it stands in the queue. */
export type ExportRecord =
  /** The platform's, the first of each external namespace. */
  | { readonly kind: 'aggregate'; readonly value: Uint8Array }
  /** A task waits for the answer, unless the namespace only exports. */
  | { readonly kind: 'event'; readonly event: TsemEvent }
  /** An untrusted task did something; nobody waits. */
  | { readonly kind: 'log'; readonly process: string; readonly operation: string; readonly action: 'LOG' | 'DENY' };

/** export_list with its flag and the readers that poll it. */
export class ExportQueue {
  readonly records: ExportRecord[] = [];
  /** have_event. */
  haveEvent = false;
  readonly pollers = new Set<() => void>();

  /** trigger_event(), its wake-up. */
  wakePollers(): void {
    for (const wakePoller of this.pollers) wakePoller();
  }
}
