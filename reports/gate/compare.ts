/** Compares what a run saw with the baseline: what changed, what disappeared, and which of that a gate is there to stop. */

import { type BoundChange, boundChange } from './bounds.js';
import type { GateChange, GatePlace, GateSubject } from './document.js';
import {
  type Entries,
  type EntryKind,
  type EntryName,
  type EntryValue,
  entryKey,
  entryName,
  readVerdict,
} from './entries.js';

/** Where things stand, for messages; each may be undefined where that is not known. */
export interface Places {
  readonly of: (name: EntryName) => GatePlace | undefined;
  /** A constant or keyword in the configuration of a model. */
  readonly ofBound: (model: string, name: string) => GatePlace | undefined;
  /** Properties that rest on a definition. */
  readonly restingOn: (module: string, definition: string) => readonly string[];
}

export interface Comparison {
  readonly before: Entries;
  readonly after: Entries;
  readonly places: Places;
}

/** Every difference, the ones that explain others first. An entry that is part of something lost or new is not told on its own. */
export function compareEntries(comparison: Comparison): readonly GateChange[] {
  const { before, after } = comparison;
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  const found = keys.flatMap((key): readonly Ranked[] => {
    const name = entryName(key);
    if (name === undefined) return [];
    const [was, is] = [before.get(key), after.get(key)];
    if (was !== undefined && is !== undefined && sameValue(was, is)) return [];
    if (isPartOfAnother(name, comparison)) return [];
    return differences({ name, was, is, comparison }).map((change) => ({ change, rank: ranks.indexOf(name.kind) }));
  });
  return found
    .sort((left, right) => Number(right.change.fails) - Number(left.change.fails) || left.rank - right.rank)
    .map(({ change }) => change);
}

interface Ranked {
  readonly change: GateChange;
  readonly rank: number;
}

/** Causes before effects. */
const ranks: readonly EntryKind[] = [
  ...(['model', 'bounds', 'definition', 'property', 'claim', 'table', 'traces', 'reached', 'test'] as const),
  ...(['fails', 'fires', 'condition', 'edges', 'graph', 'counts'] as const),
];

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

const ofModels = new Set<EntryKind>(['bounds', 'counts', 'graph', 'edges', 'property', 'traces', 'reached']);

function isPartOfAnother({ kind, subject, part }: EntryName, { before, after }: Comparison): boolean {
  if (ofModels.has(kind)) {
    const key = entryKey('model', subject);
    const [was, is] = [before.get(key), after.get(key)];
    if ((was === undefined) !== (is === undefined)) return true;
    // A model that became deep, or is no longer, is told once.
    if (kind !== 'bounds' && fieldOf(was, 'deep') !== fieldOf(is, 'deep')) return true;
  }
  if (kind === 'test' && part !== '') {
    const key = entryKey('test', subject);
    return before.has(key) !== after.has(key);
  }
  if (kind === 'reached') {
    const key = entryKey('traces', subject);
    return before.has(key) !== after.has(key);
  }
  // An action or property that is no longer there is told where it went, not once more for its ledger.
  return false;
}

interface Difference {
  readonly name: EntryName;
  readonly was: EntryValue | undefined;
  readonly is: EntryValue | undefined;
  readonly comparison: Comparison;
}

const subjects: Readonly<Record<EntryKind, GateSubject>> = {
  model: 'model',
  bounds: 'bounds',
  counts: 'count',
  graph: 'graph',
  edges: 'action',
  property: 'property',
  claim: 'claim',
  table: 'table',
  definition: 'definition',
  traces: 'traces',
  reached: 'witness',
  test: 'test',
  fails: 'ledger',
  fires: 'action',
  condition: 'ledger',
};

type Told = Pick<GateChange, 'direction' | 'fails' | 'message'> & {
  readonly name?: string;
  readonly place?: GatePlace;
};

function differences(difference: Difference): readonly GateChange[] {
  const { name, was, is, comparison } = difference;
  return tell(difference).map(({ name: called, place: at, ...told }) => {
    const place = at ?? comparison.places.of(name);
    return {
      subject: name.kind === 'test' && name.part === '' ? 'test file' : subjects[name.kind],
      name: called ?? [name.subject, name.part].filter((word) => word !== '').join(' '),
      kind: was === undefined ? 'new' : is === undefined ? 'lost' : 'changed',
      ...told,
      ...(was === undefined ? {} : { before: textOf(was) }),
      ...(is === undefined ? {} : { after: textOf(is) }),
      ...(place === undefined ? {} : { place }),
    };
  });
}

function tell(difference: Difference): readonly Told[] {
  const { name, was, is } = difference;
  switch (name.kind) {
    case 'bounds':
      return was === undefined || is === undefined ? [gone(difference)] : bounds(difference);
    case 'counts':
    case 'traces':
      return was === undefined || is === undefined ? [gone(difference)] : counts(difference);
    case 'edges':
      return edges(difference);
    case 'reached':
      return reached(difference);
    case 'property':
      return was === undefined || is === undefined ? [gone(difference)] : [verdict(difference)];
    case 'fails':
    case 'fires':
    case 'condition':
      return ledger(difference);
    case 'model':
      return was === undefined || is === undefined ? [gone(difference)] : model(difference);
    case 'graph':
      return was === undefined || is === undefined
        ? [gone(difference)]
        : [{ direction: 'neutral', fails: true, message: `${name.subject}: the state graph is another one.` }];
    case 'claim':
    case 'table':
    case 'test':
    case 'definition':
      return [was === undefined || is === undefined ? gone(difference) : changed(difference)];
  }
}

const words: Readonly<Record<EntryKind, string>> = {
  model: 'the model',
  bounds: 'the bounds of',
  counts: 'the counts of',
  graph: 'the state graph of',
  edges: 'the actions of',
  property: 'the property',
  claim: 'the claim',
  table: 'the row of a table',
  definition: 'the definition',
  traces: 'the conformance of',
  reached: 'the broken invariants reached in',
  test: 'the test',
  fails: 'the model in which there fails',
  fires: 'the action',
  condition: 'the condition of',
};

/** Lost or new. */
function gone({ name, was, is, comparison }: Difference): Told {
  const { kind, subject, part } = name;
  const what = `${words[kind]} ${[subject, part].filter((word) => word !== '').join(' ')}`;
  if (was === undefined) {
    return {
      direction: 'better',
      fails: false,
      message: `${upper(what)} is new (${textOf(is)}): not in the baseline yet.`,
    };
  }
  switch (kind) {
    case 'model':
      return worse(`The model ${subject} is gone: the manifest no longer lists it.`);
    case 'property':
      return worse(`${subject} no longer checks ${part}, which was "${textOf(was)}".`);
    case 'claim':
      return worse(`The claim ${subject} is no longer settled for ${part}; it was ${textOf(was)}.`);
    case 'table':
      return worse(
        `The row "${part.slice(part.indexOf(' ') + 1)}" of ${subject} (${part.split(' ')[0]}) is gone from the tables.`,
      );
    case 'traces': {
      const marked = fieldOf(comparison.after.get(entryKey('model', subject)), 'conformance');
      const why = marked === 'no' ? ': its mark "conformance" is gone' : '';
      return worse(`${subject} is no longer replayed on the implementation${why}; ${textOf(was)} were.`);
    }
    case 'test':
      if (part === '') return worse(`The test file ${subject} is gone, or runs no tests any more.`);
      return worse(`The test "${part}" of ${subject} is gone.`);
    case 'definition': {
      return {
        direction: 'neutral',
        fails: true,
        message: `${subject}: no property rests on a definition ${part} any more.`,
      };
    }
    default:
      return worse(`${upper(what)} is gone; it was ${textOf(was)}.`);
  }
}

function changed({ name, was, is, comparison }: Difference): Told {
  const { kind, subject, part } = name;
  switch (kind) {
    case 'definition': {
      const resting = comparison.places.restingOn(subject, part).filter((each) => each !== part);
      const on = resting.length === 0 ? '' : `; ${listed(resting)} rest${resting.length === 1 ? 's' : ''} on it`;
      return {
        direction: 'neutral',
        fails: true,
        message: `${subject}: the definition of ${part} is another one${on}.`,
      };
    }
    case 'test':
      if (is === 'passed')
        return {
          direction: 'better',
          fails: false,
          message: `The test "${part}" of ${subject} passes again; it was ${was}.`,
        };
      return worse(`The test "${part}" of ${subject} is ${is}; it was ${was}.`);
    case 'table':
      return worse(`The row "${part}" of ${subject} is ${is}; it was ${was}.`);
    default:
      return {
        ...direction(textOf(was), textOf(is)),
        fails: true,
        message: `${subject}, ${part}: was ${textOf(was)}; is ${textOf(is)}.`,
      };
  }
}

/** From one verdict to another: what stops holding or is no longer settled is worse. */
function direction(was: string, is: string): Pick<Told, 'direction'> {
  const [from, to] = [was, is].map((text) => text.split(/[ ,;]/)[0]);
  if (from === to) return { direction: 'neutral' };
  if (to === 'unknown' || from === 'holds') return { direction: 'worse' };
  return { direction: from === 'unknown' || to === 'holds' ? 'better' : 'neutral' };
}

function verdict({ name, was, is }: Difference): Told {
  const { subject, part } = name;
  const [from, to] = [readVerdict(was), readVerdict(is)];
  if (from.verdict !== to.verdict) {
    const away = from.isWitness && to.verdict !== 'violated';
    const told = away ? { direction: 'worse' as const } : direction(from.verdict, to.verdict);
    const role = from.isWitness ? ' (a witness: its violation shows that something can happen)' : '';
    return { ...told, fails: true, message: `${subject}: ${part} was ${from.verdict} and is ${to.verdict}${role}.` };
  }
  if (from.witness !== undefined && from.witness !== to.witness) {
    const now = to.witness === undefined ? 'none' : to.witness;
    return worse(`${subject}: ${part} had the witness ${from.witness} that its condition comes true, and has ${now}.`);
  }
  const better = to.witness !== undefined && from.witness === undefined;
  return {
    direction: better ? 'better' : 'neutral',
    fails: !better,
    message: `${subject}: ${part} was "${textOf(was)}" and is "${textOf(is)}".`,
  };
}

function model({ name, was, is }: Difference): readonly Told[] {
  const { subject } = name;
  const told: Told[] = [];
  const engines = (value: EntryValue | undefined) => String(fieldOf(value, 'engines') ?? '').split(', ');
  const lost = engines(was).filter((engine) => !engines(is).includes(engine));
  if (lost.length > 0) told.push(worse(`${subject} is no longer run by ${listed(lost)}.`));
  const added = engines(is).filter((engine) => !engines(was).includes(engine));
  if (added.length > 0)
    told.push({ direction: 'better', fails: false, message: `${subject} is run by ${listed(added)} too.` });
  if (fieldOf(was, 'deep') !== fieldOf(is, 'deep')) {
    told.push(
      fieldOf(is, 'deep') === 'yes'
        ? worse(`${subject} is deep now: everyday runs leave it out, with all that it showed.`)
        : { direction: 'better', fails: false, message: `${subject} is no longer deep: everyday runs have it.` },
    );
  }
  // Whether it is replayed is told of its traces.
  return told;
}

function bounds({ name, was, is, comparison }: Difference): readonly Told[] {
  const { subject } = name;
  const all = new Set([...Object.keys(fields(was)), ...Object.keys(fields(is))]);
  return [...all].sort().flatMap((constant): readonly Told[] => {
    const [from, to] = [fields(was)[constant], fields(is)[constant]].map((value) =>
      value === undefined ? undefined : String(value),
    );
    if (from === to) return [];
    const change = boundChange(constant, from, to);
    const place = comparison.places.ofBound(subject, constant);
    return [
      {
        ...boundDirections[change],
        message: `${subject}: ${constant} is ${change}: ${from ?? 'not there'} before, ${to ?? 'not there'} now.`,
        name: `${subject} ${constant}`,
        ...(place === undefined ? {} : { place }),
      },
    ];
  });
}

const boundDirections: Readonly<Record<BoundChange, Pick<Told, 'direction' | 'fails'>>> = {
  narrowed: { direction: 'worse', fails: true },
  widened: { direction: 'better', fails: false },
  changed: { direction: 'neutral', fails: true },
};

/** One change for all counts of a model: lower is worse, higher is told. */
function counts({ name, was, is, comparison }: Difference): readonly Told[] {
  const { subject, kind } = name;
  const [from, to] = [fields(was), fields(is)];
  const all = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((each) => from[each] !== to[each]);
  const lower = all.filter((each) => typeof from[each] === 'number' && !(Number(to[each]) >= Number(from[each])));
  const text = (each: string) => `${each} ${from[each] ?? 'none'} -> ${to[each] ?? 'none'}`;
  const what = kind === 'counts' ? 'states' : 'conformance';
  if (lower.length > 0) {
    // The graph tells why.
    return [worse(`${subject}, ${what}: lower than in the baseline: ${lower.map(text).join(', ')}.`)];
  }
  const explained =
    kind === 'counts' &&
    !sameValue(
      comparison.before.get(entryKey('graph', subject)) ?? null,
      comparison.after.get(entryKey('graph', subject)) ?? null,
    );
  if (explained) return [];
  return [
    {
      direction: 'better',
      fails: false,
      message: `${subject}, ${what}: higher than in the baseline: ${all.map(text).join(', ')}.`,
    },
  ];
}

/** Actions that are no longer taken at all in a model, and those that now are; the rest is told of the graph. */
function edges({ name, was, is, comparison }: Difference): readonly Told[] {
  const { subject } = name;
  const [from, to] = [fields(was), fields(is)];
  const place = (action: string) => {
    const found = comparison.places.of({
      kind: 'fires',
      subject: subject.slice(0, subject.indexOf('.')),
      part: action,
    });
    return found === undefined ? {} : { place: found };
  };
  const lost = Object.keys(from).filter((action) => to[action] === undefined);
  const added = Object.keys(to).filter((action) => from[action] === undefined);
  return [
    ...lost.map((action) => ({
      ...worse(`${subject}: the action ${action} is never taken any more; it was, on ${from[action]} edges.`),
      name: `${subject} ${action}`,
      ...place(action),
    })),
    ...added.map((action) => ({
      ...{ direction: 'better' as const, fails: false, name: `${subject} ${action}` },
      message: `${subject}: the action ${action} is taken now, on ${to[action]} edges.`,
      ...place(action),
    })),
  ];
}

function reached({ name, was, is }: Difference): readonly Told[] {
  const { subject } = name;
  const [from, to] = [fields(was), fields(is)];
  const lost = Object.keys(from).filter((invariant) => to[invariant] === undefined);
  const added = Object.keys(to).filter((invariant) => from[invariant] === undefined);
  const other = Object.keys(from).filter((each) => to[each] !== undefined && to[each] !== from[each]);
  return [
    ...lost.map((invariant) => ({
      ...worse(
        `${subject}: the implementation is no longer led to where ${invariant} is broken; it was, in ${from[invariant]} steps.`,
      ),
      name: `${subject} ${invariant}`,
    })),
    ...added.map((invariant) => ({
      ...{ direction: 'better' as const, fails: false, name: `${subject} ${invariant}` },
      message: `${subject}: the implementation is led to where ${invariant} is broken, in ${to[invariant]} steps.`,
    })),
    ...other.map((invariant) => ({
      ...{ direction: 'neutral' as const, fails: false, name: `${subject} ${invariant}` },
      message: `${subject}: ${invariant} is broken on the implementation after ${to[invariant]} steps instead of ${from[invariant]}.`,
    })),
  ];
}

function ledger({ name, was, is }: Difference): readonly Told[] {
  const { kind, subject, part } = name;
  const nothing = {
    fails: `there is no model in which ${part} of ${subject} fails: it may be one that cannot`,
    fires: `there is no model in which the action ${part} of ${subject} is taken`,
    condition: `there is no model in which the condition of ${part} of ${subject} comes true`,
  }[kind as 'fails' | 'fires' | 'condition'];
  if (was === undefined) {
    if (is === null) return [worse(`New, and ${nothing}.`)];
    return [{ direction: 'better', fails: false, message: `Shown in ${is}: ${affirmed(name)}.` }];
  }
  if (is === undefined)
    return [worse(`${upper(affirmed(name))} was shown in ${textOf(was)}; ${part} is not there any more.`)];
  if (is === null) return [worse(`${upper(nothing)}; it was shown in ${textOf(was)}.`)];
  if (was === null) return [{ direction: 'better', fails: false, message: `Shown in ${is} now: ${affirmed(name)}.` }];
  return [
    { direction: 'neutral', fails: false, message: `${upper(affirmed(name))} is shown in ${is}, no longer in ${was}.` },
  ];
}

function affirmed({ kind, subject, part }: EntryName): string {
  if (kind === 'fails') return `that ${part} of ${subject} can fail`;
  if (kind === 'fires') return `that the action ${part} of ${subject} is taken`;
  return `that the condition of ${part} of ${subject} comes true`;
}

function worse(message: string): Told {
  return { direction: 'worse', fails: true, message };
}

function fields(value: EntryValue | undefined): Readonly<Record<string, string | number>> {
  return value !== null && typeof value === 'object' ? value : {};
}

function fieldOf(value: EntryValue | undefined, name: string): string | number | undefined {
  return fields(value)[name];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
