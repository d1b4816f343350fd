/** From a fair component to one behaviour that can be shown: a way in, and a cycle that sees to everything. */

import { strict as assert } from 'node:assert';
import type { Arena } from './arena.js';
import type { FairComponent } from './fair-component.js';
import { nearestEdge, pathTo, type Reach, type Step } from './paths.js';
import type { EdgeTest } from './truth.js';

/** The behaviour through `states` in order, which after the last goes back to the state at index `loopStart`, for ever. */
export interface Lasso {
  readonly states: readonly number[];
  /** At the last index: the behaviour ends stuttering. */
  readonly loopStart: number;
}

/** A lasso of arena nodes as one of states: a shortest way to the component, then a short cycle in it. */
export function lassoThrough(arena: Arena, component: FairComponent, reach: Reach): Lasso {
  const member = new Uint8Array(arena.nodeCount);
  for (const node of component.nodes) member[node] = 1;
  const allowed: EdgeTest = (from, edge) =>
    member[arena.targets[edge] as number] === 1 && component.allowed(from, edge);
  const cycle = restingCycle(arena, component, allowed, reach) ?? roundTrip(arena, component, allowed);
  const start = cycle[0]?.from ?? component.entry;
  const prefix = pathTo(start, reach).slice(0, -1);
  return {
    states: [...prefix, ...cycle.map((step) => step.from)].map((node) => arena.stateOf(node)),
    loopStart: prefix.length,
  };
}

/** A single node that may stay where it is and has everything the cycle needs; of those, the nearest. */
function restingCycle(
  arena: Arena,
  component: FairComponent,
  allowed: EdgeTest,
  { depths }: Reach,
): readonly Step[] | undefined {
  let nearest: Step | undefined;
  for (const from of component.nodes) {
    if (nearest !== undefined && (depths[nearest.from] as number) <= (depths[from] as number)) continue;
    const end = arena.offsets[from + 1] as number;
    for (let edge = arena.offsets[from] as number; edge < end; edge++) {
      if (arena.targets[edge] !== from || !allowed(from, edge)) continue;
      if (component.some.every((test) => test(from, edge))) nearest = { from, edge };
    }
  }
  return nearest === undefined ? undefined : [nearest];
}

/** From the entry to the nearest edge that is still needed, over and over, and back. */
function roundTrip(arena: Arena, { entry, some }: FairComponent, allowed: EdgeTest): readonly Step[] {
  const cycle: Step[] = [];
  let [at, needed] = [entry, some];
  const walk = (goal: EdgeTest) => {
    const path = nearestEdge(arena, at, allowed, goal);
    assert(path !== undefined, 'a component is strongly connected and has what the cycle needs');
    cycle.push(...path);
    at = arena.targets[path.at(-1)?.edge ?? -1] as number;
    needed = needed.filter((test) => !path.some(({ from, edge }) => test(from, edge)));
  };
  while (needed.length > 0) walk((from, edge) => needed.some((test) => test(from, edge)));
  if (at !== entry || cycle.length === 0) walk((_, edge) => arena.targets[edge] === entry);
  return cycle;
}

/**
 * The same behaviour without the steps that change nothing, unless it ends in one state. Formulas of TLA cannot tell the two
 * apart.
 */
export function withoutStuttering({ states, loopStart }: Lasso): Lasso {
  const distinct = (part: readonly number[]) => part.filter((state, index) => index === 0 || state !== part[index - 1]);
  const loop = distinct(states.slice(loopStart));
  if (loop.length > 1 && loop.at(-1) === loop[0]) loop.pop();
  const prefix = distinct(states.slice(0, loopStart));
  if (prefix.length > 0 && prefix.at(-1) === loop[0]) prefix.pop();
  while (prefix.length > 0 && prefix.at(-1) === loop.at(-1)) {
    // The state before the loop is the loop's last: the loop may begin one earlier.
    prefix.pop();
    loop.unshift(...loop.splice(-1));
  }
  return { states: [...prefix, ...loop], loopStart: prefix.length };
}
