/** The ledger against emptiness: for each property a model in which it fails, for each action one in which it happens, for each condition one in which it comes true. */

import { moduleName } from '../../spec/module-name.js';
import { type Entries, type EntryValue, entryKey, entryName, readVerdict } from './entries.js';

/**
 * The entries `fails`, `fires` and `condition` that follow from the others. Where several models show the same, it is the one
 * that `before` names, or else the one with the fewest states: the ledger changes only when it must.
 *
 * @param entries of all models; `fires` entries say which actions there are.
 */
export function ledgerOf(entries: Entries, before: Entries): Entries {
  const shown = new Map<string, Set<string>>();
  const shows = (key: string, model?: string): void => {
    const models = shown.get(key) ?? new Set();
    shown.set(key, models);
    if (model !== undefined) models.add(model);
  };
  const violated = new Map<string, string[]>();
  const violatedIn = (key: string, model: string): void => {
    violated.set(key, [...(violated.get(key) ?? []), model]);
  };
  for (const [key, value] of entries) {
    const name = entryName(key);
    if (name?.kind === 'fires') shows(key);
    if (name?.kind === 'edges') {
      const module = moduleName({ id: name.subject });
      for (const action of Object.keys(value as object)) shows(entryKey('fires', module, action), name.subject);
    }
    if (name?.kind === 'property')
      judge({ model: name.subject, property: name.part, value, entries }, shows, violatedIn);
  }
  for (const [key, models] of shown) for (const model of violated.get(key) ?? []) models.add(model);
  return new Map([...shown].map(([key, models]) => [key, chosen(models, before.get(key), entries)]));
}

interface Judged {
  readonly model: string;
  readonly property: string;
  readonly value: EntryValue;
  readonly entries: Entries;
}

function judge(
  { model, property, value, entries }: Judged,
  shows: (key: string, model?: string) => void,
  violatedIn: (key: string, model: string) => void,
): void {
  const module = moduleName({ id: model });
  const { verdict, isWitness, witness } = readVerdict(value);
  if (property === 'assumption') return;
  // What is a witness here may be a property elsewhere; as a witness alone it needs no other model.
  const fails = entryKey('fails', module, property);
  if (!isWitness) shows(fails);
  if (verdict === 'violated') violatedIn(fails, model);
  if (isWitness) return;
  if (witness === undefined) return;
  const isTrue = readVerdict(entries.get(entryKey('property', model, witness))).verdict === 'violated';
  shows(entryKey('condition', module, property), isTrue ? model : undefined);
}

function chosen(models: ReadonlySet<string>, before: EntryValue | undefined, entries: Entries): string | null {
  if (typeof before === 'string' && models.has(before)) return before;
  const states = (model: string): number => {
    const counts = entries.get(entryKey('counts', model));
    const distinct = counts !== null && typeof counts === 'object' ? counts.distinct : undefined;
    return typeof distinct === 'number' ? distinct : Number.MAX_SAFE_INTEGER;
  };
  const [first] = [...models].sort((left, right) => states(left) - states(right) || (left < right ? -1 : 1));
  return first ?? null;
}
