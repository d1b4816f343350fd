/** The planted regressions, committed before their first run. What the gate misses stays in the list. */

import { inManifest, manifestEntry, type Regression } from './regression.js';

const manifest = 'spec/manifest.json';
const claims = 'spec/claims/tsem.yaml';

export const regressions: readonly Regression[] = [
  // In the implementation.
  {
    id: 'key-not-undone',
    what: 'a failed creation no longer puts the key of the parent back',
    plants: [
      {
        file: 'impl/tsem/task-key.ts',
        replace: [
          "restore(writableParent(creation, 'the key undone').blob.taskKey, creation.saved?.key);",
          'void creation;',
        ],
      },
    ],
    stages: ['conformance'],
    says: ['impl/tsem/task-key.ts:', 'TaskKey', 'UndoParentKey'],
  },
  {
    id: 'wrong-key-accepted',
    what: 'the release check no longer looks at the key',
    plants: [
      {
        file: 'impl/tsem/release-check.ts',
        replace: [
          'return digest !== undefined && sameKey(writer.blob.taskKey, digest, writer.blob.context.digest);',
          'return true;',
        ],
      },
      {
        file: 'impl/tsem/release-check.ts',
        replace: [
          "import { namespaceKey, sameKey } from './task-key.js';",
          "import { namespaceKey } from './task-key.js';",
        ],
      },
      {
        file: 'impl/tsem/release-check.ts',
        replace: ['function holdsKey({ writer, digest }: ReleaseCall)', 'function holdsKey(_: ReleaseCall)'],
      },
    ],
    stages: ['conformance'],
    says: ['TaskKey', 'AcceptRelease'],
  },
  {
    id: 'command-misread',
    what: 'the control file no longer knows a command',
    plants: [{ file: 'impl/tsem/control-line.ts', replace: ["    case 'enforce':", "    case 'enforced':"] }],
    stages: ['tests'],
    says: ['conformance/test/tables/control-file.test.ts', 'enforce is carried out', 'fails'],
  },
  {
    id: 'row-no-longer-true',
    what: 'a late failure no longer leaves its context without a model: a finding of the catalogue is no longer what the table says',
    plants: [
      {
        file: 'impl/tsem/control-file.ts',
        replace: [
          'if (result === 0) result = write.length;',
          'if (result !== undefined) result = result === 0 ? write.length : Math.min(result, 0);',
        ],
      },
    ],
    stages: ['verify'],
    says: ['TSEM-I24', 'spec/claims/tsem.yaml:'],
  },
  // In the models.
  {
    id: 'model-deleted',
    what: 'a model is taken away with every trace of it: configuration, manifest, catalogue',
    plants: [
      { file: 'spec/tsem/ControlFile.v3-passed.cfg', replace: null },
      { file: manifest, replace: [manifestEntry('tsem/ControlFile.v3-passed'), ''] },
      { file: claims, replace: [', tsem/ControlFile.v3-passed ]', ' ]'] },
    ],
    stages: ['verify'],
    says: ['The model tsem/ControlFile.v3-passed is gone'],
  },
  {
    id: 'configuration-deleted',
    what: 'the configuration of a model is taken away, and nothing else',
    plants: [{ file: 'spec/tsem/KillGate.v3-urgent.cfg', replace: null }],
    stages: ['verify'],
    says: ['tsem/KillGate.v3-urgent', 'not there', 'spec/manifest.json:'],
  },
  {
    id: 'bound-narrowed',
    what: 'one choice of the OOM killer instead of two',
    plants: [{ file: 'spec/tsem/KillGate.v3-oom.cfg', replace: ['OomMax = 2', 'OomMax = 1'] }],
    stages: ['verify'],
    says: ['OomMax is narrowed: 2 before, 1 now', 'spec/tsem/KillGate.v3-oom.cfg:19'],
  },
  {
    id: 'set-narrowed',
    what: 'one task fewer that may open the file; the manifest follows with its counts',
    plants: [{ file: 'spec/tsem/ControlFile.v3-heir.cfg', replace: ['Capable = {o, m}', 'Capable = {o}'] }],
    stages: ['verify'],
    says: ['tsem/ControlFile.v3-heir', 'Capable is narrowed', '{m, o} before', '{o} now'],
  },
  {
    id: 'invariant-weakened',
    what: 'an invariant is weakened where no verdict shows it',
    plants: [
      {
        file: 'spec/tsem/ControlFile.tla',
        replace: [
          'AtMostOneOpen == Cardinality(Open) <= 1',
          'AtMostOneOpen == Cardinality(Open) <= 1 \\/ (made = <<>> /\\ FALSE)',
        ],
      },
    ],
    stages: ['verify'],
    says: ['spec/tsem/ControlFile.tla:', 'the definition of AtMostOneOpen is another one'],
  },
  {
    id: 'invariant-emptied',
    what: 'an invariant becomes one that cannot fail',
    plants: [
      {
        file: 'spec/tsem/KillGate.tla',
        replace: [/^UrgentStaysInside ==/m, 'UrgentStaysInside == TRUE \\/'],
      },
    ],
    stages: ['verify'],
    says: ['no model in which UrgentStaysInside of tsem/KillGate fails'],
  },
  {
    id: 'helper-weakened',
    what: 'a definition that two invariants rest on is made smaller',
    plants: [
      {
        file: 'spec/tsem/ControlFile.tla',
        replace: [
          'Creators(i) == {made[i].maker, made[i].owner}',
          'Creators(i) == {made[i].maker, made[i].owner} \\cup InitialTask',
        ],
      },
    ],
    stages: ['verify'],
    says: ['the definition of Creators is another one', 'WriterIsCreator'],
  },
  {
    id: 'action-unreachable',
    what: 'an action gets a guard that is never true',
    plants: [
      {
        file: 'spec/tsem/KillGate.tla',
        replace: ['spent.urgents < UrgentMax /\\ s # t', 'spent.urgents > UrgentMax /\\ s # t'],
      },
    ],
    stages: ['verify'],
    says: ['no model in which the action SendUrgent of tsem/KillGate is taken', 'spec/tsem/KillGate.tla:'],
  },
  {
    id: 'guard-lost',
    what: 'an action loses a guard: who is doomed may die in the middle of a call',
    plants: [
      {
        file: 'spec/tsem/KillGate.tla',
        replace: ['/\\ life[t] = "doomed" /\\ call[t] = NoCall', '/\\ life[t] = "doomed"'],
      },
    ],
    stages: ['verify'],
    says: ['state graph', 'edges of Die', 'First reached by this', 'spec/tsem/KillGate.tla:'],
  },
  {
    id: 'repair-removed',
    what: 'a repair is switched off in configuration and manifest together',
    plants: [
      { file: 'spec/tsem/ControlFile.fixed-passed.cfg', replace: [', "WriteByOpenerOnly"', ''] },
      { file: manifest, replace: [inManifest('tsem/ControlFile.fixed-passed', ',\\s*"WriteByOpenerOnly"'), '$1'] },
    ],
    stages: ['verify'],
    says: ['tsem/ControlFile.fixed-passed', 'Repairs is narrowed'],
  },
  {
    id: 'property-removed',
    what: 'a property is taken out of configuration and manifest together',
    plants: [
      { file: 'spec/tsem/ControlFile.v3-passed.cfg', replace: ['  WriterIsCapable\n', ''] },
      {
        file: manifest,
        replace: [inManifest('tsem/ControlFile.v3-passed', '\\{\\s*"name": "WriterIsCapable"[^}]*\\},\\s*'), '$1'],
      },
    ],
    stages: ['verify'],
    says: ['tsem/ControlFile.v3-passed no longer checks WriterIsCapable'],
  },
  {
    id: 'property-not-configured',
    what: 'a property is taken out of the configuration only',
    plants: [{ file: 'spec/tsem/ControlFile.v3-passed.cfg', replace: ['  WriterIsCapable\n', ''] }],
    stages: ['verify'],
    says: ['WriterIsCapable is not an INVARIANT of spec/tsem/ControlFile.v3-passed.cfg', 'spec/manifest.json:'],
  },
  {
    id: 'witness-removed',
    what: 'a conditional property loses its witness in the manifest',
    plants: [
      {
        file: manifest,
        replace: [inManifest('tsem/ControlFile.v3-passed', ',\\s*"witness": "NeverServed"'), '$1'],
      },
    ],
    stages: ['verify'],
    says: ['tsem/ControlFile.v3-passed', 'ReleasedByOwner had the witness NeverServed'],
  },
  {
    id: 'expectation-changed',
    what: 'the manifest expects another verdict',
    plants: [
      {
        file: manifest,
        replace: [
          inManifest(
            'tsem/ControlFile.v3-passed',
            '("name": "WriterIsCapable",\\s*"kind": "invariant",\\s*"expected": )"violated"',
          ),
          '$1$2"holds"',
        ],
      },
    ],
    stages: ['verify'],
    says: ['expected WriterIsCapable "holds", own found "violated"', 'spec/manifest.json:'],
  },
  {
    id: 'count-lowered',
    what: 'the manifest expects fewer states',
    plants: [
      { file: manifest, replace: [inManifest('tsem/KillGate.v3-oom', '"distinctStates": 9'), '$1"distinctStates": 8'] },
    ],
    stages: ['verify'],
    says: ['tsem/KillGate.v3-oom', 'expected 8 distinct states, own found 9'],
  },
  {
    id: 'model-made-deep',
    what: 'a model is left out of everyday runs',
    plants: [
      {
        file: manifest,
        replace: [
          inManifest('tsem/ControlFile.v3-passed', '"conformance": false'),
          '$1"conformance": false,\n      "deep": true',
        ],
      },
    ],
    stages: ['verify'],
    says: ['tsem/ControlFile.v3-passed is deep now'],
  },
  {
    id: 'engine-dropped',
    what: 'a model is no longer confirmed by TLC',
    plants: [{ file: manifest, replace: [inManifest('tsem/ControlFile.v3-passed', ', "tlc"\\]'), '$1]'] }],
    stages: ['verify'],
    says: ['tsem/ControlFile.v3-passed is no longer run by tlc'],
  },
  // In the catalogue.
  {
    id: 'claim-deleted',
    what: 'a claim is taken out of catalogue and register together',
    plants: [
      { file: claims, replace: [/ {2}- id: TSEM-C24\n[\s\S]*?\n\n/, ''] },
      { file: manifest, replace: [/ {6}"TSEM-C24",\n/, ''] },
    ],
    stages: ['verify'],
    says: ['The claim TSEM-C24 is no longer settled for v3'],
  },
  {
    id: 'claim-made-assumption',
    what: 'a refuted claim becomes an assumption, and its models stay named elsewhere',
    plants: [
      {
        file: claims,
        replace: [/( {2}- id: TSEM-C24\n[\s\S]*?email:\n {8}verdict: )assumption/, '$1not applicable'],
      },
    ],
    stages: ['verify'],
    says: ['TSEM-C24', 'email', 'was assumption', 'is not applicable', 'spec/claims/tsem.yaml:'],
  },
  {
    id: 'table-row-dropped',
    what: 'a row of a table is dropped that settles a finding',
    plants: [
      {
        file: 'conformance/tables/findings.ts',
        replace: [/ {2}\{\n {4}title: 'a verdict whose hash fails is a write of 1 byte',[\s\S]*?\n {2}\},\n/, ''],
      },
    ],
    stages: ['verify'],
    says: ['a verdict whose hash fails is a write of 1 byte', 'TSEM-I24', 'is gone from the tables'],
  },
  // In conformance.
  {
    id: 'conformance-mark-dropped',
    what: 'a model is no longer replayed',
    plants: [
      {
        file: manifest,
        replace: [inManifest('tsem/TaskKey.fixed-parent-exits', '"conformance": true'), '$1"conformance": false'],
      },
    ],
    stages: ['conformance'],
    says: ['tsem/TaskKey.fixed-parent-exits is no longer replayed', 'its mark "conformance" is gone'],
  },
  {
    id: 'traces-emptied',
    what: 'the tour of transitions has no paths',
    plants: [
      {
        file: 'conformance/traces/tour.ts',
        replace: ['return { paths, steps, resets: paths.length,', 'return { paths: [], steps, resets: paths.length,'],
      },
    ],
    stages: ['conformance'],
    shard: '35/46',
    says: ['not all was replayed', 'transitions'],
  },
  {
    id: 'pairs-no-longer-toured',
    what: 'graphs are toured by pairs only where they are tiny',
    plants: [{ file: 'conformance/replay/conform.ts', replace: ['pairsMax: 50_000', 'pairsMax: 5'] }],
    stages: ['conformance'],
    shard: '35/46',
    says: ['lower than in the baseline', 'pairs'],
  },
  // In the tests.
  {
    id: 'test-file-deleted',
    what: 'a file of tests is taken away',
    plants: [{ file: 'spec/test/actions.test.ts', replace: null }],
    stages: ['tests'],
    says: ['The test file spec/test/actions.test.ts is gone'],
  },
  {
    id: 'test-skipped',
    what: 'a test is skipped',
    plants: [
      {
        file: 'spec/test/actions.test.ts',
        replace: [
          "test('an action that the module does not define",
          "test.skip('an action that the module does not define",
        ],
      },
    ],
    stages: ['tests'],
    says: [
      'an action that the module does not define is told of nobody',
      'is skipped; it was passed',
      'spec/test/actions.test.ts:22',
    ],
  },
  {
    id: 'test-deleted',
    what: 'one test of a file is taken away',
    plants: [
      {
        file: 'spec/test/actions.test.ts',
        replace: [/test\('an action that the module does not define[\s\S]*?\n\}\);\n\n/, ''],
      },
    ],
    stages: ['tests'],
    says: [
      'The test "an action that the module does not define is told of nobody" of spec/test/actions.test.ts is gone',
    ],
  },
  {
    id: 'row-dropped-from-tests',
    what: 'a row of a table is dropped that settles nothing and is only tested',
    plants: [
      {
        file: 'conformance/tables/control-lines.ts',
        replace: ["  line('an empty line is refused', '', invalid),\n", ''],
      },
    ],
    stages: ['tests'],
    says: ['every line: an empty line is refused', 'is gone'],
  },
  // In what holds for all.
  {
    id: 'type-wrong',
    what: 'a type that is wrong',
    plants: [
      {
        file: 'spec/verdict.ts',
        replace: ['return verdicts.some((verdict) => verdict === word);', 'return verdicts.length;'],
      },
    ],
    stages: ['types'],
    says: ['spec/verdict.ts:', 'TS2322'],
  },
  {
    id: 'lint-wrong',
    what: 'a variable that is never changed and could be',
    plants: [
      {
        file: 'spec/verdict.ts',
        replace: [
          '  return verdicts.some(',
          '  const anything: any = word;\n  return anything === 1 || verdicts.some(',
        ],
      },
    ],
    stages: ['lint'],
    says: ['spec/verdict.ts:', 'noExplicitAny'],
  },
];
