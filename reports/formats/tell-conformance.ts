/** Tells a document of `conformance`: one group a model, one check for each thing that must be done in full, one a divergence. */

import type { ConformanceDivergence, ConformanceDocument, ConformanceResult } from '../conformance/document.js';
import { conformanceSummary } from '../render/conformance-page.js';
import type { Places } from './places.js';
import { type Check, type CheckGroup, type FlowStep, type Telling, told } from './telling.js';

export function tellConformance(document: ConformanceDocument, places: Places): Telling {
  return told({
    door: 'conformance',
    ok: document.ok,
    interrupted: document.interrupted,
    partial: document.partial,
    summary: conformanceSummary(document),
    groups: document.results.map((result) => modelGroup(result, places)),
  });
}

function modelGroup(result: ConformanceResult, places: Places): CheckGroup {
  const { sampled } = result;
  const place = { file: result.module, line: 1 };
  const counted = (name: string, done: number, all: number, told = `${name} replayed on the implementation`): Check => {
    const isDone = done === all;
    const message = isDone ? `all ${all} ${told}` : `${done} of ${all} ${told}${sampled ? ', by sample' : ''}`;
    const outcome = isDone ? 'passed' : sampled ? 'noted' : 'failed';
    return { name, rule: `conformance/${name}`, outcome, message, claims: [], place };
  };
  const checks: readonly Check[] = [
    counted('states', result.statesVisited, result.states, 'states visited'),
    counted('transitions', result.transitionsReplayed, result.transitions),
    ...(result.pairs === undefined ? [] : [counted('pairs', result.pairsReplayed ?? 0, result.pairs)]),
    counted(
      'refusals',
      result.refusalsTried,
      result.refusals,
      'steps that the model does not have offered and declined',
    ),
    ...result.situations.map(({ invariant, length, reached }): Check => {
      const outside = length === null;
      const message = reached
        ? `the implementation was led to where ${invariant} is broken, in ${length} steps`
        : outside
          ? `${invariant} is broken outside the constraints only`
          : `the implementation was not led to where ${invariant} is broken`;
      const outcome = reached ? 'passed' : outside ? 'noted' : 'failed';
      return { name: `situation ${invariant}`, rule: 'conformance/situation', outcome, message, claims: [], place };
    }),
    runsCheck(result),
    ...(result.divergences.length === 0
      ? [
          {
            name: 'divergence',
            rule: 'conformance/divergence',
            outcome: 'passed' as const,
            message: 'model and implementation agree wherever they were compared',
            claims: [],
            place,
            leads: true as const,
          },
        ]
      : result.divergences.map((divergence) => divergenceCheck(result, divergence, places))),
  ];
  const isTold = result.asExpected || checks.some(({ outcome }) => outcome === 'failed');
  const unexplained: Check = {
    name: 'result',
    rule: 'conformance/result',
    outcome: 'failed',
    message: 'the run of this model is not as expected; it was interrupted, or its document does not say why',
    claims: [],
    place,
  };
  return {
    system: result.model.includes('/') ? result.model.slice(0, result.model.indexOf('/')) : result.module,
    name: result.model,
    seconds: Math.round((result.seconds + result.refusalSeconds) * 1000) / 1000,
    notes: [
      `${result.traces} traces, ${result.steps} steps${sampled ? '; sampled, the graph is too large for a tour' : ''}`,
    ],
    checks: isTold ? checks : [...checks, unexplained],
  };
}

/** Sampled or not, every recorded run must be a behaviour of the model. */
function runsCheck({ module, runs, runsValidated }: ConformanceResult): Check {
  const isDone = runs.recorded > 0 && runsValidated === runs.recorded;
  const again = (file: string | null) => (file === null ? '' : ` Again: npm run conformance -- --validate ${file}`);
  const rejected = runs.rejected.map(({ headline, file }) => ` ${headline}${again(file)}`).join('');
  return {
    name: 'runs',
    rule: 'conformance/runs',
    outcome: isDone ? 'passed' : runs.recorded === 0 ? 'skipped' : 'failed',
    message: `${runsValidated} of ${runs.recorded} recorded runs are behaviours of the model${rejected === '' ? '' : `:${rejected}`}`,
    claims: [],
    place: { file: module, line: 1 },
  };
}

function divergenceCheck(result: ConformanceResult, divergence: ConformanceDivergence, places: Places): Check {
  const { headline, spec, sources, leaves, faults, command, steps, agreedSteps } = divergence;
  const parts = leaves.length === 0 ? '' : ` Different: ${leaves.map(({ path }) => path).join(', ')}.`;
  const faulty = faults.map((fault) => ` ${fault}.`).join('');
  const specPlace = spec === null ? undefined : places.place(spec);
  const sourcePlace = sources.map((source) => places.place(source)).find((place) => place !== undefined);
  const init = places.definition(result.module, 'Init');
  const start: FlowStep = {
    step: 'initial state',
    text: agreedSteps < 0 ? 'Here the two differ already.' : 'Both start here.',
    ...(init === undefined ? {} : { spec: init }),
  };
  const flow = steps.map((step, index): FlowStep => {
    const action = step.replace(/\(.*$/s, '');
    const at = places.definition(result.module, action);
    const source = places.step(result.module, action);
    return {
      step,
      text: index < agreedSteps ? 'Both agree after it.' : headline,
      ...(at === undefined ? {} : { spec: at }),
      ...(source === undefined ? {} : { source }),
    };
  });
  return {
    name: `divergence: ${headline}`,
    rule: 'conformance/divergence',
    outcome: 'failed',
    message: `${headline}${parts}${faulty} Again: ${command}`,
    claims: [],
    place: sourcePlace ?? specPlace ?? { file: result.module, line: 1 },
    ...(specPlace === undefined || sourcePlace === undefined ? {} : { expectedAt: specPlace }),
    flow: [start, ...flow],
  };
}
