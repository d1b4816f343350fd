/** What a run saw, as entries that can be compared with an earlier run: one fact each, by name. */

import type { Configuration } from '../../spec/checker/index.js';
import { printValue } from '../../spec/checker/index.js';
import type { Model } from '../../spec/manifest.js';
import { moduleName } from '../../spec/module-name.js';
import type { Project } from '../../spec/project.js';
import type { ConformanceResult } from '../conformance/document.js';
import type { SettledClaim } from '../verify/claims.js';
import type { DocumentProperty, DocumentResult } from '../verify/document.js';

/** A word, a number, or several of them by name. Null: it was looked for and is not there. */
export type EntryValue = string | number | null | { readonly [name: string]: string | number };

/**
 * What an entry is about; the rest of its key is a name:
 *
 * - `model ID`: engines, whether it is deep or replayed; `bounds ID`: constants and constraints of its configuration;
 * - `counts ID`, `graph ID` (digest), `edges ID` (by action; those without any are left out);
 * - `property ID NAME`: the verdict, with its role or witness; `claim ID VARIANT`; `table ID VARIANT TITLE`;
 * - `definition MODULE NAME`: digest of a definition that a property rests on;
 * - `traces ID`: what was replayed; `reached ID`: broken invariants that the implementation was led to;
 * - `test FILE TITLE`: how it ended;
 * - `fails MODULE PROPERTY`, `fires MODULE ACTION`, `condition MODULE PROPERTY`: a model that shows that a property can fail,
 *   an action happens, the condition of a property comes true; null where none does.
 */
export const entryKinds = [
  ...(['model', 'bounds', 'counts', 'graph', 'edges', 'property', 'claim', 'table', 'definition'] as const),
  ...(['traces', 'reached', 'test', 'fails', 'fires', 'condition'] as const),
] as const;

export type EntryKind = (typeof entryKinds)[number];

export type Entries = ReadonlyMap<string, EntryValue>;

export function entryKey(kind: EntryKind, ...words: readonly string[]): string {
  return [kind, ...words].join(' ');
}

export interface EntryName {
  readonly kind: EntryKind;
  /** The first word after the kind: a model, a module, a claim or a file. */
  readonly subject: string;
  /** What follows, for example the name of a property; empty where nothing does. */
  readonly part: string;
}

/** Takes a key apart; undefined for one that this version does not know. */
export function entryName(key: string): EntryName | undefined {
  const [word = '', subject = '', ...rest] = key.split(' ');
  const kind = entryKinds.find((each) => each === word);
  return kind === undefined || subject === '' ? undefined : { kind, subject, part: rest.join(' ') };
}

/** The entries of the files themselves: models and their bounds. */
export function projectEntries({ manifest, configurations }: Project): Entries {
  const entries = new Map<string, EntryValue>();
  for (const model of manifest.models) {
    entries.set(entryKey('model', model.id), modelValue(model));
    const configuration = configurations.get(model.config);
    if (configuration !== undefined) entries.set(entryKey('bounds', model.id), boundsOf(configuration));
  }
  return entries;
}

function modelValue({ engines, deep, conformance }: Model): EntryValue {
  return {
    engines: [...engines].sort().join(', '),
    deep: deep ? 'yes' : 'no',
    conformance: conformance ? 'yes' : 'no',
  };
}

function boundsOf(configuration: Configuration): EntryValue {
  const { constants, constraints, actionConstraints, symmetry, view, specification, init, next } = configuration;
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(', ');
  const words: Record<string, string> = {};
  for (const constant of constants) {
    words[constant.name] = constant.kind === 'value' ? printValue(constant.value) : `<- ${constant.definition}`;
  }
  const lists = { CONSTRAINT: constraints, ACTION_CONSTRAINT: actionConstraints, SYMMETRY: symmetry };
  for (const [word, list] of Object.entries(lists)) if (list.length > 0) words[word] = names(list);
  const singles = { VIEW: view, SPECIFICATION: specification, INIT: init, NEXT: next };
  for (const [word, single] of Object.entries(singles)) if (single !== undefined) words[word] = single.name;
  return Object.fromEntries(Object.entries(words).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The entries of one result of `verify`. */
export function resultEntries(result: DocumentResult): Entries {
  const { model, distinctStates, generatedStates, depth, graph, properties } = result;
  const entries = new Map<string, EntryValue>();
  entries.set(entryKey('counts', model), {
    distinct: distinctStates ?? 'unknown',
    generated: generatedStates ?? 'unknown',
    depth: depth ?? 'unknown',
  });
  if (graph !== undefined) {
    entries.set(entryKey('graph', model), graph.digest);
    entries.set(
      entryKey('edges', model),
      Object.fromEntries(Object.entries(graph.edges).filter(([, count]) => count > 0)),
    );
  }
  for (const property of properties) entries.set(entryKey('property', model, property.name), verdictValue(property));
  // Without a model: which one it is, the ledger finds.
  const module = moduleName({ id: model });
  for (const action of Object.keys(graph?.edges ?? {})) entries.set(entryKey('fires', module, action), null);
  return entries;
}

function verdictValue({ verdict, role, witness }: DocumentProperty): string {
  return `${verdict}${role === undefined ? '' : `, as a ${role}`}${witness === undefined ? '' : `, witness ${witness}`}`;
}

/** A verdict taken apart again. */
export function readVerdict(value: EntryValue | undefined): {
  readonly verdict: string;
  readonly isWitness: boolean;
  readonly witness?: string;
} {
  const [verdict = '', ...rest] = String(value ?? '').split(', ');
  const witness = rest.find((word) => word.startsWith('witness '))?.slice('witness '.length);
  return { verdict, isWitness: rest.includes('as a witness'), ...(witness === undefined ? {} : { witness }) };
}

export function claimEntry({
  id,
  variant,
  verdict,
  model,
  property,
  remedy,
  remedyConfirmed,
}: SettledClaim): [string, EntryValue] {
  const where = model === null ? '' : ` by ${property} in ${model}`;
  const list = Array.isArray(remedy) ? [...remedy].sort().join(' + ') : remedy;
  const repaired = list === undefined ? '' : `; remedy ${list}${remedyConfirmed === false ? ' (not confirmed)' : ''}`;
  return [entryKey('claim', id, variant), `${verdict}${where}${repaired}`];
}

/** The entries of one result of `conformance`. */
export function conformanceEntries(result: ConformanceResult): Entries {
  const { model, statesVisited, transitionsReplayed, pairsReplayed, refusalsTried, traces, runsValidated, situations } =
    result;
  const entries = new Map<string, EntryValue>();
  entries.set(entryKey('traces', model), {
    states: statesVisited,
    transitions: transitionsReplayed,
    ...(pairsReplayed === undefined ? {} : { pairs: pairsReplayed }),
    refusals: refusalsTried,
    traces,
    runs: runsValidated,
  });
  const reached = situations.filter((situation) => situation.reached);
  if (reached.length > 0) {
    const lengths = reached.map(({ invariant, length }) => [invariant, length ?? 0] as const);
    entries.set(entryKey('reached', model), Object.fromEntries([...lengths].sort(([a], [b]) => (a < b ? -1 : 1))));
  }
  return entries;
}

/** Whether two entries say the same, in whatever order their fields stand. */
export function sameValue(left: EntryValue, right: EntryValue): boolean {
  return textOf(left) === textOf(right);
}

/** An entry as text, fields by name. */
export function textOf(value: EntryValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'none';
  if (typeof value !== 'object') return String(value);
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return fields.map(([name, each]) => `${name} ${each}`).join(', ');
}

/** The fields of an entry that has some. */
export function fields(value: EntryValue | undefined): Readonly<Record<string, string | number>> {
  return value !== null && typeof value === 'object' ? value : {};
}

export function fieldOf(value: EntryValue | undefined, name: string): string | number | undefined {
  return fields(value)[name];
}
