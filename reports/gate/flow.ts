/** Schedules as the gate tells them: each step with its sentence, its line in the module and its line in the implementation. */

import { type StepSource, stepSources } from '../../conformance/replay/step-sources.js';
import { type DescribedModule, describeStep } from '../../spec/actions.js';
import type { Model } from '../../spec/manifest.js';
import { moduleName } from '../../spec/module-name.js';
import type { ConformanceDivergence } from '../conformance/document.js';
import { callOf, type DocumentCounterexample } from '../verify/document.js';
import { moduleReader } from '../verify/explain.js';
import type { GatePlace, GateStep } from './document.js';

/** A step by its name. */
export interface FlowStep {
  readonly action: string | null;
  readonly arguments: readonly string[];
}

export class Flows {
  private readonly moduleOf: (model: Model) => DescribedModule;
  private sources: readonly StepSource[] | undefined;

  constructor(private readonly root: string) {
    this.moduleOf = moduleReader(root);
  }

  ofCounterexample(model: Model, { states, loopStart }: DocumentCounterexample): readonly GateStep[] {
    const steps = states.slice(1).map((state) => state['#meta']);
    const flow = this.ofSteps(model, steps);
    const last = flow.at(-1);
    if (loopStart === undefined || last === undefined) return flow;
    const back = loopStart === 0 ? 'the start' : `the state after step ${loopStart}`;
    return [
      ...flow.slice(0, -1),
      { ...last, text: `${last.text} From here it goes back to ${back}, for ever.`.trim() },
    ];
  }

  ofDivergence(model: Model, { steps, headline }: ConformanceDivergence): readonly GateStep[] {
    const flow = this.ofSteps(model, steps.map(readCall));
    const last = flow.at(-1);
    return last === undefined ? flow : [...flow.slice(0, -1), { ...last, text: `${last.text} ${headline}`.trim() }];
  }

  /** From the initial state, which is told first. */
  ofSteps(model: Model, steps: readonly FlowStep[]): readonly GateStep[] {
    const module = this.moduleOf(model);
    const name = moduleName(model);
    this.sources ??= stepSources(this.root);
    const sources = this.sources.filter((source) => source.module === name);
    const told = steps.map(({ action, arguments: values }): GateStep => {
      if (action === null) return { step: '(a step)', text: '' };
      const definition = module.definitions.get(action);
      const source = sources.find((each) => each.action === action);
      return {
        step: callOf(action, values),
        text: describeStep(module, action, values).sentence,
        ...(definition === undefined ? {} : { spec: { file: definition.file, line: definition.line } }),
        ...(source === undefined ? {} : { source: { file: source.file, line: source.line } }),
      };
    });
    return [{ step: 'initial state', text: '' }, ...told];
  }

  actionPlace(model: Model, action: string): GatePlace | undefined {
    const definition = this.moduleOf(model).definitions.get(action);
    return definition && { file: definition.file, line: definition.line };
  }
}

/** Takes `Name(a, <<b, c>>)` apart; arguments with commas of their own stay together. */
function readCall(call: string): FlowStep {
  const open = call.indexOf('(');
  if (open < 0) return { action: call, arguments: [] };
  const values: string[] = [];
  let [depth, word] = [0, ''];
  for (const letter of call.slice(open + 1, -1)) {
    if ('({[<'.includes(letter)) depth++;
    if (')}]>'.includes(letter)) depth--;
    if (letter === ',' && depth === 0) {
      values.push(word.trim());
      word = '';
    } else word += letter;
  }
  return { action: call.slice(0, open), arguments: [...values, word.trim()] };
}
