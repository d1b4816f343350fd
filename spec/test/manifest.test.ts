/** The readers of manifest and catalogue: good files give lines, bad ones give one error with its place. */

import test from 'ava';
import { readCatalogues } from '../claims.js';
import { InputError } from '../input-error.js';
import { readManifest } from '../manifest.js';
import { type Edit, lineOf, temporaryProject, toyProject } from './temporary-project.js';

const manifest = 'spec/manifest.json';
const catalogue = 'spec/claims/toy.yaml';

test('the manifest gives every expected verdict with its line', (t) => {
  const { models, register } = readManifest(toyProject);
  t.deepEqual(
    models.map(({ id }) => id),
    ['toy/Latch.old-one', 'toy/Latch.old-one-test-again', 'toy/Latch.fixed-one'],
  );
  const [first] = models;
  t.is(first?.lines.entry, lineOf(toyProject, manifest, '"id": "toy/Latch.old-one"'));
  t.is(first?.lines.distinctStates, lineOf(toyProject, manifest, '"distinctStates": 11'));
  t.is(first?.properties[0]?.line, lineOf(toyProject, manifest, '"NoLostWakeup"'));
  t.deepEqual(
    register.map(({ id }) => id),
    ['TOY-I1', 'TOY-C1'],
  );
});

test('a catalogue gives every verdict with its line', (t) => {
  const [toy] = readCatalogues(toyProject);
  const [finding] = toy?.entries ?? [];
  t.is(finding?.line, lineOf(toyProject, catalogue, 'TOY-I1'));
  t.deepEqual(
    finding?.rulings.map(({ variant, verdict, line }) => [variant, verdict, line]),
    [
      ['old', 'violated', lineOf(toyProject, catalogue, 'verdict: violated')],
      ['fixed', 'holds', lineOf(toyProject, catalogue, 'verdict: holds')],
    ],
  );
});

interface Fault {
  readonly code: string;
  readonly at: string;
  readonly message: RegExp;
}

const refuses = test.macro((t, edit: Edit, { code, at, message }: Fault) => {
  const root = temporaryProject(t, edit);
  const error = t.throws(() => [readManifest(root), readCatalogues(root)], { instanceOf: InputError });
  t.is(error?.fault.code, code);
  t.is(error?.fault.line, lineOf(root, edit.file, at));
  t.regex(error?.message ?? '', message);
});

const manifestFaults: readonly [string, Edit['replace'], Fault][] = [
  [
    'lost quotes are a syntax error, though YAML would take them',
    ['"system": "toy"', '"system": toy'],
    { code: 'syntax', at: '"system": toy', message: /manifest\.json:\d+:\d+: expected well-formed JSON/ },
  ],
  [
    'a comma too many is a syntax error',
    ['"schema": "lsm-verify/manifest@1",', '"schema": "lsm-verify/manifest@1",,'],
    { code: 'syntax', at: ',,', message: /manifest\.json:2:\d+: expected well-formed JSON/ },
  ],
  [
    'an unknown field is named with the nearest one',
    ['"purpose"', '"purpse"'],
    {
      code: 'shape',
      at: '"purpse"',
      message: /models\[0\]\.purpse: expected one of the fields .*did you mean purpose\?/,
    },
  ],
  [
    'a missing field is named',
    ['      "conformance": false\n', '      "conformance": 1\n'],
    { code: 'shape', at: '"conformance": 1', message: /models\[0\]\.conformance: expected boolean, found 1/ },
  ],
  [
    'an unknown verdict word is named with the nearest one',
    ['"expected": "violated"', '"expected": "violatd"'],
    { code: 'shape', at: '"violatd"', message: /properties\[0\]\.expected: expected one of .*did you mean violated\?/ },
  ],
  [
    'an id twice is refused',
    ['"id": "toy/Latch.fixed-one"', '"id":  "toy/Latch.old-one"'],
    { code: 'contradiction', at: '"id":  ', message: /expected an id of its own, found a second model/ },
  ],
  [
    'a witness that is no property is refused with the nearest one',
    ['"witness": "NeverAsleep"', '"witness": "NeverAslep"'],
    {
      code: 'contradiction',
      at: '"NeverAslep"',
      message: /expected a property of the same model.*did you mean NeverAsleep\?/,
    },
  ],
  [
    'a witness that is expected to hold is refused',
    ['"witness": "NeverAsleep"', '"witness": "NoLostWakeup"'],
    {
      code: 'contradiction',
      at: '"witness": "NoLostWakeup"',
      message: /expected an invariant expected to be violated/,
    },
  ],
  [
    'a property that cannot be expressed must be one of the model',
    ['["AllGoOn"]', '["AllGo"]'],
    {
      code: 'contradiction',
      at: '["AllGo"]',
      message: /cannotExpress\.tla-checker\[0\]: expected a property of the same/,
    },
  ],
  [
    'a configuration of another name than the id is refused',
    ['spec/toy/Latch.old-one.cfg', 'spec/toy/Latch.cfg'],
    {
      code: 'contradiction',
      at: 'spec/toy/Latch.cfg',
      message: /config: expected a path that ends in \/Latch\.old-one\.cfg/,
    },
  ],
];
for (const [title, replace, fault] of manifestFaults) {
  test(`manifest: ${title}`, refuses, { file: manifest, replace }, fault);
}

const catalogueFaults: readonly [string, Edit['replace'], Fault][] = [
  [
    'a list that is not closed is a syntax error',
    ['variants: [old, fixed]', 'variants: [old, fixed'],
    { code: 'syntax', at: 'entries:', message: /toy\.yaml:\d+:\d+: expected well-formed YAML/ },
  ],
  [
    'a key twice is refused',
    ['    kind: finding\n', '    kind: finding\n    kind: claim\n'],
    { code: 'syntax', at: 'kind: claim', message: /expected well-formed YAML, found Map keys must be unique/ },
  ],
  [
    'an unknown verdict word is named with the nearest one',
    ['verdict: assumption', 'verdict: asumption'],
    { code: 'shape', at: 'asumption', message: /entries\[1\]\.verdicts\.old\.verdict: .*did you mean assumption\?/ },
  ],
  [
    'a variant that is not declared is named with the nearest one',
    ['      fixed:\n', '      fixd:\n'],
    { code: 'contradiction', at: 'fixd', message: /expected one of old, fixed, found fixd \(did you mean fixed\?\)/ },
  ],
  [
    'an entry without any source is refused',
    ['{ message: "latch@example.org" }', '{ place: somewhere }'],
    { code: 'contradiction', at: 'somewhere', message: /source: expected at least one of message, patch, file/ },
  ],
  [
    'a verdict settled by table without what the table found is refused',
    ['verdict: assumption', 'verdict: settled by table'],
    {
      code: 'contradiction',
      at: 'settled by table',
      message: /expected found: holds or violated, with settled by table/,
    },
  ],
  [
    'what a table found is refused with any other verdict',
    ['verdict: assumption', 'verdict: assumption, found: holds'],
    { code: 'contradiction', at: 'assumption', message: /expected no found but with settled by table, found holds/ },
  ],
  [
    'a remedy that is a word other than none is refused',
    ['remedy: [TestAgain]', 'remedy: TestAgain'],
    { code: 'contradiction', at: 'remedy: TestAgain', message: /expected a list of repairs, or none, found TestAgain/ },
  ],
];
for (const [title, replace, fault] of catalogueFaults) {
  test(`catalogue: ${title}`, refuses, { file: catalogue, replace }, fault);
}

test('a manifest that is not there is named', (t) => {
  const root = temporaryProject(t, { file: manifest, replace: null });
  t.throws(() => readManifest(root), {
    instanceOf: InputError,
    message: /manifest\.json: expected a file .*no such file/,
  });
});
