/** What says of the text of a run whether it is a behaviour: the model, or what it said of the same text before. */

import { createHash } from 'node:crypto';
import type { ModelSteps } from '../../spec/checker/index.js';
import { openRun, readRun } from './run-file.js';
import { type Validation, type ValidationOptions, validate } from './validate.js';

export type Judgement = Pick<Validation, 'verdict' | 'explainingMax' | 'rejection'>;

export type Judge = (text: string) => Promise<Judgement>;

/** Of each run that was found to be a behaviour, by the digest of its text: the most states that explained a line. */
export type Behaviours = ReadonlyMap<string, number>;

/** By its text, so that what is validated is what another would have recorded. */
export function judgeOf(model: ModelSteps, options: ValidationOptions): Judge {
  return (text) => validate(model, readRun(openRun(text, options.file), model), options);
}

/** Asks `judge` for what is not among `known` alone, and adds to `found` whatever is a behaviour. */
export function rememberingJudge(known: Behaviours, found: Map<string, number>, judge: Judge): Judge {
  return async (text) => {
    const digest = createHash('sha256').update(text).digest('hex');
    const before = known.get(digest);
    const judgement: Judgement =
      before === undefined ? await judge(text) : { verdict: 'behaviour', explainingMax: before };
    if (judgement.verdict === 'behaviour') found.set(digest, judgement.explainingMax);
    return judgement;
  };
}
