/** Bad input at every door: one line that names the place and what was expected, exit 2, no stack trace. */

import { join } from 'node:path';
import test from 'ava';
import { projectRoot } from '../../spec/project-root.js';
import { type Edit, temporaryProject } from '../../spec/test/temporary-project.js';
import { runDoor } from './run-door.js';

const fixtures = join(projectRoot(), 'scripts/test/fixtures');

interface Case {
  readonly words: readonly string[];
  readonly edits?: readonly Edit[];
  readonly env?: Readonly<Record<string, string>>;
  readonly says: RegExp;
}

const refuses = test.macro(async (t, { words, edits, env, says }: Case) => {
  const inProject = edits === undefined ? [] : ['--root', temporaryProject(t, ...edits)];
  const { code, stdout, stderr } = await runDoor([...words, ...inProject], {
    cwd: fixtures,
    ...(env === undefined ? {} : { env }),
  });
  t.is(stdout, '');
  t.regex(stderr, says);
  t.is(stderr.trim().split('\n').length, 1, stderr);
  t.is(code, 2);
});

const cases: Readonly<Record<string, Case>> = {
  'an unknown door is named with the nearest': { words: ['verfy'], says: /^error: unknown command 'verfy' .*verify/ },
  'an unknown option is named': { words: ['verify', '--jsn'], says: /^error: unknown option '--jsn' .*--json/ },
  'an option that means nothing to a door is not taken': {
    words: ['check', 'Counters.tla', '--shard', '1/2'],
    says: /^error: unknown option '--shard'/,
  },
  'a number of workers that is none is refused': {
    words: ['verify', '--workers', '0'],
    says: /^error: option '--workers <n>' argument '0' is invalid\. Expected a whole number/,
  },
  'a shard that is none is refused': {
    words: ['verify', '--shard', '3/2'],
    says: /^error: option '--shard <i\/n>' argument '3\/2' is invalid\. Expected i\/n/,
  },
  'an unknown engine is refused': {
    words: ['verify', '--engine', 'tla-chekcer'],
    edits: [],
    says: /^error: --engine: expected own\|tla-checker.*did you mean tla-checker\?/,
  },
  'a filter that matches nothing is named with the nearest model': {
    words: ['verify', 'Lath'],
    edits: [],
    says: /^error: expected a model whose id contains the filter .* found Lath \(did you mean toy\/Latch\.old-one\?\)/,
  },
  'an unknown claim is named with the nearest': {
    words: ['explain', 'TOY-I11'],
    edits: [],
    says: /^error: expected the id of a claim or of a model .* found TOY-I11 \(did you mean TOY-I1\?\)/,
  },
  'an unknown variant of a claim is named with the nearest': {
    words: ['explain', 'TOY-I1', '--variant', 'fixd'],
    edits: [],
    says: /^error: --variant: expected one of old, fixed, found fixd \(did you mean fixed\?\)/,
  },
  'a manifest that is not JSON is named with its line': {
    words: ['verify'],
    edits: [{ file: 'spec/manifest.json', replace: ['"models": [', '"models": '] }],
    says: /^error: .*manifest\.json:\d+:\d+: expected well-formed JSON/,
  },
  'a catalogue with an unknown word is named with its line and field': {
    words: ['verify'],
    edits: [{ file: 'spec/claims/toy.yaml', replace: ['kind: claim', 'kind: clam'] }],
    says: /^error: .*toy\.yaml:\d+:\d+: entries\[1\]\.kind: expected one of .*did you mean claim\?/,
  },
  'a module that the manifest names and that is not there is named': {
    words: ['verify'],
    edits: [{ file: 'spec/toy/Latch.tla', replace: null }],
    says: /^error: .*manifest\.json:\d+: expected a module spec\/toy\/Latch\.tla, found no such file/,
  },
  'a module of the project with a syntax error is named with its line': {
    words: ['verify'],
    edits: [{ file: 'spec/toy/Latch.tla', replace: ['  /\\ flag = FALSE', '  /\\ flag = ('] }],
    says: /^error: .*Latch\.tla:\d+/,
  },
  'a module to check that is not there is named': {
    words: ['check', 'Nowhere.tla'],
    says: /^error: Nowhere\.tla: expected a file that can be read, found no such file/,
  },
  'a module without a configuration is told how to name one': {
    words: ['check', 'Alone.tla'],
    says: /^error: Alone\.cfg: expected a configuration of that name, or one given with --config, found no such file/,
  },
  'a configuration that is not there is named': {
    words: ['check', 'Alone.tla', '--config', 'Nowhere.cfg'],
    says: /^error: Nowhere\.cfg: expected a file that can be read, found no such file/,
  },
  'a module with a syntax error is named with its line': {
    words: ['check', 'Broken.tla'],
    says: /^error: Broken\.tla:[345]/,
  },
  'a configuration that names an undefined operator is named with its line and the nearest': {
    words: ['check', 'Counters.tla', '--config', 'Undefined.cfg'],
    says: /^error: Undefined\.cfg:5:\d+: .*InRang.*did you mean InRange\?/,
  },
  'a configuration with an unknown keyword is named with its line and the nearest': {
    words: ['check', 'Counters.tla', '--config', 'Keyword.cfg'],
    says: /^error: Keyword\.cfg:5:1: .*INVARIENT.*did you mean INVARIANT\?/,
  },
};
for (const [title, each] of Object.entries(cases)) test(title, refuses, each);
