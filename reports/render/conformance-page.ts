/** What conformance found, as a page: one row a model, and what was left out. */

import type { ConformanceDocument, ConformanceResult } from '../conformance/document.js';
import { type Block, cell, list, type Page, paragraph } from './page.js';

export function conformancePage(document: ConformanceDocument): Page {
  const { results } = document;
  return [
    {
      kind: 'table',
      columns: [
        { title: 'model' },
        { title: 'states', align: 'right' },
        { title: 'transitions', align: 'right' },
        { title: 'pairs', align: 'right' },
        { title: 'refusals', align: 'right' },
        { title: 'traces', align: 'right' },
        { title: 'tour', align: 'right' },
        { title: 'resets', align: 'right' },
        { title: 'bound', align: 'right' },
        { title: 'steps', align: 'right' },
        { title: 'steps/s', align: 'right' },
        { title: 'runs', align: 'right' },
      ],
      rows: results.map((result) => {
        const tone = result.asExpected ? 'plain' : 'bad';
        return [
          cell(result.model, tone),
          cell(share(result.statesVisited, result.states), tone),
          cell(share(result.transitionsReplayed, result.transitions), tone),
          cell(result.pairs === undefined ? '-' : share(result.pairsReplayed ?? 0, result.pairs), tone),
          cell(share(result.refusalsTried, result.refusals), tone),
          cell(result.traces),
          cell(result.tour?.steps ?? 'sampled'),
          cell(result.tour?.resets ?? '-'),
          cell(result.tour?.lowerBound ?? '-'),
          cell(result.steps),
          cell(result.stepsPerSecond),
          cell(share(result.runsValidated, result.runs.recorded), tone),
        ];
      }),
    },
    paragraph(
      'Tour and resets together can not be fewer than the bound; steps are those of all traces, pairs and shortest paths included.',
      'quiet',
    ),
    paragraph(
      'Runs are of the implementation on its own schedulers, recorded whole and in part, and validated as behaviours of the model.',
      'quiet',
    ),
    ...situationBlocks(results),
    paragraph(conformanceSummary(document), document.ok ? 'good' : 'bad'),
  ];
}

/** One line: what was replayed and whether it is as expected. */
export function conformanceSummary({ results, ok, interrupted }: ConformanceDocument): string {
  const sum = (of: (result: ConformanceResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const seconds = sum((result) => result.seconds);
  const rate = seconds === 0 ? 0 : Math.round(sum((result) => result.steps) / seconds);
  const done = `${results.length} models, ${share(
    sum((each) => each.transitionsReplayed),
    sum((each) => each.transitions),
  )} transitions`;
  const sampled = results.filter((result) => result.sampled).length;
  const runs = `${share(
    sum((each) => each.runsValidated),
    sum((each) => each.runs.recorded),
  )} recorded runs validated`;
  const text = `${done}, ${sum((each) => each.traces)} traces, ${sum((each) => each.steps)} steps, ${rate} steps/s, ${sum((each) => each.divergences.length)} divergences, ${runs}.`;
  const left = sampled === 0 ? '' : ` ${sampled} of the models sampled only.`;
  const ending = interrupted ? ' Interrupted: this is what was known by then.' : ok ? '' : ' Not as expected.';
  return `${text}${left}${ending}`;
}

/** Which broken invariants of the models the implementation was led to. */
function situationBlocks(results: readonly ConformanceResult[]): Block[] {
  const items = results.flatMap(({ model, situations }) => {
    const reached = situations
      .filter((situation) => situation.reached)
      .map(({ invariant, length, loop }) => `${invariant} in ${length}${loopText(loop)}`);
    const rest = situations
      .filter((situation) => !situation.reached)
      .map(({ invariant, length }) => {
        return `${invariant} ${length === null ? 'outside the constraints' : 'not reached'}`;
      });
    return situations.length === 0 ? [] : [`${model}: ${[...reached, ...rest].join(', ')}`];
  });
  if (items.length === 0) return [];
  return [
    paragraph('Invariants and properties that the model breaks, reached on the implementation, in steps:'),
    list(items),
  ];
}

/** Of a behaviour without end. */
function loopText(loop: number | undefined): string {
  if (loop === undefined) return '';
  return loop === 0 ? ', where it stays' : `, ${loop} of them twice round a loop`;
}

function share(done: number, all: number): string {
  return done === all ? String(all) : `${done} of ${all}`;
}
