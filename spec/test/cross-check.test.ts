/** Manifest, catalogues and configurations that do not agree: each kind of disagreement is found, with its line. */

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { describeDisagreement } from '../disagreement.js';
import { InputError } from '../input-error.js';
import { readProject } from '../project.js';
import { type Edit, lineOf, temporaryProject, toyProject } from './temporary-project.js';

const manifest = 'spec/manifest.json';
const catalogue = 'spec/claims/toy.yaml';
const config = 'spec/toy/Latch.old-one.cfg';

test('a project whose files agree has no disagreement', (t) => {
  t.deepEqual(readProject(toyProject).disagreements, []);
});

const unclaimed: Edit = {
  file: catalogue,
  replace: ['remedyModel: toy/Latch.old-one-test-again', 'remedyModel: toy/Latch.fixed-one'],
};

test('a model that no entry names may show that a property can fail which fails nowhere else', (t) => {
  const root = temporaryProject(
    t,
    unclaimed,
    {
      file: manifest,
      replace: ['"kind": "deadlock", "expected": "violated"', '"kind": "deadlock", "expected": "holds"'],
    },
    { file: manifest, replace: [/(?<=test-again"[\s\S]*"kind": "deadlock", "expected": )"holds"/, '"violated"'] },
  );
  const { manifest: read, disagreements } = readProject(root);
  const failing = read.models.filter(({ properties }) =>
    properties.some(({ name, expected }) => name === 'deadlock' && expected === 'violated'),
  );
  t.deepEqual(
    failing.map(({ id }) => id),
    ['toy/Latch.old-one-test-again'],
  );
  t.deepEqual(
    disagreements.filter(({ code }) => code === 'unclaimed-model'),
    [],
  );
});

interface Case {
  readonly edits: readonly Edit[];
  /** File and text of the line that the first disagreement names, and what it says. */
  readonly finds: readonly [code: string, file: string, at: string, message: RegExp];
}

const disagrees = test.macro((t, { edits, finds: [code, file, at, message] }: Case) => {
  const root = temporaryProject(t, ...edits);
  const { disagreements } = readProject(root);
  const found = disagreements.find((each) => each.code === code);
  if (found === undefined) return t.fail(disagreements.map(describeDisagreement).join('\n') || 'none');
  t.regex(found.message, message);
  t.is(found.file, file);
  t.is(found.line, lineOf(root, file, at));
});

const secondEntry = /\n {2}- id: TOY-C1[\s\S]*$/;
const cases: Readonly<Record<string, Case>> = {
  'an entry taken away is missed': {
    edits: [{ file: catalogue, replace: [secondEntry, '\n'] }],
    finds: ['missing-entry', manifest, '"TOY-C1"', /TOY-C1 is registered, but no catalogue/],
  },
  'an entry that is not registered is named': {
    edits: [{ file: manifest, replace: ['["TOY-I1", "TOY-C1"]', '["TOY-I1"]'] }],
    finds: ['unregistered-entry', catalogue, 'id: TOY-C1', /TOY-C1 is not in the register/],
  },
  'a model taken out of the manifest leaves a configuration that nobody uses': {
    edits: [{ file: manifest, replace: [/,\n {4}\{\n {6}"id": "toy\/Latch\.fixed-one"[\s\S]*$/, '\n  ]\n}\n'] }],
    finds: ['unlisted-config', 'spec/toy/Latch.fixed-one.cfg', 'CONSTANTS', /no model .* uses this configuration/],
  },
  'a model taken out of the manifest is missed by the catalogue': {
    edits: [{ file: manifest, replace: [/,\n {4}\{\n {6}"id": "toy\/Latch\.fixed-one"[\s\S]*$/, '\n  ]\n}\n'] }],
    finds: ['unknown-model', catalogue, 'verdict: holds', /fixed: model toy\/Latch\.fixed-one is not in/],
  },
  'a configuration taken away is missed': {
    edits: [{ file: config, replace: null }],
    finds: [
      'missing-config',
      manifest,
      '"spec/toy/Latch.old-one.cfg"',
      /names spec\/toy\/Latch\.old-one\.cfg, which is not/,
    ],
  },
  'an invariant that the manifest does not list is named': {
    edits: [{ file: config, replace: ['NeverAsleep', 'NeverAsleep NeverDone'] }],
    finds: ['unlisted-property', config, 'NeverDone', /INVARIANT NeverDone is not among the properties/],
  },
  'a property that the configuration does not list is named': {
    edits: [{ file: config, replace: ['NoLostWakeup', ''] }],
    finds: ['unchecked-property', manifest, '"NoLostWakeup"', /NoLostWakeup is not an INVARIANT of/],
  },
  'an invariant that the manifest calls a temporal property is named': {
    edits: [{ file: manifest, replace: ['"kind": "invariant"', '"kind": "liveness"'] }],
    finds: ['property-kind', config, 'NoLostWakeup', /NoLostWakeup is an INVARIANT here, but of kind liveness/],
  },
  'a configuration with other repairs than the manifest says is named': {
    edits: [{ file: 'spec/toy/Latch.fixed-one.cfg', replace: ['{"TestAgain"}', '{}'] }],
    finds: [
      'constants',
      'spec/toy/Latch.fixed-one.cfg',
      'Repairs',
      /Repairs is \{\} here, but toy\/Latch\.fixed-one has the repairs \{TestAgain\}/,
    ],
  },
  'a configuration of another variant than the manifest says is named': {
    edits: [{ file: config, replace: ['  Repairs', '  Variant = "new"\n  Repairs'] }],
    finds: ['constants', config, 'Variant', /Variant is "new" here, but toy\/Latch\.old-one is of variant old/],
  },
  'a model that no entry names is named': {
    edits: [unclaimed],
    finds: ['unclaimed-model', manifest, '"id": "toy/Latch.old-one-test-again"', /is named by no catalogue entry/],
  },
  'an entry without a verdict for a variant is named': {
    edits: [{ file: catalogue, replace: [/ {6}old: \{ verdict: assumption.*\n/, ''] }],
    finds: ['missing-variant', catalogue, 'id: TOY-C1', /TOY-C1 has no verdict for old/],
  },
  'a stated verdict without a reason is named': {
    edits: [{ file: catalogue, replace: [', why: the mail does not show the waker', ''] }],
    finds: ['unexplained', catalogue, 'verdict: assumption', /"assumption" needs a why/],
  },
  'a verdict that the manifest does not expect is named': {
    edits: [{ file: manifest, replace: ['"expected": "violated"', '"expected": "holds"'] }],
    finds: [
      'expected',
      catalogue,
      'verdict: violated',
      /must be "violated" in model .* but spec\/manifest\.json:\d+ expects holds/,
    ],
  },
  'a property that the model does not have is named with the nearest one': {
    edits: [{ file: catalogue, replace: ['property: AllGoOn', 'property: AllGoon'] }],
    finds: ['unknown-property', catalogue, 'AllGoon', /has no property AllGoon \(did you mean AllGoOn\?\)/],
  },
  'a searched verdict without a model is named': {
    edits: [{ file: catalogue, replace: [', model: toy/Latch.fixed-one }', ' }'] }],
    finds: ['ruling', catalogue, 'property: AllGoOn', /"holds" needs a model/],
  },
  'a model of another variant is named': {
    edits: [{ file: manifest, replace: ['"variant": "old"', '"variant": "new"'] }],
    finds: ['variant', catalogue, 'verdict: violated', /model toy\/Latch\.old-one is of variant new/],
  },
  'a claim about the code as written, checked in a repaired model, is named': {
    edits: [
      {
        file: catalogue,
        replace: ['        model: toy/Latch.old-one\n', '        model: toy/Latch.old-one-test-again\n'],
      },
    ],
    finds: ['variant', catalogue, 'verdict: violated', /model .*-test-again has repairs \(TestAgain\)/],
  },
  'a refuted claim without a remedy is named': {
    edits: [{ file: catalogue, replace: [/ {8}remedy: .*\n {8}remedyModel.*\n {8}dropped.*\n/, ''] }],
    finds: ['remedy', catalogue, 'verdict: violated', /"violated" needs a remedy/],
  },
  'remedy none without a reason is named': {
    edits: [
      { file: catalogue, replace: [/ {8}remedy: .*\n {8}remedyModel.*\n {8}dropped.*\n/, '        remedy: none\n'] },
    ],
    finds: ['remedy', catalogue, 'verdict: violated', /remedy none needs a why/],
  },
  'a remedy whose model has other repairs is named': {
    edits: [{ file: manifest, replace: ['"repairs": ["TestAgain"]', '"repairs": ["TestAgain", "Other"]'] }],
    finds: [
      'remedy',
      catalogue,
      'verdict: violated',
      /remedyModel .* has the repairs \{TestAgain, Other\}, where \{TestAgain\}/,
    ],
  },
  'a member of a remedy that is nowhere dropped is named': {
    edits: [{ file: catalogue, replace: [/ {8}dropped: .*\n/, ''] }],
    finds: ['remedy', catalogue, 'verdict: violated', /dropped names no model without TestAgain/],
  },
};
for (const [title, each] of Object.entries(cases)) test(title, disagrees, each);

test('a configuration beside the modules that no model uses is named', (t) => {
  const root = temporaryProject(t);
  copyFileSync(join(root, config), join(root, 'spec/toy/Latch.extra.cfg'));
  t.deepEqual(
    readProject(root).disagreements.map(({ code, file }) => [code, file]),
    [['unlisted-config', 'spec/toy/Latch.extra.cfg']],
  );
});

test('a module that is not there is an error that names the line of the manifest', (t) => {
  const root = temporaryProject(t, { file: 'spec/toy/Latch.tla', replace: null });
  const error = t.throws(() => readProject(root), { instanceOf: InputError });
  t.is(error?.fault.code, 'missing-file');
  t.is(error?.fault.line, lineOf(root, manifest, '"module"'));
});
