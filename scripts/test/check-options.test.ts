/** The options of `check`, one by one, and what it tells of what went wrong. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { projectRoot } from '../../spec/project-root.js';
import { runDoor } from './run-door.js';

const cwd = join(projectRoot(), 'scripts/test/fixtures');
const check = (...words: readonly string[]) => runDoor(['check', ...words], { cwd });

interface Case {
  readonly words: readonly string[];
  readonly code: number;
  readonly says: readonly RegExp[];
  readonly keepsQuietOf?: RegExp;
}

const tells = test.macro(async (t, { words, code: expected, says, keepsQuietOf }: Case) => {
  const { code, stdout, stderr } = await check(...words);
  for (const each of says) t.regex(stdout + stderr, each);
  if (keepsQuietOf !== undefined) t.notRegex(stdout + stderr, keepsQuietOf);
  t.is(code, expected);
});

const small = ['Counters.tla', '--config', 'Violated.cfg'];
const cases: Readonly<Record<string, Case>> = {
  'a loop is told as a way back': {
    words: ['Rounds.tla'],
    code: 1,
    says: [/^ComesBack +liveness +violated$/m, /^Rises +action +violated$/m, /Then back to the state after step 1/],
  },
  'a behaviour that stops for ever says so': {
    words: ['Rounds.tla', '--config', 'Lazy.cfg'],
    code: 1,
    says: [/^From here on nothing happens, for ever\.$/m],
  },
  'an action that is never taken is named': {
    words: ['Rounds.tla'],
    code: 1,
    says: [/Never taken: Impossible\./],
  },
  'Print speaks before the result, once a step': {
    words: ['Rounds.tla', '--quiet'],
    code: 1,
    says: [/^0\n1\n2\nRounds\.tla with/],
  },
  'a false assumption is shown in its line': {
    words: ['Rounds.tla', '--config', 'FalseAssumption.cfg'],
    code: 1,
    says: [/^The assumption at Rounds\.tla:5:8 is false$/m, /^ +5 \| ASSUME Top > 2\n +\| {8}\^$/m],
  },
  'an evaluation that fails is told with its line, its calls and its behaviour, and ends with 2': {
    words: ['Faulty.tla'],
    code: 2,
    says: [
      /^The next-state relation could not be evaluated: /m,
      /^ +6 \| Pick\(i\) == pair\[i\]\n +\| {12}\^$/m,
      /in Pick, called at Faulty\.tla:8:18/,
      /x: 1 -> 3/,
    ],
  },
  '--no-deadlock lets a behaviour end': {
    words: ['Counters.tla', '--config', 'Ends.cfg', '--no-deadlock'],
    code: 0,
    says: [/^9 distinct states/m],
    keepsQuietOf: /deadlock +violated/,
  },
  'a deadlock is told as the way to it': {
    words: ['Counters.tla', '--config', 'Ends.cfg'],
    code: 1,
    says: [/^How a deadlock is reached$/m, /Deadlock: no step is possible from here\./],
  },
  '--continue is what happens anyway': { words: [...small, '--continue'], code: 1, says: [/^9 distinct states/m] },
  '--stop-at-first ends at the first violation': {
    words: [...small, '--stop-at-first'],
    code: 1,
    says: [/^InRange +invariant +unknown$/m, /^unknown: stopped at the first violation/m],
  },
  '--simulate proves nothing, and finding nothing is as expected': {
    words: ['Counters.tla', '--config', 'Holds.cfg', '--simulate', '20'],
    code: 0,
    says: [/^Simulation: 20 behaviours/m, /^InRange +invariant +unknown$/m, /it never proves/],
  },
  '--simulate finds a violation': {
    words: ['Counters.tla', '--config', 'Violated.cfg', '--simulate', 'num=50', '--depth', '9', '--seed', '3'],
    code: 1,
    says: [/\(seed 3\)/, /^BelowTop is violated here/m],
  },
  '--coverage counts actions and lines, and marks what was never evaluated': {
    words: ['Rounds.tla', '--coverage', '--quiet'],
    code: 1,
    says: [/^Count +3 +3$/m, /^Impossible +0 +0$/m, /^ +\d+ +10 \| Impossible == .*\n +\| +~+/m],
  },
  '--full-trace shows every state in TLA+': {
    words: [...small, '--full-trace'],
    code: 1,
    says: [/State 1: the initial state\n +\/\\ count = \(a :> 0 @@ b :> 0\)/, /State 3: Increase\(a\)/],
  },
  '--difftrace is what happens anyway': { words: [...small, '--difftrace'], code: 1, says: [/count\[a\]: 0 -> 1/] },
  '--max-states gives up as unknown, even where nothing but errors is looked for': {
    words: ['Counters.tla', '--config', 'Ends.cfg', '--no-deadlock', '--max-states', '3'],
    code: 1,
    says: [/the limit of 3 states was reached/i],
  },
  '--max-memory gives up as unknown': {
    words: ['Counters.tla', '--max-memory', '1'],
    code: 1,
    says: [/unknown: the limit of 1 MiB of memory was reached/],
  },
  '--engine all tells who confirms what': {
    words: ['Counters.tla', '--config', 'Holds.cfg', '--engine', 'all'],
    code: 0,
    says: [/^InRange +invariant +holds +own, tla-checker$/m],
  },
  'an option that an engine does not have is refused by name': {
    words: [...small, '--engine', 'tla-checker', '--coverage'],
    code: 2,
    says: [/^error: --coverage: expected an engine that has this option, which is own, found --engine tla-checker$/m],
  },
  '--depth without --simulate is refused': { words: [...small, '--depth', '5'], code: 2, says: [/^error: --depth:/] },
  '--dump to an ending that means nothing is refused': {
    words: [...small, '--dump', 'graph.png'],
    code: 2,
    says: [/^error: --dump: expected a file that ends in \.dot, \.json, \.graph, found graph\.png/],
  },
  '--stop-at-first and --continue do not go together': {
    words: [...small, '--stop-at-first', '--continue'],
    code: 2,
    says: [/^error: option '--stop-at-first' cannot be used with option '--continue'/],
  },
};
for (const [title, each] of Object.entries(cases)) test.serial(title, tells, each);

for (const [ending, holds] of [
  ['dot', /^digraph/],
  ['json', /"#meta"/],
] as const) {
  test.serial(`--dump writes the state graph to a .${ending}`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-dump-'));
    t.teardown(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, `graph.${ending}`);
    const { stdout } = await check('Counters.tla', '--config', 'Holds.cfg', '--dump', file);
    t.regex(stdout, /The state graph is in /);
    t.regex(readFileSync(file, 'utf8'), holds);
  });
}

test.serial('--json has the failure as data, and Print goes to stderr', async (t) => {
  const failed = await check('Faulty.tla', '--json');
  t.is(failed.code, 2);
  const { error } = JSON.parse(failed.stdout);
  t.like(error, { code: 'domain', evaluating: 'the next-state relation', place: { file: 'Faulty.tla', line: 6 } });
  t.is(error.behaviour.length, 3);
  const printing = await check('Rounds.tla', '--json');
  t.is(printing.stderr, '0\n1\n2\n');
  t.is(JSON.parse(printing.stdout).distinctStates, 4);
});
