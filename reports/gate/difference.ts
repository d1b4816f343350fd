/** One difference between two runs, told in a sentence: in which direction it goes, and whether a gate is there to stop it. */

import type { GateChange, GateSubject } from './document.js';
import { type EntryKind, type EntryName, type EntryValue, entryKey, fieldOf, readVerdict, textOf } from './entries.js';
import { bounds, counts, edges, reached } from './field-differences.js';
import { type Difference, listed, type Told, upper, worse } from './told.js';

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

/** The changes that an entry which differs comes to: none, one, or one for each of its fields. */
export function differences(difference: Difference): readonly GateChange[] {
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
    case 'test':
      // A test that fails is told by itself.
      if (is === 'failed') return [];
      return [was === undefined || is === undefined ? gone(difference) : changed(difference)];
    case 'claim':
    case 'table':
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
  const what = `${kind === 'test' && part === '' ? 'the test file' : words[kind]} ${[subject, part].filter((word) => word !== '').join(' ')}`;
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
