/** Who moves next: in order, by seed, or as a trace says. */

import type { Random } from './random.js';

/** A step that somebody can take now. */
export interface Move {
  readonly actor: string;
  readonly step: string;
}

/** Picks one of `moves`, which is not empty; undefined ends the run. */
export type Schedule = <M extends Move>(moves: readonly M[]) => M | undefined;

/** Each actor in turn, in the order in which they were first seen able to move. */
export function inOrder(): Schedule {
  const turns: string[] = [];
  return (moves) => {
    for (const { actor } of moves) if (!turns.includes(actor)) turns.push(actor);
    const able = new Set(moves.map((move) => move.actor));
    const first = turns.findIndex((actor) => able.has(actor));
    turns.push(...turns.splice(first, 1));
    return moves.find((move) => move.actor === turns.at(-1));
  };
}

/** Any of the moves, each as likely as the others. */
export function bySeed(random: Random): Schedule {
  return (moves) => moves[random(moves.length)];
}

/** The moves of `trace`, one after the other; ends with it, or where the next of it is not among the moves. */
export function byTrace(trace: readonly Move[]): Schedule {
  let next = 0;
  return (moves) => {
    const wanted = trace[next++];
    return moves.find(({ actor, step }) => actor === wanted?.actor && step === wanted.step);
  };
}
