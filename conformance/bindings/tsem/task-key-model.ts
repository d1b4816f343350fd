/** The CONSTANTS of a model of TaskKey, as what the implementation is set up with. */

import { type KeyRepair, keyRepairs, type Variant } from '../../../impl/tsem/code.js';
import type { NamespaceKind } from '../../../impl/tsem/context.js';
import type { Value } from '../../../spec/checker/index.js';
import { asNumber, asSet, asText, asTruth } from './task-key-values.js';

export interface TaskKeyModel {
  readonly variant: Variant;
  readonly repairs: ReadonlySet<KeyRepair>;
  readonly orchestrators: readonly string[];
  readonly creators: readonly string[];
  readonly spares: readonly string[];
  readonly bystanders: readonly string[];
  /** Of all these and of the reaper, in order. */
  readonly allNames: readonly string[];
  /** The orchestrator that forked each first creator. */
  readonly heads: ReadonlyMap<string, string>;
  readonly kinds: readonly NamespaceKind[];
  readonly halves: readonly number[];
  readonly rand: readonly number[];
  readonly hashKind: HashKind;
  readonly hasMutex: boolean;
  readonly idMax: number;
  readonly addressMax: number;
  readonly faults: ReadonlySet<string>;
  readonly faultMax: number;
  readonly retryMax: number;
  readonly exits: number;
  readonly kills: number;
  readonly releases: number;
  readonly pidReuses: number;
}

/** The name of process 1. */
export const reaper = 'reaper';

export const hashKinds = ['injective', 'colliding', 'zeroing'] as const;

export type HashKind = (typeof hashKinds)[number];

const variants: readonly Variant[] = ['email', 'v3', 'tnum'];
const kinds: readonly NamespaceKind[] = ['external', 'export', 'internal'];

/** @throws {Error} for constants that the implementation cannot stand for. */
export function taskKeyModel(constants: ReadonlyMap<string, Value>): TaskKeyModel {
  const of = (name: string): Value | undefined => constants.get(name);
  const names = (name: string): string[] => asSet(of(name)).map(asText);
  const orchestrators = names('Orchestrators');
  const heads = new Map<string, string>();
  for (const family of asSet(of('Families'))) {
    const members = asSet(family).map(asText);
    const head = members.find((member) => orchestrators.includes(member));
    if (head === undefined) throw new Error('a family without an orchestrator');
    for (const member of members) if (member !== head) heads.set(member, head);
  }
  const [creators, spares, bystanders] = [names('Creators').sort(), names('Spares').sort(), names('Bystanders')];
  return {
    variant: oneOf(variants, asText(of('Variant'))),
    repairs: new Set(names('Repairs').map((name) => oneOf(keyRepairs, name))),
    orchestrators,
    creators,
    spares,
    bystanders,
    allNames: [...new Set([...orchestrators, ...creators, ...spares, ...bystanders, reaper])].sort(),
    heads,
    kinds: names('Kinds').map((name) => oneOf(kinds, name)),
    halves: asSet(of('Halves')).map(asNumber),
    rand: asSet(of('Rand')).map(asNumber),
    hashKind: oneOf(hashKinds, asText(of('HashKind'))),
    hasMutex: asTruth(of('Mutex')),
    idMax: asNumber(of('IdMax')),
    addressMax: asNumber(of('AddressMax')),
    faults: new Set(names('Faults')),
    faultMax: asNumber(of('FaultMax')),
    retryMax: asNumber(of('RetryMax')),
    exits: asNumber(of('Exits')),
    kills: asNumber(of('Kills')),
    releases: asNumber(of('Releases')),
    pidReuses: asNumber(of('PidReuses')),
  };
}

function oneOf<T extends string>(words: readonly T[], word: string): T {
  const known = words.find((other) => other === word);
  if (known === undefined) throw new Error(`"${word}" is none of ${words.join(', ')}`);
  return known;
}
