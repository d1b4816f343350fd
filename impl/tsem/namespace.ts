/** A modeling namespace with an orchestrator outside the kernel, and its queue of exports. */

import type { TsemEvent } from './tsem-event.js';

export interface Namespace {
  /** From 1: 0 is the root namespace, which exports nothing. */
  readonly id: number;
  /** Whether the action for events of untrusted tasks is EPERM. */
  readonly isEnforcing: boolean;
  readonly exports: ExportQueue;
}

/** export_list with its flag and the readers that poll it. */
export class ExportQueue {
  readonly records: TsemEvent[] = [];
  /** have_event. */
  haveEvent = false;
  readonly pollers = new Set<() => void>();
}
