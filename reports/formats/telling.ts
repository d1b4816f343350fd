/** What a door found, in the shape that all formats are written from: groups of checks, each with an outcome and where it stands. */

import type { GatePlace, GateStep } from '../gate/document.js';
import { xmlText } from './xml.js';

export type Place = GatePlace;
/** One step of the schedule that shows an outcome. */
export type FlowStep = GateStep;

/**
 * How a check ended. Whether it is as expected is the question here; `refuted` is as expected as `passed` is.
 *
 * - `passed`: it is as expected and nothing more is to be said.
 * - `refuted`: the property is violated, and that was expected: a finding about what is modelled, with its schedule.
 * - `noted`: something is told that fails nothing.
 * - `open`: unknown, and that was expected.
 * - `skipped`: it was not run.
 * - `failed`: it is not as expected.
 */
export type Outcome = 'passed' | 'refuted' | 'noted' | 'open' | 'skipped' | 'failed';

export interface Check {
  /** Within its group no two have the same. */
  readonly name: string;
  /** What kind of check it is: a property's name, `divergence`, a stage and its subject. */
  readonly rule: string;
  readonly outcome: Outcome;
  /** What was found, in a sentence or two. */
  readonly message: string;
  /** Ids of catalogue entries that rest on it. */
  readonly claims: readonly string[];
  /** Where what it checks is written down. */
  readonly place?: Place;
  /** Where the expectation stands that was not met. */
  readonly expectedAt?: Place;
  readonly flow?: readonly FlowStep[];
  /** The one of its group that is told in short formats too when it passed. */
  readonly leads?: true;
}

export interface CheckGroup {
  readonly system: string;
  /** A model's id, or what else the checks are about. */
  readonly name: string;
  readonly seconds: number;
  /** Under what it was checked: bounds, constraints, what was not explored. One line each. */
  readonly notes: readonly string[];
  readonly checks: readonly Check[];
}

export interface Telling {
  readonly door: 'verify' | 'conformance' | 'gate';
  /** Whether the document says that all is as expected. */
  readonly ok: boolean;
  readonly interrupted: boolean;
  /** Something was left out: this is no full run. */
  readonly partial: boolean;
  /** One line. */
  readonly summary: string;
  readonly groups: readonly CheckGroup[];
}

/** The parts of `telling` by system, in the order in which each first comes. */
export function bySystem({ groups }: Telling): readonly (readonly [system: string, groups: readonly CheckGroup[]])[] {
  const systems = [...new Set(groups.map(({ system }) => system))];
  return systems.map((system) => [system, groups.filter((group) => group.system === system)]);
}

/** All checks with the group each is in. */
export function checksOf({ groups }: Telling): readonly (readonly [group: CheckGroup, check: Check])[] {
  return groups.flatMap((group) => group.checks.map((check) => [group, check] as const));
}

/** How many of the checks ended like this. */
export function countOf(telling: Telling, outcome: Outcome): number {
  return checksOf(telling).filter(([, check]) => check.outcome === outcome).length;
}

/**
 * The telling, made to agree with its document: a document that is not ok gets a failed check where none says why, so that no
 * format shows as good what the document does not; and checks of one group that share a name get numbers.
 */
export function told(telling: Telling): Telling {
  const named = { ...telling, groups: telling.groups.map(withOwnNames) };
  if (telling.ok || countOf(telling, 'failed') > 0) return named;
  const why = telling.interrupted ? 'was interrupted, the rest did not run' : 'is not ok';
  const check: Check = {
    name: 'document',
    rule: 'document',
    outcome: 'failed',
    message: `The run of ${telling.door} ${why}: ${telling.summary}`,
    claims: [],
  };
  const group: CheckGroup = { system: telling.door, name: 'document', seconds: 0, notes: [], checks: [check] };
  return { ...named, groups: [...named.groups, group] };
}

function withOwnNames(group: CheckGroup): CheckGroup {
  const used = new Set<string>();
  const checks = group.checks.map((check) => {
    let name = check.name;
    // Told apart as the narrowest of the formats tells them apart.
    for (let number = 2; used.has(xmlText(name)); number++) name = `${check.name} (${number})`;
    used.add(xmlText(name));
    return name === check.name ? check : { ...check, name };
  });
  return { ...group, checks };
}
