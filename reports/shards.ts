/** The parts of a run that was spread over jobs: whether they make a whole. */

import { InputError } from '../spec/input-error.js';

/** Which part a document is of: the `index`-th of `of`, from 1. */
export interface ShardMark {
  readonly index: number;
  readonly of: number;
}

/** A document read from a file. */
export interface Part<Document> {
  /** As the user named it. */
  readonly file: string;
  readonly document: Document;
}

type Marked = { readonly schema: string; readonly interrupted: boolean; readonly shard?: ShardMark | null };

/**
 * The parts in the order of their shards.
 * @throws {InputError} for a part that is no shard, was interrupted, is there twice or of another division, and for one that is missing.
 */
export function wholeOf<Document extends Marked>(parts: readonly Part<Document>[]): readonly Document[] {
  const found = new Map<number, Part<Document>>();
  const of = parts[0]?.document.shard?.of ?? 0;
  for (const part of parts) {
    const { file, document } = part;
    const { shard } = document;
    if (shard === undefined || shard === null) refuse(file, 'a shard, run with --shard i/n', 'a run of its own');
    if (document.interrupted) refuse(file, 'a run that came to its end', 'an interrupted one');
    if (shard.of !== of) refuse(file, `a shard of ${of}, as ${parts[0]?.file}`, `shard ${shard.index}/${shard.of}`);
    const other = found.get(shard.index);
    if (other !== undefined) refuse(file, `each shard once`, `shard ${shard.index}/${of}, which ${other.file} is too`);
    found.set(shard.index, part);
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !found.has(index));
  if (missing.length > 0) {
    const expected = `all ${of} shards`;
    throw new InputError({
      code: 'missing-shard',
      expected,
      found: `none for ${missing.map((each) => `${each}/${of}`).join(', ')}`,
    });
  }
  return [...found].sort(([left], [right]) => left - right).map(([, { document }]) => document);
}

function refuse(file: string, expected: string, found: string): never {
  throw new InputError({ code: 'foreign-file', file, expected, found });
}
