/** Joins the documents of shards of `conformance`: what one run of everything would have said, times aside. */

import { InputError } from '../../spec/input-error.js';
import type { Manifest } from '../../spec/manifest.js';
import { type Part, wholeOf } from '../shards.js';
import type { ConformanceDocument } from './document.js';

/** @throws {InputError} where the parts make no whole, or were run with different seeds. */
export function mergeConformance(manifest: Manifest, parts: readonly Part<ConformanceDocument>[]): ConformanceDocument {
  const documents = wholeOf(parts);
  const [first] = documents;
  if (first === undefined) throw new Error('a merge of nothing');
  for (const { file, document } of parts) {
    if (document.seed === first.seed) continue;
    const expected = `the seed of ${parts[0]?.file}, ${first.seed}`;
    throw new InputError({ code: 'foreign-file', file, field: 'seed', expected, found: String(document.seed) });
  }
  const order = manifest.models.map(({ id }) => id);
  const results = documents
    .flatMap((document) => document.results)
    .sort((left, right) => order.indexOf(left.model) - order.indexOf(right.model));
  const { shard: _, ...rest } = first;
  return { ...rest, ok: documents.every(({ ok }) => ok), partial: false, results };
}
