/** What is searched for a fair cycle: the graph itself, or its product with an automaton. */

import { InputError } from '../../input-error.js';
import type { StutteringGraph } from './behaviour-graph.js';
import { GrowingInts } from './growing-ints.js';
import { recurrentStates } from './recurrent-states.js';
import type { Automaton } from './tableau.js';
import { conjunction, type EdgeTest, isOfState, type Truths } from './truth.js';

/** A directed graph over nodes, each a state of the behaviour and a state of the automaton. Every node can be reached. */
export interface Arena {
  readonly nodeCount: number;
  readonly initial: Int32Array;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Of a node, its state in the graph. */
  stateOf(node: number): number;
  /** Whether a cycle worth looking for can go through the node: false where the automaton would put off a promise for ever. */
  mayRecur(node: number): boolean;
  /** Of an edge, the edge of the graph that it follows. */
  edgeOf(edge: number): number;
  /** One test a promise of the automaton: the edge does not put it off. By arena's nodes and edges. */
  readonly promises: readonly EdgeTest[];
}

/** The graph as it is: for conditions that need no automaton. */
export function plainArena(graph: StutteringGraph): Arena {
  return {
    nodeCount: graph.stateCount,
    initial: graph.initial,
    offsets: graph.offsets,
    targets: graph.targets,
    stateOf: (node) => node,
    edgeOf: (edge) => edge,
    mayRecur: () => true,
    promises: [],
  };
}

/**
 * The part of the product of graph and automaton that can be reached, its nodes in breadth-first order.
 *
 * @throws {InputError} with code `too-complex` when states times automaton states exceed 2^30.
 */
export function productArena(truths: Truths, automaton: Automaton): Arena {
  const { graph } = truths;
  const width = automaton.transitions.length;
  const moves = movesOf(truths, automaton);
  const numbers = new Int32Array(productSize(graph.stateCount, width)).fill(-1);
  const pairs = new GrowingInts();
  const nodeOf = (state: number, place: number): number => {
    const pair = state * width + place;
    const known = numbers[pair] as number;
    if (known >= 0) return known;
    numbers[pair] = pairs.length;
    pairs.push(pair);
    return pairs.length - 1;
  };
  const initial = Int32Array.from(graph.initial, (state) => nodeOf(state, 0));
  const [offsets, targets, origins, taken] = [
    new GrowingInts(),
    new GrowingInts(),
    new GrowingInts(),
    new GrowingInts(),
  ];
  offsets.push(0);
  for (let from = 0; from < pairs.length; from++) {
    const pair = pairs.at(from);
    const state = Math.floor(pair / width);
    const first = graph.offsets[state] as number;
    const end = graph.offsets[state + 1] as number;
    for (const move of moves[pair % width] ?? []) {
      if (!move.ofState(state, first)) continue;
      for (let edge = first; edge < end; edge++) {
        if (!move.ofStep(state, edge)) continue;
        targets.push(nodeOf(graph.targets[edge] as number, move.to));
        origins.push(edge);
        taken.push(move.number);
      }
    }
    offsets.push(targets.length);
  }
  const recurrent = recurrentStates(automaton);
  const postponed = moves.flat().map((move) => move.postponed);
  const [states, edges, moved] = [pairs.all().map((pair) => Math.floor(pair / width)), origins.all(), taken.all()];
  return {
    nodeCount: pairs.length,
    initial,
    offsets: offsets.all(),
    targets: targets.all(),
    stateOf: (node) => states[node] as number,
    edgeOf: (edge) => edges[edge] as number,
    mayRecur: (node) => recurrent[pairs.at(node) % width] === true,
    promises: Array.from({ length: automaton.promiseCount }, (_, promise): EdgeTest => {
      const kept = postponed.map((promises) => !promises.has(promise));
      return (_from, edge) => kept[moved[edge] as number] === true;
    }),
  };
}

/** A test of the graph's states and steps as one of the arena's nodes and edges. */
export function onArena(arena: Arena, test: EdgeTest): EdgeTest {
  return (node, edge) => test(arena.stateOf(node), arena.edgeOf(edge));
}

/** A transition of the automaton with its guard as tests; `number` counts the transitions of all states. */
interface Move {
  readonly number: number;
  readonly to: number;
  readonly ofState: EdgeTest;
  readonly ofStep: EdgeTest;
  readonly postponed: ReadonlySet<number>;
}

function movesOf(truths: Truths, automaton: Automaton): readonly (readonly Move[])[] {
  let number = 0;
  return automaton.transitions.map((transitions) =>
    transitions.map(({ to, guard, postponed }): Move => {
      const tests = (ofState: boolean) =>
        conjunction(guard.filter((item) => isOfState(item) === ofState).map((item) => truths.test(item)));
      return { number: number++, to, ofState: tests(true), ofStep: tests(false), postponed };
    }),
  );
}

function productSize(states: number, places: number): number {
  if (states * places <= 2 ** 30) return states * places;
  throw new InputError({
    code: 'too-complex',
    expected: 'a product of states and property that fits into memory',
    found: `${states} states times ${places} states of the property's automaton`,
  });
}
