/** Security events as they are exported. */

export interface TsemEvent {
  /** Of all events that there ever were, from 1: what the repaired release names. */
  readonly id: number;
  /** Of the task that raised it. */
  readonly pid: number;
  /** tnum of that task. */
  readonly tnum: number;
  /** Name of that task. */
  readonly process: string;
  /** Id of its namespace. */
  readonly context: number;
  /** What it was about to do. */
  readonly operation: string;
}
