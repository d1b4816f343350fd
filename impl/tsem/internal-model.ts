/** The model that an internal namespace has of its own: tsem_model_event(). */

import type { Context } from './context.js';

/**
 * Whether an event fits the model. It does when its coefficient is a state point; until the namespace is sealed an unknown one
 * becomes a point. A coefficient is the hash of the operation alone here.
 */
export function fitsModel(context: Context, operation: string): boolean {
  const { model, digest } = context;
  const value = digest.hash(Buffer.from(operation));
  if (model === undefined || value === undefined) return false;
  const isKnown = model.some((point) => point.what === 'state' && Buffer.compare(point.value, value) === 0);
  if (isKnown) return true;
  if (context.isSealed) return false;
  model.push({ what: 'state', value });
  return true;
}
