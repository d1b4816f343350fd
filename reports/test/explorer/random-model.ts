/** Random models for the laws of the explorer: small graphs with runs through them. */

import fc from 'fast-check';
import type { ExplorerData, ExplorerModel, ExplorerTrace } from '../../explorer/explorer-data.js';

/** A model of at most 6 states, some without their steps, with one run, which may be a loop; state s has the value s of its variable. */
export const randomModel: fc.Arbitrary<ExplorerData> = fc
  .record({
    edges: fc.array(fc.option(fc.array(fc.tuple(fc.nat(2), fc.nat(5)), { maxLength: 4 }), { nil: null, freq: 5 }), {
      minLength: 6,
      maxLength: 6,
    }),
    initial: fc.array(fc.nat(5), { minLength: 1, maxLength: 2 }),
    turns: fc.array(fc.nat(3), { maxLength: 6 }),
    loopStart: fc.option(fc.nat(6), { nil: undefined }),
  })
  .map(({ edges, initial, turns, loopStart }) => {
    const trace = runAlong(edges, initial[0] ?? 0, turns, loopStart);
    const model: ExplorerModel = {
      id: 'toy/M.random',
      module: 0,
      variant: 'old',
      purpose: 'made by chance',
      bounds: '',
      steps: [0, 1, 2].map((action) => ({ action, arguments: [], actor: '', sentence: '' })),
      states: edges.map((_, state) => [-1, 0, state]),
      edges: edges.map((own) => (own === null ? null : own.flat())),
      initial,
      traces: [trace],
    };
    const actions = ['A', 'B', 'C'].map((name) => ({ name, spec: '', implementation: [] }));
    return {
      schema: 'lsm-verify/explorer@1',
      values: edges.map((_, state) => state),
      modules: [{ name: 'toy/M', variables: ['s'], actions }],
      models: [model],
      claims: [],
    };
  });

function runAlong(
  edges: readonly (readonly (readonly [number, number])[] | null)[],
  start: number,
  turns: readonly number[],
  loopStart: number | undefined,
): ExplorerTrace {
  const states = [start];
  const steps: number[] = [];
  for (const turn of turns) {
    const own = edges[states.at(-1) ?? 0] ?? [];
    const [step, to] = own[turn % Math.max(own.length, 1)] ?? [];
    if (step === undefined || to === undefined) break;
    states.push(to);
    steps.push(step);
  }
  const loop = loopStart === undefined ? {} : { loopStart: loopStart % states.length };
  return {
    property: 'Good',
    verdict: 'violated',
    claims: [],
    isWitness: false,
    ending: 'Bad.',
    states,
    steps,
    ...loop,
  };
}
