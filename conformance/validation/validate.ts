/** Is a recorded run a behaviour of the model? Followed line by line with all states that explain it. */

import { setImmediate } from 'node:timers/promises';
import type { ModelSteps } from '../../spec/checker/index.js';
import { InputError } from '../../spec/input-error.js';
import { agrees, closure, type Followed, hiddenActions, isNamed } from './following.js';
import { type Rejection, rejectedStart, rejectedStep } from './rejection.js';
import { fileLine, type Run } from './run-file.js';

/** The part of a model that validation asks for. */
export type ValidationModel = Followed & Pick<ModelSteps, 'states' | 'isWithin' | 'readings'>;

export interface ValidationOptions {
  readonly signal: AbortSignal;
  /** Model states met, at which it is given up. */
  readonly statesMax: number;
  /** As the run's file is shown. */
  readonly file: string;
  /** Told now and then how many of the lines are explained. */
  readonly onProgress?: (done: number, total: number, states: number) => void;
}

export interface Validation {
  /** Undefined when it was interrupted. */
  readonly verdict: 'behaviour' | 'rejected' | undefined;
  /** Lines that are explained, from the first on. */
  readonly lines: number;
  /** States of the model that explain all these lines: where the run may be after them. */
  readonly explaining: number;
  /** The most there were after any line. */
  readonly explainingMax: number;
  /** Lines of which every explaining state is outside the model's CONSTRAINTS: the run is longer than the model is checked. */
  readonly linesOutside: number;
  readonly rejection?: Rejection;
}

/** Time between two looks at what else there is to do, in milliseconds. */
const sliceMs = 100;

/**
 * A run is a behaviour when there are steps of NEXT from an initial state that give every line its action, arguments and values, with
 * hidden steps between them only where the run says so. CONSTRAINTS bound what a search explores and are no part of the behaviours.
 *
 * @throws {InputError} `too-large` when more than `statesMax` states were met; `evaluation` where the model cannot be evaluated.
 */
export async function validate(model: ValidationModel, run: Run, options: ValidationOptions): Promise<Validation> {
  const { header, lines } = run;
  const { signal, statesMax, file, onProgress } = options;
  const isHidden = hiddenActions(header);
  let explaining: readonly number[] = [];
  let [done, explainingMax, linesOutside] = [0, 0, 0];
  const answer = (verdict: Validation['verdict'], rejection?: Rejection): Validation => {
    const counts = { lines: done, explaining: explaining.length, explainingMax, linesOutside };
    return { verdict, ...counts, ...(rejection === undefined ? {} : { rejection }) };
  };
  let sliceEnd = performance.now() + sliceMs;
  for (const [index, line] of lines.entries()) {
    if (performance.now() > sliceEnd) {
      onProgress?.(done, lines.length, model.states);
      await setImmediate();
      if (signal.aborted) return answer(undefined);
      sliceEnd = performance.now() + sliceMs;
    }
    const next = new Set<number>();
    if (index === 0) {
      for (const state of model.initial) if (agrees(model, state, line)) next.add(state);
    } else {
      const hidden = lines[index - 1]?.hidden ?? 0;
      for (const { state } of closure(model, explaining, { max: hidden, isHidden, statesMax })) {
        for (const step of model.from(state)) {
          if (!next.has(step.to) && isNamed(model, step, line) && agrees(model, step.to, line)) next.add(step.to);
        }
      }
    }
    if (model.states > statesMax) {
      const expected = `a run that leads to at most ${statesMax} states of the model`;
      throw new InputError({ code: 'too-large', file, line: fileLine(index), expected });
    }
    if (next.size === 0) {
      const rejection =
        index === 0 ? rejectedStart(model, line) : rejectedStep(model, run, { index, explaining, isHidden });
      return answer('rejected', rejection);
    }
    explaining = [...next];
    done++;
    explainingMax = Math.max(explainingMax, next.size);
    if (!explaining.some((state) => model.isWithin(state))) linesOutside++;
  }
  return answer('behaviour');
}
