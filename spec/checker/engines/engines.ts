/** The engines there are, chosen by the word a user gives. */

import { InputError, nearestName } from '../../input-error.js';
import type { Engine, EngineName } from './engine.js';

/** In the order they are preferred; an engine's code is loaded when somebody asks for it. */
const loaders: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  own: async () => (await import('./own/adapter.js')).own,
  'tla-checker': async () => (await import('./tla-checker/adapter.js')).tlaChecker,
  tlc: async () => (await import('./tlc/adapter.js')).tlc,
};

/** The engines that are present on this machine, in the order they are preferred. */
export async function enginesPresent(): Promise<Engine[]> {
  const present: Engine[] = [];
  for (const load of Object.values(loaders)) {
    const engine = await load();
    if ((await engine.version()) !== undefined) present.push(engine);
  }
  return present;
}

/**
 * The engines `--engine WORD` asks for.
 *
 * @param word `own`, `tla-checker`, `tlc` or `all`, which is every engine present.
 * @throws {InputError} `unknown-engine` for another word, `absent-engine` for an engine that is not here.
 */
export async function selectEngines(word: string): Promise<Engine[]> {
  if (word === 'all') return enginesPresent();
  const load = Object.entries(loaders).find(([name]) => name === word)?.[1];
  if (load === undefined) {
    const words = [...Object.keys(loaders), 'all'];
    const nearest = nearestName(word, words);
    throw new InputError({
      code: 'unknown-engine',
      field: '--engine',
      expected: words.join('|'),
      found: `\`${word}\``,
      ...(nearest === undefined ? {} : { nearest }),
    });
  }
  const engine = await load();
  if ((await engine.version()) === undefined) {
    throw new InputError({
      code: 'absent-engine',
      field: '--engine',
      expected: 'an engine that is present on this machine',
      found: `\`${word}\`: TLA2TOOLS_JAR is not set`,
    });
  }
  return [engine];
}
