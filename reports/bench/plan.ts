/** What `bench` measures: which model, on which engines, and what the figure is held against. */

import type { EngineName } from '../../spec/checker/index.js';

export interface Measurement {
  /** From the project root. */
  readonly moduleFile: string;
  readonly configFile: string;
  readonly engines: readonly EngineName[];
  /** What a reader should learn from the row. */
  readonly question: string;
}

const protocol = 'spec/checker/test/fixtures/models/TwoPhase';
const release = 'spec/tsem/TrustRelease';

/** From the smallest to the largest. */
export const plan: readonly Measurement[] = [
  {
    moduleFile: `${protocol}.tla`,
    configFile: `${protocol}.rm3.cfg`,
    engines: ['own', 'tla-checker', 'tlc'],
    question: 'start-up: 288 states, from the start of the process to its end',
  },
  {
    moduleFile: `${protocol}.tla`,
    configFile: `${protocol}.rm7.cfg`,
    engines: ['own', 'tla-checker', 'tlc'],
    question: 'throughput on small values',
  },
  {
    moduleFile: `${protocol}.tla`,
    configFile: `${protocol}.rm8.cfg`,
    engines: ['own', 'tlc'],
    question: 'throughput and memory beyond 10^6 states',
  },
  {
    moduleFile: `${release}.tla`,
    configFile: `${release}.v3-two-tasks-killed-signalled.cfg`,
    // TLC would search once for each of the thirty that are violated.
    engines: ['own'],
    question: 'throughput on our own kind of model: 23 variables, all invariants in one pass',
  },
  {
    moduleFile: `${release}.tla`,
    configFile: 'reports/bench/TrustRelease.two-tasks-states.cfg',
    engines: ['own', 'tlc'],
    question: 'the same states with one invariant, which holds',
  },
];
