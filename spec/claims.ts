/** Reads spec/claims/<system>.yaml: the catalogue of what is claimed and found, with a verdict for every variant. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, nearestName } from './input-error.js';
import { type FieldPath, fieldName, type PositionedFile, readPositioned } from './positioned-file.js';
import { shownPath } from './project-root.js';
import { document } from './schema/claims.schema.js';
import type { SearchVerdict, Verdict } from './verdict.js';

/** Folder of the catalogues, from the project root. */
export const claimsFolder = 'spec/claims';

/** Another reading of an ambiguous source: a model of its own, with a verdict of its own. */
export interface Reading {
  readonly name: string;
  readonly verdict: SearchVerdict;
  readonly model: string;
  readonly property: string;
  readonly why?: string;
  readonly line: number;
}

/** What the catalogue expects of one entry in one variant. */
export interface Ruling {
  readonly variant: string;
  readonly verdict: Verdict;
  readonly property?: string;
  /** The temporal property of the same model that `property` stands in for; settled by the engines that can. */
  readonly temporal?: string;
  readonly model?: string;
  /** Models that must give the same verdict of the property. */
  readonly alsoIn: readonly string[];
  /** Models with something taken away in which the property must be violated: it is one that can fail. */
  readonly failsIn: readonly string[];
  /** The repairs that make the property hold, or the word `none`. */
  readonly remedy?: readonly string[] | 'none';
  /** The model in which they do. */
  readonly remedyModel?: string;
  /** For each repair the model that lacks it alone, where the property is violated again. */
  readonly dropped: Readonly<Record<string, string>>;
  readonly readings: readonly Reading[];
  /** What the table says of the entry, for `settled by table` and nothing else: a finding that is there is `violated`. */
  readonly found?: 'holds' | 'violated';
  readonly why?: string;
  /** Line of the variant's verdict word. */
  readonly line: number;
}

export interface Entry {
  readonly id: string;
  readonly kind: 'claim' | 'finding';
  readonly title: string;
  readonly paraphrase: string;
  readonly source: {
    readonly message?: string;
    readonly patch?: string;
    readonly file?: string;
    readonly place?: string;
  };
  /** The sentence a schedule that breaks this entry ends in. */
  readonly harm?: string;
  readonly note?: string;
  readonly rulings: readonly Ruling[];
  /** Line of the id. */
  readonly line: number;
}

export interface Catalogue {
  readonly system: string;
  /** From the project root. */
  readonly path: string;
  readonly variants: readonly string[];
  readonly entries: readonly Entry[];
}

interface ReadRuling extends Omit<Ruling, 'variant' | 'line' | 'alsoIn' | 'failsIn' | 'dropped' | 'readings'> {
  readonly alsoIn?: readonly string[];
  readonly failsIn?: readonly string[];
  readonly dropped?: Readonly<Record<string, string>>;
  readonly readings?: readonly Omit<Reading, 'line'>[];
}
interface ReadEntry extends Omit<Entry, 'rulings' | 'line'> {
  readonly verdicts: Readonly<Record<string, ReadRuling>>;
}
interface ReadCatalogue extends Omit<Catalogue, 'path' | 'entries'> {
  readonly entries: readonly ReadEntry[];
}

/**
 * Reads every catalogue of the project at `root`, in the order of their file names.
 * @throws {InputError} when one is malformed or contradicts itself (an id twice, a variant that is not declared, ...).
 */
export function readCatalogues(root: string): readonly Catalogue[] {
  const folder = join(root, claimsFolder);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  return names.sort().map((name) => readCatalogue(join(folder, name), `${claimsFolder}/${name}`));
}

function readCatalogue(file: string, path: string): Catalogue {
  const source = readPositioned<ReadCatalogue>(file, document);
  checkEntries(file, source);
  const { system, variants, entries } = source.content;
  return {
    system,
    path,
    variants,
    entries: entries.map(({ verdicts, ...entry }, index) => ({
      ...entry,
      line: source.lineOf(['entries', index, 'id']),
      rulings: Object.entries(verdicts).map(([variant, ruling]) => {
        const at = ['entries', index, 'verdicts', variant] as const;
        return {
          ...ruling,
          variant,
          alsoIn: ruling.alsoIn ?? [],
          failsIn: ruling.failsIn ?? [],
          dropped: ruling.dropped ?? {},
          readings: (ruling.readings ?? []).map((reading, number) => ({
            ...reading,
            line: source.lineOf([...at, 'readings', number, 'verdict']),
          })),
          line: source.lineOf([...at, 'verdict']),
        };
      }),
    })),
  };
}

function checkEntries(file: string, source: PositionedFile<ReadCatalogue>): void {
  const { content, positionOf } = source;
  const refuse = (path: FieldPath, expected: string, found: string, nearest?: string): never => {
    throw new InputError({
      code: 'contradiction',
      file: shownPath(file),
      ...positionOf(path),
      field: fieldName(path),
      expected,
      found,
      ...(nearest === undefined ? {} : { nearest }),
    });
  };
  const ids = new Set<string>();
  for (const [index, entry] of content.entries.entries()) {
    const at = (...path: FieldPath): FieldPath => ['entries', index, ...path];
    if (ids.has(entry.id)) refuse(at('id'), 'an id of its own', `a second entry ${entry.id}`);
    ids.add(entry.id);
    const { message, patch, file: sourceFile } = entry.source;
    if (message === undefined && patch === undefined && sourceFile === undefined) {
      refuse(at('source'), 'at least one of message, patch, file', 'none of them');
    }
    for (const [variant, ruling] of Object.entries(entry.verdicts)) {
      if (!content.variants.includes(variant)) {
        refuse(
          at('verdicts', variant),
          `one of ${content.variants.join(', ')}`,
          variant,
          nearestName(variant, content.variants),
        );
      }
      if ((ruling.found !== undefined) !== (ruling.verdict === 'settled by table')) {
        const [expected, found] =
          ruling.found === undefined
            ? ['found: holds or violated, with settled by table', 'none']
            : ['no found but with settled by table', ruling.found];
        refuse(at('verdicts', variant), expected, found);
      }
      if (typeof ruling.remedy === 'string' && ruling.remedy !== 'none') {
        refuse(at('verdicts', variant, 'remedy'), 'a list of repairs, or none', ruling.remedy);
      }
    }
  }
}
