import test from 'ava';
import { cardOf } from '../../../conformance/replay/card.js';
import type { Flaws } from '../../../conformance/test/ferry.js';
import { conformFerry, ferryGraph } from '../../../conformance/test/replay/ferry-graph.js';
import type { Value } from '../../../spec/checker/index.js';
import { divergencePage } from '../../render/divergence-page.js';
import { plainWidth, terminalText } from '../../render/terminal.js';
import { matchesGolden } from '../golden.js';

const number = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });

const flaws: readonly (readonly [string, Flaws])[] = [
  ['a projection that is a constant', { projects: (values) => values.set('crossings', number(0)) }],
  ['an extra step', { offers: [{ action: 'Sink', arguments: [] }] }],
  ['a step taken that should be declined', { isCareless: true }],
  ['a step that fails', { seatsOne: true }],
];

async function cardText(flaw: Flaws): Promise<string> {
  const graph = await ferryGraph();
  const { divergences } = await conformFerry(flaw);
  const sources = ['Board', 'Sail'].map((action, index) => {
    return { module: 'toys/Ferry', action, file: 'impl/toys/ferry.ts', line: 10 + index };
  });
  const context = { model: 'toys/Ferry.two', module: 'toys/Ferry', graph, sources };
  return divergences
    .map((divergence) => cardOf(divergence, { ...context, command: 'npm run conformance -- --trace ferry.itf.json' }))
    .map((card) => terminalText(divergencePage(card), { width: plainWidth, colour: false }))
    .join('');
}

for (const [title, flaw] of flaws) {
  test(`the card of ${title} fits one screen`, async (t) => {
    const text = await cardText(flaw);
    t.true(text.split('\n').length <= 40);
    matchesGolden(t, `divergence-${title.replaceAll(' ', '-')}.txt`, text);
  });
}
