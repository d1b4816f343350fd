/** One call of a hook: the local variables of the functions on its way, which a task has on its stack. */

import type { Task } from './task.js';
import type { TrustStatus } from './trust-status.js';
import type { TsemEvent } from './tsem-event.js';

export class HookCall {
  /** What the hook is going to return: 0 or an errno. */
  error = 0;
  /** What was loaded of the status and not stored back yet; 0 when there is nothing. */
  loaded: TrustStatus = 0;
  isOver = false;

  constructor(
    readonly task: Task,
    readonly event: TsemEvent,
  ) {}
}
