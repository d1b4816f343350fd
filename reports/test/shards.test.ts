/** Shards make a whole only if each is there once, of the same division, and came to its end. */

import test from 'ava';
import { InputError } from '../../spec/input-error.js';
import { type Part, type ShardMark, wholeOf } from '../shards.js';

interface Document {
  readonly schema: string;
  readonly interrupted: boolean;
  readonly shard?: ShardMark | null;
}

function part(file: string, shard: ShardMark | null | undefined, interrupted = false): Part<Document> {
  return { file, document: { schema: 'any', interrupted, ...(shard === undefined ? {} : { shard }) } };
}

const [one, two, three] = [1, 2, 3].map((index) => part(`${index}.json`, { index, of: 3 }));

test('the parts are put in the order of their shards', (t) => {
  const parts = [three, one, two].flatMap((each) => each ?? []);
  t.deepEqual(
    wholeOf(parts).map(({ shard }) => shard?.index),
    [1, 2, 3],
  );
});

const refuses = test.macro((t, parts: readonly (Part<Document> | undefined)[], says: RegExp) => {
  const error = t.throws(() => wholeOf(parts.flatMap((each) => each ?? [])), { instanceOf: InputError });
  t.regex(error?.message ?? '', says);
});

test('a shard that is missing is named', refuses, [one, three], /^expected all 3 shards, found none for 2\/3$/);
test(
  'a shard that is there twice is named with both files',
  refuses,
  [one, two, part('again.json', { index: 2, of: 3 })],
  /^again\.json: expected each shard once, found shard 2\/3, which 2\.json is too$/,
);
test(
  'a shard of another division is refused',
  refuses,
  [one, part('half.json', { index: 2, of: 2 })],
  /^half\.json: expected a shard of 3, as 1\.json, found shard 2\/2$/,
);
test(
  'a run of its own is no shard',
  refuses,
  [one, part('all.json', null)],
  /^all\.json: expected a shard, run with --shard i\/n, found a run of its own$/,
);
test(
  'nor is a document that says nothing of shards',
  refuses,
  [part('old.json', undefined)],
  /^old\.json: expected a shard/,
);
test(
  'an interrupted shard is refused',
  refuses,
  [one, two, part('3.json', { index: 3, of: 3 }, true)],
  /^3\.json: expected a run that came to its end, found an interrupted one$/,
);
