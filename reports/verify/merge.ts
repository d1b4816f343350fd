/** Joins the documents of shards of `verify`: what one run of everything would have said, times and memory aside. */

import { runTables } from '../../conformance/tables/run-tables.js';
import { InputError } from '../../spec/input-error.js';
import type { Project } from '../../spec/project.js';
import { type Part, wholeOf } from '../shards.js';
import { settleClaims } from './claims.js';
import type { VerifyDocument } from './document.js';
import { compareEnlarged } from './enlarged.js';

/** @throws {InputError} where the parts make no whole, or were run in different ways. */
export function mergeVerify(project: Project, parts: readonly Part<VerifyDocument>[]): VerifyDocument {
  const documents = wholeOf(parts);
  const [first] = documents;
  if (first === undefined) throw new Error('a merge of nothing');
  for (const { file, document } of parts) {
    for (const field of ['engines', 'engineVersions', 'limits', 'variants'] as const) {
      if (JSON.stringify(document[field]) === JSON.stringify(first[field])) continue;
      const expected = `the ${field} of ${parts[0]?.file}: ${JSON.stringify(first[field])}`;
      throw new InputError({ code: 'foreign-file', file, field, expected, found: JSON.stringify(document[field]) });
    }
  }
  const { manifest, catalogues } = project;
  const order = new Map(manifest.models.map(({ id }, index) => [id, index]));
  const place = (model: string): number => order.get(model) ?? order.size;
  const results = documents
    .flatMap((document) => document.results)
    .sort((left, right) => place(left.model) - place(right.model));
  const engines = first.engines;
  const settled = settleClaims(manifest, catalogues, results, { engines, partial: false, tables: runTables() });
  const disagreements = [...project.disagreements, ...ofModels(project, documents, place), ...settled.disagreements];
  const ran = new Set(results.map(({ model }) => model));
  const left = manifest.models.filter(({ id }) => !ran.has(id));
  const { shard: _, ...rest } = first;
  return {
    ...rest,
    ok: disagreements.length === 0 && results.length > 0,
    partial: left.some(({ deep }) => !deep),
    results,
    claims: settled.claims,
    disagreements,
    enlarged: compareEnlarged(manifest.models, results),
    notRun: {
      models: left.map(({ id }) => id),
      deep: left.filter(({ deep }) => deep).map(({ id }) => id),
      claims: settled.notRun,
    },
  };
}

/** What each shard says of its own models, in the order in which one run would say it. */
function ofModels(project: Project, documents: readonly VerifyDocument[], place: (model: string) => number) {
  const ofProject = new Set(project.disagreements.map((each) => JSON.stringify(each)));
  const own = documents
    .flatMap(({ disagreements }) => disagreements)
    .filter((each) => each.code !== 'claim' && !ofProject.has(JSON.stringify(each)));
  const modelOf = (message: string): string => message.slice(0, message.indexOf(': '));
  return own.sort((left, right) => {
    const [first, second] = [left, right].map(({ code }) => (code === 'engines-differ' ? 1 : 0));
    return (first ?? 0) - (second ?? 0) || place(modelOf(left.message)) - place(modelOf(right.message));
  });
}
