/** The JSON document of `verify`: what was run, what was found, what was expected, where they differ. */

import {
  type Counterexample,
  type EngineName,
  type GraphDigest,
  type ItfValue,
  itfState,
  type PropertyKind,
} from '../../spec/checker/index.js';
import type { Catalogue } from '../../spec/claims.js';
import { isSearched, modelsOf } from '../../spec/cross-check-ruling.js';
import type { Disagreement } from '../../spec/disagreement.js';
import type { Model } from '../../spec/manifest.js';
import type { SearchVerdict } from '../../spec/verdict.js';
import type { ShardMark } from '../shards.js';
import type { SettledClaim } from './claims.js';
import type { Enlargement } from './enlarged.js';
import type { JudgedModel, JudgedProperty } from './judge.js';

/** All engines take every access as happening in one order that all tasks agree on. */
export const memoryModel = 'sequential consistency';

/** A state in ITF; `#meta` has its index and the step that led to it. */
export interface DocumentState {
  readonly '#meta': { readonly index: number; readonly action: string | null; readonly arguments: readonly string[] };
  readonly [variable: string]: ItfValue | DocumentState['#meta'];
}

export interface DocumentCounterexample {
  /** Number of states, the initial one counting 1. */
  readonly length: number;
  /** Liveness: the index in `states` that the last state goes back to. */
  readonly loopStart?: number;
  readonly states: readonly DocumentState[];
  /** `Name(arguments)` of each step, one fewer than states; null where the engine does not tell. */
  readonly actions: readonly (string | null)[];
}

export interface DocumentProperty {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly role?: 'witness';
  readonly witness?: string;
  /** Ids of the catalogue entries that rest on this property in this model. */
  readonly claims: readonly string[];
  readonly verdict: SearchVerdict;
  readonly expected: SearchVerdict;
  readonly asExpected: boolean;
  /** Engines of this run that gave this verdict of this property in this model. */
  readonly confirmedBy: readonly EngineName[];
  readonly reason?: string;
  readonly counterexample?: DocumentCounterexample;
}

/** One model on one engine. `system` and `variant` are null for a module that is not one of ours. */
export interface DocumentResult {
  readonly model: string;
  readonly module: string;
  readonly config: string;
  readonly system: string | null;
  readonly variant: string | null;
  readonly repairs: readonly string[];
  readonly purpose: string | null;
  readonly engine: EngineName;
  readonly asExpected: boolean;
  readonly distinctStates: number | null;
  readonly generatedStates: number | null;
  readonly depth: number | null;
  readonly complete: boolean;
  readonly seconds: number;
  readonly peakBytes: number | null;
  readonly bounds: Readonly<Record<string, number | string | boolean>>;
  /** CONSTRAINT and ACTION_CONSTRAINT of the configuration. */
  readonly constraints: readonly string[];
  readonly symmetry: readonly string[];
  readonly memoryModel: string;
  readonly notExplored: readonly string[];
  readonly warnings: readonly string[];
  /** Of the text that was checked. */
  readonly digest: string;
  /** What the state graph is, where it was asked for. */
  readonly graph?: GraphDigest;
  readonly properties: readonly DocumentProperty[];
}

export interface VerifyDocument {
  readonly schema: 'lsm-verify/verify@1';
  readonly ok: boolean;
  /** A filter, a shard or an interruption left models out that are not deep: this is no full run. */
  readonly partial: boolean;
  readonly interrupted: boolean;
  /** Where this run was one of several: which. */
  readonly shard?: ShardMark;
  /** Engines that ran. */
  readonly engines: readonly EngineName[];
  readonly engineVersions: Readonly<Partial<Record<EngineName, string>>>;
  /** Engines asked for that are not on this machine. */
  readonly enginesAbsent: readonly EngineName[];
  readonly limits: { readonly statesMax: number; readonly depthMax: number; readonly timeoutSeconds: number };
  /** The variants of each system, in the order of its catalogue. */
  readonly variants: Readonly<Record<string, readonly string[]>>;
  readonly results: readonly DocumentResult[];
  readonly claims: readonly SettledClaim[];
  readonly disagreements: readonly Disagreement[];
  /** Models in larger bounds beside the smaller ones they enlarge, of those that ran. */
  readonly enlarged: readonly Enlargement[];
  /** `deep`: those of `models` that were left out for their size. */
  readonly notRun: {
    readonly models: readonly string[];
    readonly deep: readonly string[];
    readonly claims: readonly string[];
  };
}

/** What `resultOf` needs besides the judged model. */
export interface ResultContext {
  readonly catalogues: readonly Catalogue[];
  /** All judged models of the run, for `confirmedBy`. */
  readonly judged: readonly JudgedModel[];
  readonly digest: string;
  readonly constraints: readonly string[];
  readonly symmetry: readonly string[];
}

/** One element of `results`. */
export function resultOf(run: JudgedModel, context: ResultContext): DocumentResult {
  const { model, engine, outcome } = run;
  return {
    model: model.id,
    module: model.module,
    config: model.config,
    system: model.system,
    variant: model.variant,
    repairs: model.repairs,
    purpose: model.purpose,
    engine,
    asExpected: run.disagreements.length === 0,
    distinctStates: outcome.distinctStates,
    generatedStates: outcome.generatedStates,
    depth: outcome.depth,
    complete: outcome.complete,
    seconds: rounded(outcome.seconds),
    peakBytes: outcome.peakBytes,
    bounds: model.bounds,
    constraints: context.constraints,
    symmetry: context.symmetry,
    memoryModel,
    notExplored: model.notExplored,
    warnings: outcome.warnings,
    digest: context.digest,
    ...(outcome.graph === undefined ? {} : { graph: outcome.graph }),
    properties: run.properties.map((judged) => documentProperty(model, judged, context)),
  };
}

function documentProperty(model: Model, judged: JudgedProperty, context: ResultContext): DocumentProperty {
  const { property, verdict, expected, asExpected, reason, counterexample } = judged;
  const confirmedBy = context.judged
    .filter((run) => run.model.id === model.id)
    .filter((run) => run.properties.some((other) => other.property.name === property.name && other.verdict === verdict))
    .map((run) => run.engine);
  return {
    name: property.name,
    kind: property.kind,
    ...(property.role === undefined ? {} : { role: property.role }),
    ...(property.witness === undefined ? {} : { witness: property.witness }),
    claims: claimsOn(context.catalogues, model.id, property.name),
    verdict,
    expected,
    asExpected,
    confirmedBy: verdict === 'unknown' ? [] : confirmedBy,
    ...(reason === undefined ? {} : { reason }),
    ...(counterexample === undefined ? {} : { counterexample: documentCounterexample(counterexample) }),
  };
}

/** A counterexample as it stands in documents. */
export function documentCounterexample({ steps, loopStart }: Counterexample): DocumentCounterexample {
  return {
    length: steps.length,
    ...(loopStart === undefined ? {} : { loopStart }),
    states: steps.map((step, index) => ({
      '#meta': { index, action: step.action, arguments: step.arguments },
      ...itfState(step.state),
    })),
    actions: steps.slice(1).map((step) => (step.action === null ? null : callOf(step.action, step.arguments))),
  };
}

/** `Name(a, b)`, or `Name` without arguments. */
export function callOf(action: string, values: readonly string[]): string {
  return values.length === 0 ? action : `${action}(${values.join(', ')})`;
}

/** What rests on each property of each model, gathered once a catalogue: there are thousands of properties. */
const claimsKnown = new WeakMap<readonly Catalogue[], ReadonlyMap<string, readonly string[]>>();

function claimsOn(catalogues: readonly Catalogue[], model: string, property: string): readonly string[] {
  const known = claimsKnown.get(catalogues) ?? claimsByProperty(catalogues);
  claimsKnown.set(catalogues, known);
  return known.get(`${model} ${property}`) ?? [];
}

function claimsByProperty(catalogues: readonly Catalogue[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const rests = (id: string, model: string, property: string | undefined): void => {
    const key = `${model} ${property}`;
    const ids = found.get(key) ?? [];
    if (!ids.includes(id)) ids.push(id);
    found.set(key, ids);
  };
  for (const { id, rulings } of catalogues.flatMap(({ entries }) => entries)) {
    for (const ruling of rulings.filter(isSearched)) {
      for (const model of modelsOf({ ...ruling, readings: [] })) {
        rests(id, model, ruling.property);
        rests(id, model, ruling.temporal);
      }
      for (const { model, property } of ruling.readings) rests(id, model, property);
    }
  }
  return found;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
