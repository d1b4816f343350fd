/** What `check` prints of an evaluation that failed: what, where, on the way through which definitions, in which behaviour. */

import type { DescribedModule } from '../../spec/actions.js';
import type { Checked } from '../verify/check.js';
import { fullTracePage } from './full-trace.js';
import { type Block, heading, list, paragraph } from './page.js';
import type { Part } from './parts.js';
import { scheduleOf } from './schedule.js';
import { excerpt, spotText, type TextReader } from './source-excerpt.js';

/** Calls that are told from each end of a long chain, such as an endless recursion. */
const callsAtEachEnd = 6;

/**
 * @param module for the sentences of the steps; undefined: no behaviour is told.
 * @param read the text of a module.
 */
export function failureParts(
  { result, outcome }: Checked,
  { module, fullTrace, read }: { module: DescribedModule | undefined; fullTrace: boolean; read: TextReader },
): readonly Part[] {
  const { error } = result;
  if (error === undefined) return [];
  const { message, evaluating, place, frames, framesLeftOut = 0, behaviour } = error;
  const blocks: Block[] = [
    heading('An evaluation failed'),
    paragraph(`${capital(evaluating)} could not be evaluated: ${message}`, 'bad'),
  ];
  if (place !== undefined) {
    const text = excerpt(place, read);
    blocks.push(paragraph(`At ${spotText(place)}${text === undefined ? '.' : ':'}`));
    if (text !== undefined) blocks.push({ kind: 'verbatim', text });
  }
  const calls = frames.map((frame) => `in ${frame.definition}, called at ${spotText(frame)}`);
  if (calls.length > 0) blocks.push(list(shortened(calls, framesLeftOut)));
  const page: Part = { page: blocks };
  if (module === undefined || behaviour === undefined) return [page];
  const ending = `Here ${evaluating} could not be evaluated.`;
  const told: Part = fullTrace
    ? { page: fullTracePage({ steps: outcome.error?.steps ?? [] }, ending) }
    : { schedule: scheduleOf(behaviour, module, ending) };
  return [page, { page: [heading('The behaviour that leads there')] }, told];
}

function shortened(calls: readonly string[], leftOut: number): readonly string[] {
  const left = calls.length + leftOut - 2 * callsAtEachEnd;
  if (left <= 1) return calls;
  return [...calls.slice(0, callsAtEachEnd), `... ${left} more calls ...`, ...calls.slice(-callsAtEachEnd)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
