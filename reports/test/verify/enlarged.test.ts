/** Larger bounds: which verdicts are compared, which are said to have changed, and in which words. */

import test from 'ava';
import { enlargedSentences } from '../../render/enlarged.js';
import type { Finding } from '../../verify/claims.js';
import { compareEnlarged } from '../../verify/enlarged.js';
import { modelNamed } from '../findings.js';

const small = modelNamed('toy/M.one');
const large = modelNamed('toy/M.two', { enlarges: [small.id] });

function finding(model: string, verdicts: Readonly<Record<string, 'holds' | 'violated' | 'unknown'>>): Finding {
  const properties = Object.entries(verdicts).map(([name, verdict]) => ({ name, verdict, asExpected: true }));
  return { model, engine: 'own', properties };
}

test('every property settled in both models is compared, and a change is named', (t) => {
  const found = compareEnlarged(
    [small, large],
    [
      finding(small.id, { Safe: 'holds', Fair: 'violated', Quick: 'unknown', Alone: 'holds' }),
      finding(large.id, { Safe: 'violated', Fair: 'violated', Quick: 'holds' }),
    ],
  );
  const changed = [{ property: 'Safe', smaller: 'holds', larger: 'violated' }] as const;
  t.deepEqual(found, [{ model: large.id, smaller: small.id, compared: 2, changed }]);
  t.deepEqual(enlargedSentences({ enlarged: found }), [
    '2 verdicts of 1 model in larger bounds compared with those in smaller ones, 1 changed.',
    'Safe: holds in toy/M.one, violated in toy/M.two',
  ]);
});

test('what another engine settled is compared too', (t) => {
  const own = finding(small.id, { Safe: 'unknown' });
  const tlc: Finding = { ...finding(small.id, { Safe: 'holds' }), engine: 'tlc' };
  const [pair] = compareEnlarged([large], [own, tlc, finding(large.id, { Safe: 'holds' })]);
  t.like(pair, { compared: 1, changed: [] });
});

test('a pair of which one model did not run is not compared', (t) => {
  t.deepEqual(compareEnlarged([small, large], [finding(large.id, { Safe: 'holds' })]), []);
  t.deepEqual(enlargedSentences({ enlarged: [] }), []);
});
