/** Where model and implementation part: a result, never thrown. */

import type { Step } from '../bindings/binding.js';
import type { Path } from '../traces/path.js';
import type { EnabledDifference, LeafDifference } from './compare.js';

export type Difference =
  /** The binding names other variables or actions than the module. */
  | { readonly kind: 'binding'; readonly faults: readonly string[] }
  /** The projected state is another one. */
  | { readonly kind: 'state'; readonly leaves: readonly LeafDifference[] }
  /** One side can take a step that the other cannot. */
  | ({ readonly kind: 'enabled' } & EnabledDifference)
  /** The implementation declines a step of the model. */
  | { readonly kind: 'declined'; readonly step: Step; readonly reason: string }
  /** The implementation takes a step that the model does not have in this state. */
  | { readonly kind: 'accepted'; readonly step: Step }
  /** The implementation declines steps that the model does not have, and yet changes. */
  | { readonly kind: 'touched'; readonly steps: readonly Step[]; readonly leaves: readonly LeafDifference[] }
  /** The implementation fails. */
  | { readonly kind: 'fault'; readonly step: Step | undefined; readonly message: string };

export interface Divergence {
  /** Up to the step that diverges, that step included. */
  readonly path: Path;
  readonly difference: Difference;
}
