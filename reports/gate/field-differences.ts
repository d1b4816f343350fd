/** Differences in entries of several fields: bounds, counts, actions, broken invariants reached. */

import { type BoundChange, boundChange } from './bounds.js';
import { entryKey, fields, sameValue } from './entries.js';
import { type Difference, type Told, worse } from './told.js';

/** One change for each constant. */
export function bounds({ name, was, is, comparison }: Difference): readonly Told[] {
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
export function counts({ name, was, is, comparison }: Difference): readonly Told[] {
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
export function edges({ name, was, is, comparison }: Difference): readonly Told[] {
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

/** Broken invariants that the implementation is no longer led to, is led to now, or by another way. */
export function reached({ name, was, is }: Difference): readonly Told[] {
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
