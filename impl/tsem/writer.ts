/** Who writes to the control file: what the kernel knows of that process. */

import type { Namespace } from './namespace.js';
import type { PidSpace } from './pid-table.js';

export interface Writer {
  /** The space in which identifiers that it names are looked up. */
  readonly pids: PidSpace;
  /** tma_for_ns: id of the namespace that it orchestrates, 0 for none. */
  readonly tmaForNs: number;
  /** tma_context of the tree of 2025: the same as a pointer. */
  readonly tmaContext: Namespace | undefined;
  /** task_key: hash of both halves; zeros for one that orchestrates nothing. */
  readonly taskKey: Uint8Array;
}
