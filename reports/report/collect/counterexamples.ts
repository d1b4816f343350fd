/** The counterexamples that refuted claims rest on: schedule, places in the implementation, whether it was seen there. */

import type { DescribedModule } from '../../../spec/actions.js';
import { moduleName } from '../../../spec/module-name.js';
import type { ConformanceDocument } from '../../conformance/document.js';
import { violationSentence } from '../../render/check-page.js';
import { scheduleOf } from '../../render/schedule.js';
import type { SettledClaim } from '../../verify/claims.js';
import type { DocumentResult, VerifyDocument } from '../../verify/document.js';
import { modelSlug, slug } from '../anchors.js';
import type { ImplementationPlace, ReportCounterexample } from '../document.js';
import { replayOf } from './replays.js';

export interface CounterexampleSources {
  readonly verify: VerifyDocument;
  readonly conformance: ConformanceDocument | undefined;
  readonly places: ReadonlyMap<string, readonly ImplementationPlace[]>;
  /** The module in a file, described; one without definitions where it is not there. */
  readonly moduleOf: (file: string) => DescribedModule;
}

export function counterexampleKey(model: string, property: string): string {
  return `${model} ${property}`;
}

/** Every counterexample that a violated claim names, by its key. */
export function collectCounterexamples(sources: CounterexampleSources): ReadonlyMap<string, ReportCounterexample> {
  const found = new Map<string, ReportCounterexample>();
  const byModel = resultsByModel(sources.verify.results);
  for (const claim of sources.verify.claims) {
    const { model, property } = claim;
    if (claim.verdict !== 'violated' || model === null || property === null) continue;
    const key = counterexampleKey(model, property);
    if (found.has(key)) continue;
    const counterexample = counterexampleOf(claim, byModel.get(model) ?? [], sources);
    if (counterexample !== undefined) found.set(key, counterexample);
  }
  return found;
}

function counterexampleOf(
  { model, property: name }: SettledClaim,
  results: readonly DocumentResult[],
  { conformance, places, moduleOf }: CounterexampleSources,
): ReportCounterexample | undefined {
  for (const result of results) {
    const property = result.properties.find((each) => each.name === name && each.counterexample !== undefined);
    const raw = property?.counterexample;
    if (model === null || name === null || property === undefined || raw === undefined) continue;
    const module = moduleOf(result.module);
    const schedule = scheduleOf(raw, module, violationSentence(property, module));
    const bound = moduleName({ id: model });
    const steps = raw.states.slice(1).map((state) => state['#meta'].action);
    return {
      key: counterexampleKey(model, name),
      slug: `${modelSlug(model)}-${slug(name)}`,
      model,
      property: name,
      raw,
      schedule,
      places: steps.map((action) => (action === null ? [] : (places.get(`${bound}!${action}`) ?? []))),
      replay: replayOf(conformance, {
        model,
        property: name,
        kind: property.kind,
        steps: steps.length,
        states: result.distinctStates,
      }),
    };
  }
  return undefined;
}

export function resultsByModel(results: readonly DocumentResult[]): ReadonlyMap<string, readonly DocumentResult[]> {
  const byModel = new Map<string, DocumentResult[]>();
  for (const result of results) byModel.set(result.model, [...(byModel.get(result.model) ?? []), result]);
  return byModel;
}
