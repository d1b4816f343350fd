/** Compares what an engine found in one model with what the manifest expects of it. */

import type { Engine, EngineName, EngineOutcome, PropertyOutcome } from '../../spec/checker/index.js';
import type { Disagreement } from '../../spec/disagreement.js';
import type { ExpectedProperty, Model } from '../../spec/manifest.js';
import { manifestPath } from '../../spec/manifest-path.js';
import type { SearchVerdict } from '../../spec/verdict.js';

/** One model as one engine settled it. */
export interface Settled {
  readonly model: Model;
  readonly engine: EngineName;
  readonly outcome: EngineOutcome;
}

/** One property of one model on one engine, after the rules that no engine knows: witnesses, completeness. */
export interface JudgedProperty {
  readonly property: ExpectedProperty;
  readonly verdict: SearchVerdict;
  /** What this engine must give: `unknown` where the manifest says that it cannot express the property. */
  readonly expected: SearchVerdict;
  readonly asExpected: boolean;
  /** Why, when `unknown`; which one, when an assumption is `violated`. */
  readonly reason?: string;
  readonly counterexample?: PropertyOutcome['counterexample'];
}

export interface JudgedModel extends Settled {
  readonly properties: readonly JudgedProperty[];
  readonly disagreements: readonly Disagreement[];
}

/**
 * Judges one outcome: a property `holds` only when one run explored the whole graph and its witness, where it has one,
 * was found violated; anything else that an engine calls `holds` becomes `unknown` with the reason.
 */
export function judgeModel(settled: Settled): JudgedModel {
  const properties = settled.model.properties.map((property) => judgeProperty(settled, property));
  return { ...settled, properties, disagreements: [...verdictFaults(settled, properties), ...countFaults(settled)] };
}

/** Whether `engine` is one of those the manifest names for `model`. */
export function canRun(model: Model, engine: Pick<Engine, 'name'>): boolean {
  return model.engines.includes(engine.name);
}

function judgeProperty(settled: Settled, property: ExpectedProperty): JudgedProperty {
  const { model, engine } = settled;
  const found = ruled(settled, property);
  const excused = model.cannotExpress[engine]?.includes(property.name) === true;
  const expected = excused ? 'unknown' : property.expected;
  return { property, ...found, expected, asExpected: found.verdict === expected };
}

type Found = Pick<JudgedProperty, 'verdict' | 'reason' | 'counterexample'>;

function ruled(settled: Settled, property: ExpectedProperty): Found {
  const outcome = outcomeOf(settled, property.name);
  if (outcome === undefined) return { verdict: 'unknown', reason: `${settled.engine} gave no answer` };
  const { verdict, reason, counterexample } = outcome;
  if (verdict === 'violated') {
    // An assumption has no counterexample: which one is false stands in the reason.
    const which = property.kind !== 'assumption' || reason === undefined ? {} : { reason };
    return { verdict, ...which, ...(counterexample === undefined ? {} : { counterexample }) };
  }
  if (verdict === 'unknown') return { verdict, reason: reason ?? `${settled.engine} gave no reason` };
  if (!settled.outcome.complete && property.kind !== 'assumption') {
    return { verdict: 'unknown', reason: 'no run explored the whole graph' };
  }
  if (property.witness !== undefined && outcomeOf(settled, property.witness)?.verdict !== 'violated') {
    return { verdict: 'unknown', reason: `vacuous: the witness ${property.witness} was not found violated` };
  }
  return { verdict };
}

function outcomeOf({ outcome }: Settled, name: string): PropertyOutcome | undefined {
  return outcome.properties.find(({ property }) => property.name === name);
}

function verdictFaults({ model, engine }: Settled, properties: readonly JudgedProperty[]): Disagreement[] {
  return properties
    .filter(({ asExpected }) => !asExpected)
    .map(({ property, verdict, expected, reason }) => {
      const because = reason === undefined ? '' : ` (${reason})`;
      const excuse =
        expected === property.expected ? '' : `: cannotExpress.${engine} lists it, though ${engine} settles it`;
      const message = `${model.id}: expected ${property.name} "${expected}", ${engine} found "${verdict}"${because}${excuse}`;
      return { code: 'verdict', file: manifestPath, line: property.line, message };
    });
}

function countFaults({ model, engine, outcome }: Settled): Disagreement[] {
  const faults: Disagreement[] = [];
  const fault = (line: number, message: string) => {
    faults.push({ code: 'count', file: manifestPath, line, message: `${model.id}: ${message}` });
  };
  const counts = [
    ['distinctStates', 'distinct states'],
    ['generatedStates', 'generated states'],
    ['depth', 'as depth'],
  ] as const;
  for (const [field, words] of counts) {
    const expected = model[field];
    const found = outcome[field];
    if (expected !== null && found !== null && expected !== found) {
      fault(model.lines[field], `expected ${expected} ${words}, ${engine} found ${found}`);
    }
  }
  // Without this a run that was cut short would compare nothing and pass.
  if (model.distinctStates !== null && (!outcome.complete || outcome.distinctStates === null)) {
    const message = `expected ${model.distinctStates} distinct states, ${engine} did not explore the whole graph`;
    fault(model.lines.distinctStates, message);
  }
  return faults;
}
