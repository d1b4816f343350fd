/** Views of a state: the parts that the states in one node of a quotient graph have in common, chosen so that few nodes tell much. */

import { type ItfValue, itfValue, type ModelGraph, type Value } from '../../../spec/checker/index.js';
import { plainValue } from '../../render/changes.js';

/** One part of a state: a variable, or what it has for one key. */
export interface ViewPart {
  /** For example `pc[a]`. */
  readonly name: string;
  readonly variable: string;
  /** In ITF as JSON; undefined for the whole variable. */
  readonly key: string | undefined;
}

/** A whole graph of more states can not be read. */
export const nodesMax = 60;
/** Those of a quotient say more at once where they are fewer. */
export const quotientMax = 36;
/** A variable that is a function of more keys than this is taken whole. */
const keysMax = 4;

/** The states of a graph part by part, each value converted to text once. */
export interface StateTexts {
  readonly parts: readonly ViewPart[];
  /** By part: the different texts. */
  readonly texts: readonly (readonly string[])[];
  /** By part: the index of each state's text. */
  readonly indices: readonly Int32Array[];
}

/** @param parts what is read of every state. */
export function stateTexts(graph: ModelGraph, parts: readonly ViewPart[]): StateTexts {
  const texts: string[][] = parts.map(() => []);
  const indices = parts.map(() => new Int32Array(graph.states));
  const variables = parts.map(({ variable }) => graph.variables.indexOf(variable));
  // Equal values of a graph are the same object; equal parts of different values are found by their text.
  const ofValue = parts.map(() => new Map<Value, number>());
  const ofText = parts.map(() => new Map<string, number>());
  for (let state = 0; state < graph.states; state++) {
    const values = graph.valuesOf(state);
    for (const [number, part] of parts.entries()) {
      const value = values[variables[number] ?? -1];
      if (value === undefined) continue;
      let index = ofValue[number]?.get(value);
      if (index === undefined) {
        const text = partText(itfValue(value), part);
        index = ofText[number]?.get(text) ?? texts[number]?.length ?? 0;
        if (index === texts[number]?.length) texts[number]?.push(text);
        ofText[number]?.set(text, index);
        ofValue[number]?.set(value, index);
      }
      const row = indices[number];
      if (row !== undefined) row[state] = index;
    }
  }
  return { parts, texts, indices };
}

/** The lines of one state in the parts with these numbers. */
export function linesOf({ texts, indices }: StateTexts, chosen: readonly number[], state: number): readonly string[] {
  return chosen.map((part) => texts[part]?.[indices[part]?.[state] ?? 0] ?? '');
}

/** The classes of states that look alike in the parts with these numbers: the class of each state, up to `max` classes. */
export function classesOf(
  states: StateTexts,
  chosen: readonly number[],
  max: number,
): { readonly of: Int32Array; readonly count: number } {
  const count = states.indices[0]?.length ?? 0;
  const of = new Int32Array(count);
  const numbers = new Map<string, number>();
  for (let state = 0; state < count; state++) {
    let key = '';
    for (const part of chosen) key += `${states.indices[part]?.[state]},`;
    const number = numbers.get(key) ?? numbers.size;
    if (number === numbers.size) {
      if (number === max) return { of, count: max + 1 };
      numbers.set(key, number);
    }
    of[state] = number;
  }
  return { of, count: numbers.size };
}

/**
 * The view with the most nodes, up to `quotientMax`, among: the program counters together, some of them, and each part of the state alone.
 * Numbers of parts; undefined where none has between 2 and `quotientMax`.
 */
export function chooseView(states: StateTexts): readonly number[] | undefined {
  const all = states.parts.map((_, number) => number);
  const counters = all.filter((number) => isCounter(states.parts[number]));
  const candidates = [
    ...counters.map((_, index) => counters.slice(0, counters.length - index)),
    ...counters.flatMap((first, index) => counters.slice(index + 1).map((second) => [first, second])),
    ...all.map((number) => [number]),
  ];
  let best: readonly number[] | undefined;
  let most = 1;
  for (const candidate of candidates) {
    // A product has at least as many classes as each of its factors.
    if (candidate.some((part) => (states.texts[part]?.length ?? 0) > quotientMax)) continue;
    const { count } = classesOf(states, candidate, quotientMax);
    if (count <= most || count > quotientMax) continue;
    best = candidate;
    most = count;
  }
  return best;
}

/** Whether the part says where an actor is in its code. */
export function isCounter(part: ViewPart | undefined): boolean {
  return part !== undefined && /^(pc|\w*Pc)$/.test(part.variable);
}

/** The lines of a state in ITF, as `linesOf` gives them for one of the graph, joined. */
export function viewOfItf(state: Readonly<Record<string, unknown>>, parts: readonly ViewPart[]): string {
  return parts.map((part) => partText(state[part.variable] as ItfValue, part)).join('\n');
}

/** The parts of a variable by its keys, or the whole of it. */
export function partsOf(value: Value | undefined, variable: string): readonly ViewPart[] {
  const whole = { name: variable, variable, key: undefined };
  const pairs = value === undefined ? undefined : pairsOf(itfValue(value));
  if (pairs === undefined || pairs.length === 0 || pairs.length > keysMax) return [whole];
  return pairs.map(([key]) => ({ name: `${variable}[${plainValue(key)}]`, variable, key: JSON.stringify(key) }));
}

function partText(value: ItfValue, { name, key }: ViewPart): string {
  if (key === undefined) return `${name}: ${plainValue(value)}`;
  const pair = pairsOf(value)?.find(([each]) => JSON.stringify(each) === key);
  return `${name}: ${pair === undefined ? '-' : plainValue(pair[1])}`;
}

function pairsOf(value: ItfValue): readonly (readonly [ItfValue, ItfValue])[] | undefined {
  if (typeof value !== 'object') return undefined;
  return (value as { readonly '#map'?: readonly (readonly [ItfValue, ItfValue])[] })['#map'];
}
