/** A toy program searched to the end. */

import type { Program } from '../../compile/program.js';
import { invariantsOnly } from '../../explore/property-checks.js';
import { Search } from '../../explore/search.js';
import type { SearchOptions } from '../../explore/search-options.js';
import type { StateGraph } from '../../explore/state-graph.js';
import { type Toy, toyProgram } from './toy-program.js';

/** Every violation is looked for and deadlocks are none, unless `options` say otherwise. */
export function explore(program: Program, options: Partial<SearchOptions> = {}): Search {
  const search = new Search(program, {
    properties: invariantsOnly(program),
    checkDeadlock: false,
    continueAfterViolation: true,
    ...options,
  });
  while (search.advance(1000) === 'running');
  return search;
}

export function graphOf(toy: Toy, options: Partial<SearchOptions> = {}): StateGraph {
  return explore(toyProgram(toy), { record: 'edges with arguments', ...options }).graph();
}
