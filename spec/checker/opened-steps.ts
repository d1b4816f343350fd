/** The steps of a model from the states that are asked for: what model-steps.ts promises, on a compiled program. */

import { readFileSync } from 'node:fs';
import { InputError } from '../input-error.js';
import { actionReadings } from './action-readings.js';
import type { Program } from './compile/program.js';
import { StateTable } from './explore/state-table.js';
import { StepLabels } from './explore/step-labels.js';
import type { ResolvedModel } from './meaning/resolved.js';
import type { GraphLabel, ModuleShape } from './model-graph.js';
import type { ModelStep, ModelSteps } from './model-steps.js';
import { canonicalValue } from './values/canonical-value.js';
import { plainValue } from './values/conversion.js';
import { EvaluationError, evaluationError } from './values/evaluation-error.js';
import type { Value } from './values/value.js';

type Steps = Omit<ModelSteps, keyof ModuleShape | 'constants'>;

export function stepsOf({ model, program }: { readonly model: ResolvedModel; readonly program: Program }): Steps {
  const table = new StateTable(program.width);
  const row = new Int32Array(program.width);
  const known = new Map<number, Value>();
  const canonical = (id: number): Value => {
    const value = known.get(id) ?? canonicalValue(plainValue(program.store, id));
    known.set(id, value);
    return value;
  };
  const numbers = new StepLabels();
  const labels: GraphLabel[] = [];
  const labelOf = (action: number, args: readonly number[]): number => {
    const number = numbers.number(action, args);
    if (number === labels.length) labels.push({ action, arguments: args.map(canonical) });
    return number;
  };
  const found = (): number => {
    const state = table.find(program.successor);
    return state < 0 ? table.append(program.successor, -1) : state;
  };
  const read = (state: number): void => table.read(state, program.current);
  const evaluated = (enumerate: () => void): void => {
    try {
      enumerate();
    } catch (error) {
      const known = evaluationError(error);
      if (!(known instanceof EvaluationError)) throw known;
      const expected = 'a model that can be evaluated in every state that a run leads to';
      throw new InputError({ code: 'evaluation', file: model.file, expected, found: known.message });
    }
  };
  const initial = new Set<number>();
  evaluated(() => program.initial(() => initial.add(found())));
  const lines = new Map<string, readonly string[] | undefined>();
  const steps: (readonly ModelStep[] | undefined)[] = [];
  return {
    initial: [...initial],
    labels,
    get states() {
      return table.size;
    },
    from(state) {
      const before = steps[state];
      if (before !== undefined) return before;
      const own: ModelStep[] = [];
      read(state);
      evaluated(() =>
        program.labelledSuccessors((action, args) => {
          const [label, to] = [labelOf(action, args), found()];
          if (!own.some((step) => step.label === label && step.to === to)) own.push({ label, to });
        }),
      );
      steps[state] = own;
      return own;
    },
    isWithin(state) {
      read(state);
      return program.constraints.every(({ test }) => test());
    },
    valuesOf(state) {
      table.read(state, row);
      return Array.from(row, canonical);
    },
    isStep(from, label, to) {
      let isFound = false;
      read(from);
      table.read(to, row);
      program.labelledSuccessors((action, args) => {
        const isSame = row.every((value, index) => program.successor[index] === value);
        isFound ||= isSame && numbers.number(action, args) === label;
      });
      return isFound;
    },
    readings(action, args) {
      const place = program.actions[action]?.place;
      const next = model.behaviour?.next;
      if (place === undefined || next === undefined) return [];
      return actionReadings(next, place, args, {
        program,
        read,
        variables: model.variables,
        linesOf: (file) => linesOf(file, lines),
      });
    },
  };
}

/** A place names its file as the user can open it; each is read once. */
function linesOf(file: string, known: Map<string, readonly string[] | undefined>): readonly string[] | undefined {
  if (!known.has(file)) {
    try {
      known.set(file, readFileSync(file, 'utf8').split(/\r?\n/));
    } catch {
      known.set(file, undefined);
    }
  }
  return known.get(file);
}
