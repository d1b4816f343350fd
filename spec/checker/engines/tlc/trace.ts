/** Counterexamples in TLC's `-tool` output: states with the action that led to each, and where a loop goes back to. */

import { parseValue, ValueSyntaxError } from '../../values/parse-value.js';
import { printValue } from '../../values/print-value.js';
import type { State, Value } from '../../values/value.js';
import type { Counterexample, TraceStep } from '../engine.js';
import { codes, type Message } from './messages.js';

/**
 * The trace among `messages`, in the order printed. A liveness trace ends in a loop back to `loopStart`; one that ends in
 * stuttering loops in its last state.
 *
 * @param variables in the order states are to have.
 * @throws {Error} when there is no trace or it cannot be read.
 */
export function readTrace(messages: readonly Message[], variables: readonly string[]): Counterexample {
  const steps: TraceStep[] = [];
  let loopStart: number | undefined;
  for (const { code, text } of messages) {
    if (code === codes.state) {
      const [head, ...lines] = text.split('\n');
      const label = /^(\d+): <(.*)>$/.exec(head ?? '');
      if (label === null || Number(label[1]) !== steps.length + 1) throw unreadable(text);
      steps.push({ ...readLabel(label[2] ?? ''), state: readState(lines.join('\n'), variables) });
    } else if (code === codes.invariantInitial || code === codes.propertyInitial) {
      const at = text.indexOf('\n');
      steps.push({ action: null, arguments: [], state: readState(text.slice(at + 1), variables) });
    } else if (code === codes.backToState) {
      const index = /^(\d+): Back to state/.exec(text)?.[1];
      if (index === undefined) throw unreadable(text);
      loopStart = Number(index) - 1;
    } else if (code === codes.stuttering) {
      loopStart = steps.length - 1;
    }
  }
  if (steps.length === 0) throw new Error('TLC reported a violation without a trace');
  return loopStart === undefined ? { steps } : { steps, loopStart };
}

/** `Initial predicate`, or `Action(a, b) line 7, col 11 to ... of module M`. */
function readLabel(label: string): Pick<TraceStep, 'action' | 'arguments'> {
  const call = /^(\w+)(?:\((.*)\))? line \d+, col \d+ /s.exec(label);
  const name = call?.[1];
  if (name === undefined || name === 'Action') return { action: null, arguments: [] };
  const text = call?.[2];
  if (text === undefined || text.trim() === '') return { action: name, arguments: [] };
  try {
    // The arguments are separated like the elements of a tuple.
    const tuple = parseValue(`<<${text}>>`);
    if (tuple.kind === 'tuple') return { action: name, arguments: tuple.elements.map(printValue) };
  } catch (error) {
    if (!(error instanceof ValueSyntaxError)) throw error;
  }
  return { action: name, arguments: [text] };
}

/** Lines `/\ name = value`, without the `/\` where there is one variable only; values may take several lines. */
function readState(text: string, variables: readonly string[]): State {
  const values = new Map<string, Value>();
  for (const part of text.split(/^(?=(?:\/\\ )?\w+ = )/m)) {
    const [, name, value] = /^(?:\/\\ )?(\w+) = ([\s\S]*)$/.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      if (part.trim() !== '') throw unreadable(text);
      continue;
    }
    values.set(name, parseValue(value));
  }
  return new Map(
    variables.map((name) => {
      const value = values.get(name);
      if (value === undefined) throw unreadable(text);
      return [name, value];
    }),
  );
}

function unreadable(text: string): Error {
  return new Error(`TLC printed a state that cannot be read: ${text.slice(0, 400)}`);
}
