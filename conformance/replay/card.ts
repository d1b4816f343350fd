/** All there is to say about a divergence: how to get there, what both sides agreed on last, where they part, what to look at. */

import type { KnownGraph, Value } from '../../spec/checker/index.js';
import type { Step } from '../bindings/binding.js';
import { stateAfter } from '../traces/path.js';
import { isSameStep, type LeafDifference } from './compare.js';
import type { Difference, Divergence } from './divergence.js';
import { Expectation } from './expectation.js';
import type { StepSource } from './step-sources.js';

export interface Card {
  /** Id of the model. */
  readonly model: string;
  /** What happened, in a sentence. */
  readonly headline: string;
  /** From the initial state. The last one is the step that diverges, except where the states reached differ in what can follow. */
  readonly steps: readonly Step[];
  /** Number of steps after which both sides still agreed; -1 when not even at the start. */
  readonly agreedSteps: number;
  /** The last state in which both agreed: by variable. */
  readonly agreed: ReadonlyMap<string, Value>;
  readonly leaves: readonly LeafDifference[];
  /** Where the binding is at fault. */
  readonly faults: readonly string[];
  /** What can be done in the last state compared. */
  readonly enabled: {
    readonly both: readonly Step[];
    readonly onlyModel: readonly Step[];
    readonly onlyImplementation: readonly Step[];
  };
  /** `FILE:LINE` of the action that diverges; undefined where no step does. */
  readonly spec: string | undefined;
  /** `FILE:LINE` of the steps that say they are that action. */
  readonly sources: readonly string[];
  /** What repeats it. */
  readonly command: string;
}

export interface CardContext {
  /** Id of the model. */
  readonly model: string;
  /** As the links name it, for example `tsem/TrustRelease`. */
  readonly module: string;
  readonly graph: KnownGraph;
  readonly sources: readonly StepSource[];
  readonly command: string;
}

export function cardOf({ path, difference }: Divergence, context: CardContext): Card {
  const { graph, model, module, command } = context;
  const expectation = new Expectation(graph);
  const steps = path.edges.map((edge) => expectation.step(graph.label[edge] as number));
  const agreedSteps = agrees(difference) ? steps.length : steps.length - 1;
  const lastAgreed = stateAfter(graph, path, Math.max(agreedSteps, 0));
  const step = stepOf(difference) ?? (agreedSteps < 0 ? undefined : steps.at(-1));
  const action = graph.actions.find(({ name }) => name === step?.action);
  const enabled = expectation.state(lastAgreed).enabled;
  const sides = difference.kind === 'enabled' ? difference : { onlyModel: [], onlyImplementation: [] };
  return {
    model,
    headline: headline(difference, steps),
    steps,
    agreedSteps,
    agreed: expectation.valuesByName(lastAgreed),
    leaves: 'leaves' in difference ? difference.leaves : [],
    faults: difference.kind === 'binding' ? difference.faults : [],
    enabled: {
      both: enabled.filter((each) => !sides.onlyModel.some((other) => isSameStep(each, other))),
      onlyModel: sides.onlyModel,
      onlyImplementation: sides.onlyImplementation,
    },
    spec: action && `${action.file}:${action.line}`,
    sources: context.sources
      .filter((source) => source.module === module && source.action === step?.action)
      .map(({ file, line }) => `${file}:${line}`),
    command,
  };
}

/** Whether the states after the last step are still the same. */
function agrees({ kind }: Difference): boolean {
  return kind === 'enabled' || kind === 'accepted' || kind === 'touched' || kind === 'binding';
}

/** The step that the difference itself is about. */
function stepOf(difference: Difference): Step | undefined {
  switch (difference.kind) {
    case 'enabled':
      return difference.onlyModel[0] ?? difference.onlyImplementation[0] ?? difference.repeated[0];
    case 'declined':
    case 'accepted':
    case 'fault':
      return difference.step;
    case 'touched':
      return difference.steps[0];
    case 'state':
    case 'binding':
      return undefined;
  }
}

function headline(difference: Difference, steps: readonly Step[]): string {
  const last = steps.at(-1)?.action;
  const after = last === undefined ? 'at the start' : `after ${last}`;
  switch (difference.kind) {
    case 'binding':
      return 'The binding does not fit the module.';
    case 'state':
      return `The states differ ${after}.`;
    case 'enabled':
      return `What can be done differs ${after}.`;
    case 'declined':
      return `The implementation declines ${difference.step.action}, which the model has: ${difference.reason}.`;
    case 'accepted':
      return `The implementation takes ${difference.step.action} ${after}, which the model does not have there.`;
    case 'touched':
      return `The implementation declines ${difference.steps[0]?.action} ${after} as it should, and yet changes.`;
    case 'fault':
      return `The implementation fails ${difference.step === undefined ? after : `in ${difference.step.action}`}: ${difference.message}.`;
  }
}
