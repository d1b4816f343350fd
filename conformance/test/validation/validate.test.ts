import test from 'ava';
import { brief, crossing, ferryRun, line, validated } from './ferry-runs.js';

/** `crossing` with some lines replaced, by their number in the file. */
function changed(changes: Readonly<Record<number, string>>): readonly string[] {
  return crossing.map((text, index) => changes[index + 1] ?? text);
}

const without = (number: number) => crossing.filter((_, index) => index !== number - 1);

test('a run that was recorded is a behaviour, explained by one state throughout', async (t) => {
  t.deepEqual(await validated(crossing), {
    verdict: 'behaviour',
    lines: 5,
    explaining: 1,
    explainingMax: 1,
    linesOutside: 0,
  });
});

test('every seeded run of the faithful implementation is a behaviour', async (t) => {
  for (let seed = 1; seed <= 20; seed++) t.is((await validated(await ferryRun(seed))).verdict, 'behaviour');
});

test('a lost line is told with the step that is missing and the guard that it would have made true', async (t) => {
  const { rejection, lines } = await validated(without(3));
  t.is(lines, 1);
  t.deepEqual(brief(rejection), {
    line: 3,
    kind: 'differs',
    conjunct: 'place\' = [place EXCEPT ![b] = "aboard"] :24',
    sides: [],
    nearest: ['Board(b, 2) place[a] seat[a]'],
    missing: ['Board'],
  });
});

test('a step whose guard is false is told with the guard and what is there instead', async (t) => {
  const { rejection } = await validated(without(5));
  t.deepEqual(brief(rejection), {
    line: 5,
    kind: 'not possible',
    conjunct: '\\A p \\in Passenger : place[p] = "far" :43',
    sides: [],
    nearest: [
      'Sail() ',
      'Leave(a) place[a] place[b] seat[b] crossings',
      'Leave(b) place[a] place[b] seat[a] crossings',
    ],
    missing: ['Sail'],
  });
});

test('two lines in the wrong order are found at the first of them', async (t) => {
  const { rejection } = await validated(changed({ 4: crossing[4] ?? '', 5: crossing[3] ?? '' }));
  t.is(rejection?.line, 4);
  t.is(rejection?.kind, 'differs');
  t.is(rejection?.conjunct?.line, 38);
});

test('one leaf changed is found on its line, with the update that does not give it', async (t) => {
  const { rejection } = await validated(changed({ 4: (crossing[3] ?? '').replace('["b",2]]}', '["b",1]]}') }));
  t.deepEqual(brief(rejection), {
    line: 4,
    kind: 'differs',
    conjunct: "seat' = [seat EXCEPT ![b] = 2] :25",
    sides: [],
    nearest: ['Board(b, 2) seat[b]'],
    missing: undefined,
  });
});

test('a variable that should not change is told as UNCHANGED', async (t) => {
  const { rejection } = await validated(changed({ 3: (crossing[2] ?? '').replace('"crossings":0', '"crossings":5') }));
  t.is(rejection?.line, 3);
  t.is(rejection?.conjunct?.text, 'UNCHANGED crossings');
});

test('the wrong action is told with the guard that is false and the action that fits', async (t) => {
  const { rejection } = await validated(
    changed({ 4: (crossing[3] ?? '').replace('"Board","arguments":["b",2]', '"Leave","arguments":["b"]') }),
  );
  t.deepEqual(brief(rejection), {
    line: 4,
    kind: 'not possible',
    conjunct: 'place[b] = "aboard" :30',
    sides: ['place[b] is "shore"'],
    nearest: [
      'Board(b, 2) ',
      'Leave(a) place[a] place[b] seat[a] seat[b]',
      'Sail() place[a] place[b] seat[a] seat[b] crossings',
    ],
    missing: undefined,
  });
});

test('an argument that the step cannot have then is told with the guard', async (t) => {
  const { rejection } = await validated(
    changed({
      4: (crossing[3] ?? '').replace('["b",2],', '["b",1],').replace('"arguments":["b",2]', '"arguments":["b",1]'),
    }),
  );
  t.is(rejection?.line, 4);
  t.is(rejection?.conjunct?.text, '1 \\in Free');
});

test('an argument that NEXT never gives is told with the set that it is not in', async (t) => {
  const { rejection } = await validated(
    changed({ 4: (crossing[3] ?? '').replace('"arguments":["b",2]', '"arguments":["c",2]') }),
  );
  t.is(rejection?.line, 4);
  t.is(rejection?.conjunct?.text, '"c" \\in Passenger');
});

test('a start that is none is found on the second line', async (t) => {
  const { rejection, lines } = await validated(changed({ 2: line('shore', 'aboard', 0, 1, 0) }));
  t.is(lines, 0);
  t.deepEqual(brief(rejection), {
    line: 2,
    kind: 'start',
    conjunct: undefined,
    sides: undefined,
    nearest: ['place[b] seat[b]'],
    missing: undefined,
  });
});

test('without action names the nearest step is told', async (t) => {
  const nameless = crossing.map((text) => text.replace(/,"action".*/, '}'));
  t.is((await validated(nameless)).verdict, 'behaviour');
  const { rejection } = await validated(nameless.map((text) => text.replace('["b",2]]}', '["b",7]]}')));
  t.is(rejection?.line, 4);
  t.is(rejection?.kind, 'differs');
  t.deepEqual(brief(rejection)?.nearest[0], 'Board(b, 2) seat[b]');
});

test('variables that were not recorded leave several states that explain the run', async (t) => {
  const [header = ''] = crossing;
  const found = await validated([header, '{}', '{"state":{"crossings":0}}', '{"state":{"crossings":0}}']);
  // Two boardings in two seats, or one that was undone: the state at the start, four with one aboard, two with both, are
  // what up to two steps lead to; after exactly two only the start and those with both aboard.
  t.like(found, { verdict: 'behaviour', explaining: 3, explainingMax: 4 });
});

const hiding = (max: number) => `{"schema":"lsm-verify/run@1","model":"m","hidden":{"actions":["Board"],"max":${max}}}`;

test('hidden steps within the bound are found', async (t) => {
  const lines = [hiding(2), '{"state":{"crossings":0},"hidden":true}', line('far', 'far', 0, 0, 1, '"action":"Sail"')];
  t.like(await validated(lines), { verdict: 'behaviour', explaining: 1 });
});

test('hidden steps beyond the bound are rejected with that reason', async (t) => {
  const lines = [hiding(1), '{"hidden":true}', line('far', 'far', 0, 0, 1, '"action":"Sail"')];
  const { rejection } = await validated(lines);
  t.like(brief(rejection), { line: 3, kind: 'hidden', missing: ['Board', 'Board'] });
  t.is(rejection?.missing?.max, 1);
});

test('a step hidden where the line before does not say so is rejected with that reason', async (t) => {
  const lines = [hiding(2), '{}', line('far', 'far', 0, 0, 1, '"action":"Sail"')];
  const { rejection } = await validated(lines);
  t.like(brief(rejection), { line: 3, kind: 'hidden', missing: ['Board', 'Board'] });
  t.is(rejection?.missing?.max, 0);
});

test('a hidden step of an action that the header does not name is none, and is told as missing', async (t) => {
  const header = hiding(3).replace('Board', 'Leave');
  const { rejection } = await validated([header, '{"hidden":true}', line('far', 'far', 0, 0, 1, '"action":"Sail"')]);
  t.like(brief(rejection), { line: 3, missing: ['Board', 'Board'] });
  t.not(rejection?.kind, 'hidden');
});

test('steps hidden everywhere need no mark on the lines', async (t) => {
  const header = hiding(2).replace('"max":2', '"max":2,"everywhere":true');
  const lines = [header, '{"state":{"crossings":0}}', line('far', 'far', 0, 0, 1, '"action":"Sail"')];
  t.is((await validated(lines)).verdict, 'behaviour');
});

test('what lies outside the constraints is a behaviour, and counted', async (t) => {
  t.like(await validated(crossing, 'one-aboard'), { verdict: 'behaviour', linesOutside: 1 });
});

test('an implementation that forgets a store is rejected at the step that makes it', async (t) => {
  const rejected = await Promise.all(
    Array.from({ length: 10 }, async (_, seed) => validated(await ferryRun(seed, { forgetsAfterLeaving: 1 }))),
  );
  const conjuncts = rejected.flatMap(({ rejection }) => rejection?.conjunct?.text ?? []);
  t.true(conjuncts.length > 0);
  t.deepEqual([...new Set(conjuncts)], ["crossings' = crossings + 1"]);
});

test('values may be written in any order and form that the format has', async (t) => {
  const written =
    '{"state":{"seat":{"#map":[["b",{"#bigint":"0"}],["a",{"#bigint":"0"}]]},"crossings":{"#bigint":"0"}}}';
  t.is((await validated(changed({ 2: written }))).verdict, 'behaviour');
});
