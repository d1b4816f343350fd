/** A short path to a divergence. */

import type { Step } from '../bindings/binding.js';
import { type ShortestPaths, shortestPaths, stateAfter } from '../traces/path.js';
import type { Divergence } from './divergence.js';
import type { Replay } from './replay.js';

/** Steps spent on looking for a shorter path, in each of two ways. */
const stepsMax = 200_000;

/**
 * A shortest divergence among these: every transition at the end of a shortest path to it, tried in the order of length; and what is
 * left of the given path when any part of it is replaced by a shortest path between the same states, again and again. The second way
 * is for implementations that remember more than they show. The divergence returned has been replayed.
 */
export function shrink(found: Divergence, replay: Replay, shortest: ShortestPaths): Divergence {
  const { difference } = found;
  if (difference.kind === 'accepted') return withoutDetours(found, replay, [difference.step]);
  if (difference.kind === 'touched') {
    const culprit = difference.steps.find((step) => replay.follow(found.path, [step]) !== undefined);
    return withoutDetours(found, replay, culprit === undefined ? difference.steps : [culprit]);
  }
  return withoutDetours(shorterEnd(found, replay, shortest) ?? found, replay);
}

function shorterEnd(found: Divergence, replay: Replay, shortest: ShortestPaths): Divergence | undefined {
  const { graph } = replay;
  const budget = replay.steps + stepsMax;
  const lengthMax = found.path.edges.length;
  for (const start of graph.initial) {
    const divergence = replay.follow({ start, edges: [] });
    if (divergence !== undefined) return divergence;
  }
  // States are numbered level by level, so that their shortest paths come in the order of length.
  for (let state = 0; state < graph.states && (shortest.depth[state] as number) + 1 < lengthMax; state++) {
    const { start, edges } = shortest.to(state);
    for (let edge = graph.offsets[state] as number; edge < (graph.offsets[state + 1] as number); edge++) {
      if (replay.steps > budget) return undefined;
      const divergence = replay.follow({ start, edges: [...edges, edge] });
      if (divergence !== undefined) return divergence;
    }
  }
  return undefined;
}

/** @param offers made at the end of each path; without any the last step stays, since it is the one that diverges. */
function withoutDetours(found: Divergence, replay: Replay, offers?: readonly Step[]): Divergence {
  const budget = replay.steps + stepsMax;
  let best = (offers && replay.follow(found.path, offers)) ?? found;
  for (let from = 0; from < best.path.edges.length && replay.steps <= budget; from++) {
    const { start, edges } = best.path;
    const ways = shortestPaths({ ...replay.graph, initial: [stateAfter(replay.graph, best.path, from)] });
    const last = offers === undefined ? edges.length - 1 : edges.length;
    for (let end = last; end > from + 1 && replay.steps <= budget; end--) {
      const way = ways.to(stateAfter(replay.graph, best.path, end)).edges;
      if (way.length >= end - from) continue;
      const path = { start, edges: [...edges.slice(0, from), ...way, ...edges.slice(end)] };
      const divergence = replay.follow(path, offers);
      if (divergence === undefined) continue;
      best = divergence;
      from = -1;
      break;
    }
  }
  return best;
}
