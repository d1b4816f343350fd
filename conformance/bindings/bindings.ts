/** Every module that has an implementation to be compared with. */

import type { Binding } from './binding.js';
import { taskKey } from './tsem/task-key.js';
import { trustRelease } from './tsem/trust-release.js';

export const bindings: readonly Binding[] = [trustRelease, taskKey];

/** The binding of a module by its name, for example `tsem/TrustRelease`; undefined where nothing is built. */
export function bindingOf(module: string): Binding | undefined {
  return bindings.find((binding) => binding.module === module);
}
