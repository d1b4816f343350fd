/** The one door other rooms use to the checker: engines, configurations and values. */

export type {
  Counterexample,
  Engine,
  EngineLimits,
  EngineModel,
  EngineName,
  EngineOutcome,
  EngineProgress,
  EngineRun,
  EvaluationFailure,
  PropertyKind,
  PropertyOutcome,
  PropertyRef,
  RunOptions,
  TraceStep,
} from './engines/engine.js';
export { enginesPresent, selectEngines } from './engines/engines.js';
export type { GraphDigest } from './explore/graph-digest.js';
export { RandomStream } from './explore/random.js';
export { compareGraphs, digestOfModel, type GraphChange, type GraphComparison } from './graph-change.js';
export { type Configuration, readConfiguration } from './meaning/configuration.js';
export { type ModuleOutline, outlineModule } from './meaning/module-outline.js';
export {
  exploreModel,
  type GraphBehaviour,
  type GraphFiles,
  type GraphLabel,
  type GraphViolation,
  type KnownGraph,
  type ModelGraph,
  type ModuleShape,
  moduleShape,
  type NamedAction,
  type OpenModel,
  openModel,
} from './model-graph.js';
export type { ActionReading, Conjunct, ModelStep, ModelSteps } from './model-steps.js';
export { type PackedGraph, packGraph, unpackGraph } from './packed-graph.js';
export { defaultLimits, defaultWorkers, type Job, settleAll } from './settle.js';
export { canonicalValue, sameValue } from './values/canonical-value.js';
export { type ItfValue, itfState, itfValue } from './values/itf.js';
export { printValue } from './values/print-value.js';
export { ItfError, readItf } from './values/read-itf.js';
export type { State, Value } from './values/value.js';
