/** Sentences that every format of the report says alike. */

import { boundsText } from '../render/verify-page.js';
import type { SettledClaim } from '../verify/claims.js';
import type { DocumentResult } from '../verify/document.js';
import type { ReportDocument, ReportEntry, ReportGraph, ReportModel, ReportRuling } from './document.js';

export const title = 'lsm-verify: what was claimed, what was found';

/** How to read a verdict; the first things a new reader has to know. */
export const readingRules: readonly string[] = [
  'A claim is what the authors of a mechanism say of it; a finding is a defect that was read in its source. Each is turned into a property of a TLA+ model, and the model of each variant of the code is searched completely within stated bounds.',
  'violated: a run of the model breaks the property. A claim is then refuted; of a finding, the defect was reproduced. The shortest such run is shown.',
  'holds: no reachable state within the bounds printed beside it breaks the property, and a run was found in which its condition came true. Of a finding: the defect can not be reproduced there.',
  'unknown: nothing was settled, and it says why. It is never counted as passed. assumption: a statement about something outside the code.',
  'settled by table: rows of a table executed on the reference implementation settle it, not a search. What they show is said beside it; it is no word of praise: for a finding it usually says that the defect is there.',
  '"As expected" is another question: whether the catalogue had expected this verdict. A violated claim can be as expected.',
];

export const memoryRule =
  'Memory is sequentially consistent in all models. A weaker memory can only add behaviours: it can refute a "holds", never a "violated".';

export const seedRule = 'The search is exhaustive: nothing in it is chosen at random, and there is no seed.';

/** The number of the verdicts of each word, as one sentence. */
export function countsSentence({ verdict, verify }: ReportDocument): string {
  const parts = verdict.counts.map(({ word, count, note }) => {
    return `${count} ${word}${note === undefined ? '' : ` (each says: ${note.replace(/\.$/, '')})`}`;
  });
  const entries = new Set(verify.claims.map(({ id }) => id)).size;
  const refuted = new Set(verify.claims.filter(({ verdict: word }) => word === 'violated').map(({ id }) => id)).size;
  return `${entries} claims and findings in ${verify.claims.length} verdicts: ${parts.join(', ')}. ${refuted} entries are violated in at least one variant.`;
}

/** The verdict line, first in every format. */
export function verdictLine(document: ReportDocument): string {
  const expected = document.verdict.asExpected ? 'Everything is as expected.' : 'NOT as expected: see below.';
  return `${countsSentence(document)} ${expected}`;
}

/** Entries with a violated verdict. */
export function refutedEntries({ systems }: ReportDocument): readonly ReportEntry[] {
  return systems.flatMap(({ entries }) =>
    entries.filter(({ rulings }) => rulings.some(({ claim }) => claim.verdict === 'violated')),
  );
}

/** The verdict's word, with what the catalogue says first where the word alone would mislead, and a mark where it is not as expected. */
export function verdictText({ verdict, asExpected }: SettledClaim): string {
  return `${verdict}${asExpected ? '' : ' (NOT as expected)'}`;
}

/** What stands behind a verdict: the property, the models, the engines. */
export function groundsText({ model, property, alsoIn = [], confirmedBy }: SettledClaim): string {
  if (model === null) return 'No search settles it.';
  const engines =
    confirmedBy.length === 0
      ? 'no engine'
      : confirmedBy.length === 1
        ? `${confirmedBy[0]} alone: it rests on one engine`
        : confirmedBy.join(', ');
  const also = alsoIn.length === 0 ? '' : ` and in ${alsoIn.join(', ')}`;
  return `Property ${property ?? '-'} in ${model}${also}; confirmed by ${engines}.`;
}

export function remedyText(claim: SettledClaim): string | undefined {
  const { remedy, remedyModel, dropped = {}, remedyConfirmed, property, why } = claim;
  if (remedy === undefined) return undefined;
  if (remedy === 'none') return `None of the repairs modelled helps.${why === undefined ? '' : ` ${why.trim()}`}`;
  const needed = Object.entries(dropped).map(([repair, model]) => `without ${repair} it is violated again (${model})`);
  const said = remedyConfirmed === true ? 'Both were found so.' : 'This is NOT confirmed by the results.';
  return `With ${remedy.join(', ')} ${property} holds (${remedyModel ?? 'no model'}); ${needed.join('; ')}. ${said}`;
}

/** Bounds and what lies outside, of one result. */
export function boundsSentence(result: DocumentResult): string {
  return `Bounds: ${boundsText(result)}. Memory model: ${result.memoryModel}.`;
}

export function countsOf({
  distinctStates,
  generatedStates,
  depth,
  complete,
  seconds,
  engine,
}: DocumentResult): string {
  const shown = (number: number | null) => (number === null ? 'not told' : String(number));
  const whole = complete ? 'the whole of it' : 'NOT the whole of it';
  return `On ${engine}: ${shown(distinctStates)} distinct states, ${shown(generatedStates)} generated, depth ${shown(depth)}, ${whole} searched, in ${seconds.toFixed(3)} s.`;
}

/** Engines with their versions, as one phrase. */
export function enginesText({ verify }: ReportDocument): string {
  return verify.engines.map((name) => `${name} ${verify.engineVersions[name] ?? ''}`.trim()).join(', ');
}

export function limitsText({ verify }: ReportDocument): string {
  const { statesMax, depthMax, timeoutSeconds } = verify.limits;
  return `A model would have been given up as unknown at ${statesMax} distinct states, ${depthMax} steps or ${timeoutSeconds} seconds.`;
}

/** What a drawing of a model's graph shows, or why there is none. */
export function graphSentence(graph: ReportGraph): string {
  if (graph.kind === 'none') return `Its state graph is not drawn: ${graph.reason}.`;
  if (graph.kind === 'whole') {
    return `The whole state graph: ${graph.nodes.length} states, ${graph.transitions} transitions.`;
  }
  return `A quotient of the state graph by the view (${graph.view}): each of its ${graph.nodes.length} nodes stands for all states in which these have the same values, ${graph.states} in all. Of ${graph.transitions} transitions the ${graph.hiddenTransitions} that change nothing in the view are not drawn. A way through the quotient need not be a behaviour; the bold one is.`;
}

export const otherVersion =
  'The module or the configuration of this model is another now than the one that was checked: the results are of another version. Run npm run verify again.';

/** Steps by name, for comparing schedules. */
export function sameSteps(left: string | undefined, right: string | undefined, document: ReportDocument): boolean {
  const steps = (key: string | undefined) =>
    document.counterexamples
      .get(key ?? '')
      ?.schedule.steps.map(({ action }) => action)
      .join('; ');
  return steps(left) !== undefined && steps(left) === steps(right);
}

/** Rulings of an entry with a schedule of their own, each with those that go by the same steps. */
export function distinctSchedules(
  entry: ReportEntry,
  document: ReportDocument,
): readonly { readonly ruling: ReportRuling; readonly alike: readonly ReportRuling[] }[] {
  const found: { readonly ruling: ReportRuling; readonly alike: ReportRuling[] }[] = [];
  for (const ruling of entry.rulings) {
    if (ruling.counterexample === undefined) continue;
    const known = found.find((each) => sameSteps(each.ruling.counterexample, ruling.counterexample, document));
    if (known === undefined) found.push({ ruling, alike: [] });
    else known.alike.push(ruling);
  }
  return found;
}

/** The sentence a schedule of this entry ends in. */
export function endingOf(entry: ReportEntry, ruling: ReportRuling, document: ReportDocument): string {
  return entry.harm ?? document.counterexamples.get(ruling.counterexample ?? '')?.schedule.ending ?? '';
}

export function modelOf(document: ReportDocument, id: string | null): ReportModel | undefined {
  return document.models.find((model) => model.id === id);
}
