/** The command line: doors are subcommands. Exit 0 as expected, 1 not as expected, 2 could not run, 130 interrupted. */

import { setTimeout } from 'node:timers/promises';
import { Command, CommanderError, Option } from 'commander';
import { InputError } from '../spec/input-error.js';
import type { BenchFlags } from './bench.js';
import type { BranchesFlags } from './branches.js';
import { type CheckFlags, withCheckOptions } from './check-options.js';
import type { ConformanceFlags } from './conformance.js';
import type { ExplainFlags } from './explain.js';
import type { ExportFlags } from './export.js';
import { withFormatOptions } from './format-options.js';
import type { GateFlags } from './gate.js';
import type { MergeFlags } from './merge.js';
import {
  defaultEngine,
  engineOption,
  rootOption,
  runsOption,
  scheduleOption,
  seedOption,
  shardOption,
  statesOption,
  stepsOption,
  timeoutOption,
  workersOption,
} from './options.js';
import type { ReportFlags } from './report.js';
import { exitCodes, type World } from './terminal.js';
import type { VerifyFlags } from './verify.js';

/** Under npm one Ctrl-C arrives twice, from the terminal and from npm; only a later one means that it takes too long. */
const patienceMs = 1000;
/** So long after the first the second is waited for: a process that is about to end, its listeners gone, would die of it without an exit code. */
const echoMs = 150;
const stop = new AbortController();
let stoppedAt = 0;
process.on('SIGINT', () => {
  if (!stop.signal.aborted) {
    stoppedAt = Date.now();
    stop.abort(new Error('interrupted'));
  } else if (Date.now() - stoppedAt > patienceMs) {
    process.stderr.write('interrupted\n');
    process.exit(exitCodes.interrupted);
  }
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader, for example `head`, has seen enough.
  if (error.code === 'EPIPE') process.exit(exitCodes.asExpected);
  throw error;
});
const world: World = { stdout: process.stdout, stderr: process.stderr, env: process.env, signal: stop.signal };

const program = new Command('lsm-verify')
  .description('Settles the claims about four Linux security mechanisms by exhaustive search.')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll('\n', ' ')}\n`) })
  .showSuggestionAfterError(true);

withFormatOptions(program.command('verify'))
  .description('check the models (all, or those whose id contains a filter) and compare with what is expected')
  .argument('[filter...]', 'text that the id of a model contains')
  .option('--json', 'print one JSON document and nothing else')
  .option('--list', 'list the models and run nothing')
  .addOption(engineOption())
  .addOption(workersOption())
  .addOption(shardOption())
  .option('--deep', 'run the models too that are left out for their size')
  .addOption(statesOption())
  .addOption(timeoutOption())
  .option('--quiet', 'print only the summary and what is not as expected')
  .addOption(rootOption())
  .addHelpText(
    'after',
    examples([
      'verify',
      'verify TrustRelease.v3',
      'verify --deep',
      'verify --engine all --json',
      'verify --list',
      'verify --junit verify.xml --sarif verify.sarif    for a CI server, beside the page',
      'verify --ktap - --quiet                           KTAP on stdout',
    ]),
  )
  .action(async (filters: string[], flags: VerifyFlags) => {
    const { verifyDoor } = await import('./verify.js');
    process.exitCode = await verifyDoor(filters, flags, world);
  });

withCheckOptions(program.command('check'))
  .description('check any TLA+ module with its configuration')
  .argument('<file>', 'the module, FILE.tla')
  .addHelpText(
    'after',
    examples([
      'check Mutex.tla                                   with Mutex.cfg, all states, all properties',
      'check Mutex.tla --config Small.cfg --no-deadlock  with another configuration, ends allowed',
      'check Mutex.tla --stop-at-first --full-trace      as TLC does by default',
      'check Mutex.tla --simulate 5000 --depth 50        random behaviours, for models too large',
      'check Mutex.tla --coverage                        what was never evaluated',
      'check Mutex.tla --dump graph.dot                  the state graph, for Graphviz',
      'check Mutex.tla --engine all                      asks every engine that is present',
    ]),
  )
  .action(async (file: string, flags: CheckFlags) => {
    const { checkDoor } = await import('./check.js');
    process.exitCode = await checkDoor(file, flags, world);
  });

withFormatOptions(program.command('conformance'))
  .description('replay the transitions of the models on the implementations, and compare after every step')
  .argument('[filter...]', 'text that the id of a marked model contains, or the id of any model')
  .option('--json', 'print one JSON document and nothing else')
  .option('--list', 'list the models and run nothing')
  .addOption(shardOption())
  .addOption(seedOption())
  .addOption(workersOption())
  .addOption(statesOption())
  .option('--trace <file>', 'replay this trace alone (ITF, as a divergence leaves it)')
  .option('--validate <file>', 'is this recorded run (NDJSON) a behaviour of its model? exit 0 yes, 1 no')
  .option('--record <file>', 'write one run of the implementation within the bounds of the one model selected')
  .addOption(stepsOption())
  .addOption(scheduleOption())
  .option('--hide <name...>', 'variables and actions that the recording leaves out')
  .option('--quiet', 'print only the summary and divergences')
  .addOption(rootOption())
  .addHelpText(
    'after',
    examples([
      'conformance',
      'conformance TrustRelease.v3',
      'conformance --list',
      'conformance tsem/TrustRelease.v3-killed --record run.ndjson --seed 7',
      'conformance --validate run.ndjson',
      'conformance --sarif conformance.sarif    divergences as code flows',
    ]),
  )
  .action(async (filters: string[], flags: ConformanceFlags) => {
    const { conformanceDoor } = await import('./conformance.js');
    process.exitCode = await conformanceDoor(filters, flags, world);
  });

withFormatOptions(program.command('gate'))
  .description('run types, lint, models, conformance and tests, and compare with what was accepted last')
  .option('--accept', 'make what is found the baseline, and say what that changes')
  .option('--stage <name...>', 'only these stages: types, lint, verify, conformance, tests')
  .option('--since <revision>', 'only what depends on files changed since then')
  .addOption(shardOption())
  .option('--no-cache', 'run everything, also what nothing has changed for')
  .addOption(workersOption())
  .option('--json', 'print one JSON document and nothing else')
  .option('--quiet', 'print only the summary')
  .addOption(rootOption())
  .addHelpText(
    'after',
    examples([
      'gate                        before a change lands',
      'gate --accept               what changed is meant: the baseline follows',
      'gate --stage verify tests   some of the stages',
      'gate --since main           what a branch can have changed',
      'gate --shard 1/3 --json     one job of three; then: merge 1.json 2.json 3.json',
    ]),
  )
  .action(async (flags: GateFlags) => {
    const { gateDoor } = await import('./gate.js');
    process.exitCode = await gateDoor(flags, world);
  });

withFormatOptions(program.command('merge'))
  .description('join the JSON of shards of verify, conformance or gate into that of the whole')
  .argument('<file...>', 'what --json has written, one file for each shard')
  .option('--json', 'print one JSON document and nothing else')
  .option('--quiet', 'print only the summary')
  .addOption(rootOption())
  .addHelpText('after', examples(['merge 1.json 2.json 3.json', 'merge shards/*.json --json > gate.json']))
  .action(async (files: string[], flags: MergeFlags) => {
    const { mergeDoor } = await import('./merge.js');
    process.exitCode = await mergeDoor(files, flags, world);
  });

program
  .command('branches')
  .description('measure which branches of the implementation the traces of the models take, and which the tables')
  .argument('[filter...]', 'text that the id of a marked model contains')
  .option('--json', 'print one JSON document and nothing else')
  .addOption(statesOption())
  .option('--quiet', 'print only the summary')
  .addHelpText('after', examples(['branches', 'branches TaskKey']))
  .action(async (filters: string[], flags: BranchesFlags) => {
    const { branchesDoor } = await import('./branches.js');
    process.exitCode = await branchesDoor(filters, flags, world);
  });

program
  .command('explain')
  .description('explain one claim or one model: text, property, verdicts, the schedule, the remedy')
  .argument('<id>', 'the id of a claim or of a model')
  .option('--variant <name>', 'of a claim: only this variant')
  .option('--json', 'print one JSON document and nothing else')
  .option('--engine <name>', `run on this engine (default: use the last results of verify, else ${defaultEngine})`)
  .addOption(workersOption())
  .addOption(statesOption())
  .addOption(timeoutOption())
  .option('--quiet', 'print no schedules')
  .addOption(rootOption())
  .addHelpText(
    'after',
    examples(['explain TSEM-C22s', 'explain TSEM-I1 --variant v3', 'explain tsem/TrustRelease.v3-two-tasks']),
  )
  .action(async (id: string, flags: ExplainFlags) => {
    const { explainDoor } = await import('./explain.js');
    process.exitCode = await explainDoor(id, flags, world);
  });

program
  .command('report')
  .description('write the report from the last results: index.html, report.md, report.txt, report.rst and pictures')
  .option('--output <folder>', 'where it goes (default: reports/output)')
  .option('--quiet', 'print nothing but errors')
  .addOption(rootOption())
  .addHelpText('after', examples(['report', 'report --output /tmp/report']))
  .action(async (flags: ReportFlags) => {
    const { reportDoor } = await import('./report.js');
    process.exitCode = await reportDoor(flags, world);
  });

program
  .command('export')
  .description('write the last results in another format, without running anything again')
  .requiredOption(
    '--format <name>',
    'junit, sarif, ktap, github (annotations), markdown, json (as kept), rv (automata for the kernel)',
  )
  .option('--from <door>', 'whose last full results: verify, conformance or gate (default: verify)')
  .addOption(new Option('--input <file>', 'this document of a door instead, a partial one too').conflicts('from'))
  .option('--output <file>', 'where to (default: stdout, which is -; of rv a folder, default: reports/output/rv)')
  .addOption(rootOption())
  .addHelpText(
    'after',
    examples([
      'export --format junit --output verify.xml',
      'export --format sarif --from conformance --output conformance.sarif',
      'export --format ktap --from gate',
      'export --format markdown --output "$GITHUB_STEP_SUMMARY"',
      'export --format ktap --input reports/results/verify-partial.json',
      "export --format rv                                for the kernel's rvgen, with a note how to use them",
    ]),
  )
  .action(async (flags: ExportFlags) => {
    const { exportDoor } = await import('./export.js');
    process.exitCode = await exportDoor(flags, world);
  });

program
  .command('bench')
  .description('measure speed and memory of the checker, against the engines that are present')
  .argument('[filter...]', 'text that the configuration of a model contains')
  .addOption(runsOption())
  .option('--json', 'print one JSON document and nothing else')
  .option('--quiet', 'print no progress')
  .addHelpText('after', examples(['bench', 'bench TwoPhase.rm8 --runs 3', 'bench --json']))
  .action(async (filters: string[], flags: BenchFlags) => {
    const { benchDoor } = await import('./bench.js');
    process.exitCode = await benchDoor(filters, flags, world);
  });

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  lsm-verify ${line}`).join('\n')}`;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodes.couldNotRun;
  if (error instanceof CommanderError) {
    // Help that was asked for is no error; usage errors are already on stderr.
    if (error.exitCode === 0) process.exitCode = exitCodes.asExpected;
  } else if (stop.signal.aborted) {
    process.stderr.write('interrupted\n');
    process.exitCode = exitCodes.interrupted;
  } else if (error instanceof InputError) {
    process.stderr.write(`error: ${error.message}\n`);
  } else {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`error: ${message.replaceAll('\n', ' ')} (this is a defect of lsm-verify)\n`);
    if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    else process.stderr.write('Set DEBUG=1 to see where it happened.\n');
  }
}
// A run that was told to stop may have ended at once.
if (stop.signal.aborted) await setTimeout(echoMs - (Date.now() - stoppedAt));
