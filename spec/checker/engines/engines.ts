/** The engines there are, chosen by the word a user gives. */

import { InputError, nearestName } from '../../input-error.js';
import type { Engine } from './engine.js';
import { own } from './own/adapter.js';
import { tlaChecker } from './tla-checker/adapter.js';
import { tlc } from './tlc/adapter.js';

const engines: readonly Engine[] = [own, tlaChecker, tlc];

/** The engines that are present on this machine, in the order they are preferred. */
export async function enginesPresent(): Promise<Engine[]> {
  const present: Engine[] = [];
  for (const engine of engines) if ((await engine.version()) !== undefined) present.push(engine);
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
  const engine = engines.find(({ name }) => name === word);
  if (engine === undefined) {
    const words = [...engines.map(({ name }) => name), 'all'];
    const nearest = nearestName(word, words);
    throw new InputError({
      code: 'unknown-engine',
      field: '--engine',
      expected: words.join('|'),
      found: `\`${word}\``,
      ...(nearest === undefined ? {} : { nearest }),
    });
  }
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
