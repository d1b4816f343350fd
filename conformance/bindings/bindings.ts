/** Every module that has an implementation to be compared with; each is loaded when it is asked for. */

import { InputError } from '../../spec/input-error.js';
import type { Binding } from './binding.js';

const loaders: ReadonlyMap<string, () => Promise<Binding>> = new Map([
  ['tsem/TrustRelease', async () => (await import('./tsem/trust-release.js')).trustRelease],
  ['tsem/TaskKey', async () => (await import('./tsem/task-key.js')).taskKey],
]);

/** Names of the modules, for example `tsem/TaskKey`. */
export const boundModules: readonly string[] = [...loaders.keys()];

export function isBound(module: string): boolean {
  return loaders.has(module);
}

/** @throws {InputError} where nothing is bound to the module of this name. */
export async function bindingOf(module: string): Promise<Binding> {
  return loaderOf(module)();
}

/** @throws {InputError} as `bindingOf` does, which loads it besides. */
export function mustBeBound(module: string): void {
  loaderOf(module);
}

/** In the order of {@link boundModules}. */
export function allBindings(): Promise<readonly Binding[]> {
  return Promise.all(boundModules.map(bindingOf));
}

function loaderOf(module: string): () => Promise<Binding> {
  const load = loaders.get(module);
  if (load !== undefined) return load;
  throw new InputError({ code: 'unknown-name', expected: `an implementation bound to ${module}`, found: 'none' });
}
