/** The pages people read, compared with the kept copies; widths and colours. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { describeModule } from '../../../spec/actions.js';
import { defaultLimits, type EngineName } from '../../../spec/checker/index.js';
import { readProject } from '../../../spec/project.js';
import { toyProject } from '../../../spec/test/temporary-project.js';
import { claimParts, modelParts } from '../../render/explain-page.js';
import { markdownText } from '../../render/markdown.js';
import { cell } from '../../render/page.js';
import { partsMarkdown, partsText } from '../../render/parts.js';
import { scheduleOf, schedulePage, scheduleText } from '../../render/schedule.js';
import { terminalStyle, terminalText, wrapped } from '../../render/terminal.js';
import { verifyPage } from '../../render/verify-page.js';
import { verifyMarkdown } from '../../render/verify-report.js';
import { documentCounterexample } from '../../verify/document.js';
import { moduleReader } from '../../verify/explain.js';
import { verify } from '../../verify/run.js';
import { verifyJson } from '../../verify/store.js';
import { matchesGolden } from '../golden.js';
import { latchEngine, lostWakeup } from '../latch-engine.js';

const plain = { width: 100, colour: false };
const project = readProject(toyProject);
const latch = describeModule(readFileSync(join(toyProject, 'spec/toy/Latch.tla'), 'utf8'), 'Latch.tla');
const harm = 'The sleeper sleeps for ever although the flag is set.';
const schedule = scheduleOf(documentCounterexample(lostWakeup), latch, harm);

function run(engines: readonly EngineName[]) {
  return verify({
    project,
    models: project.manifest.models,
    engines: engines.map((name) => ({ engine: latchEngine(name), version: '1.0' })),
    enginesAbsent: engines.includes('tlc') ? [] : ['tlc'],
    limits: defaultLimits,
    workers: 1,
    signal: new AbortController().signal,
  });
}

test('the page of a run on one engine says that each verdict rests on one', async (t) => {
  const document = await run(['tla-checker']);
  t.true(document.ok);
  const evidence = { results: document.results, models: project.manifest.models, moduleOf: moduleReader(toyProject) };
  matchesGolden(t, 'verify.txt', terminalText(verifyPage(document), plain));
  matchesGolden(t, 'verify.md', verifyMarkdown(document, project.catalogues, evidence));
});

test('the page of a run on two engines says what each found', async (t) => {
  const document = await run(['tla-checker', 'tlc']);
  t.true(document.ok);
  matchesGolden(t, 'verify-two-engines.txt', terminalText(verifyPage(document), plain));
});

test('the document of a run fits its schema', async (t) => {
  const document = await run(['tla-checker', 'tlc']);
  t.notThrows(() => verifyJson(document));
  const broken = { ...document, engines: ['spin'] };
  t.throws(() => verifyJson(broken as never), { message: /does not fit its schema: \/engines\/0/ });
});

test('a claim is explained from its source to its remedy', async (t) => {
  const { results, claims } = await run(['tla-checker', 'tlc']);
  const entry = project.catalogues[0]?.entries[0];
  if (entry === undefined) return t.fail();
  const evidence = { results, models: project.manifest.models, moduleOf: moduleReader(toyProject) };
  const parts = claimParts(
    entry,
    claims.filter(({ id }) => id === entry.id),
    evidence,
    false,
  );
  matchesGolden(t, 'explain-claim.txt', partsText(parts, plain));
});

test('a model is explained by its purpose, bounds and properties', async (t) => {
  const { results } = await run(['tlc']);
  const [model] = project.manifest.models;
  if (model === undefined) return t.fail();
  const evidence = { results, models: project.manifest.models, moduleOf: moduleReader(toyProject) };
  matchesGolden(t, 'explain-model.txt', partsText(modelParts(model, evidence, false), plain));
});

test('a schedule has one lane an actor, side by side where there is room', (t) => {
  matchesGolden(t, 'schedule.txt', scheduleText(schedule, plain));
  matchesGolden(t, 'schedule.md', partsMarkdown([{ schedule }]));
});

test('a schedule on a narrow terminal names the actor before each step', (t) => {
  matchesGolden(t, 'schedule-narrow.txt', scheduleText(schedule, { width: 60, colour: false }));
});

test('a schedule of a module that names no actors has one lane', (t) => {
  const bare = describeModule('---- MODULE M ----\nVARIABLE x\nInit == x = 0\n====\n', 'M.tla');
  const told = scheduleOf(documentCounterexample(lostWakeup), bare, 'It says so.');
  t.deepEqual(told.lanes, ['']);
  t.regex(scheduleText(told, plain), /^1 {2}TestFlag\(a\)\n +pc\[a\]: test -> sleep$/m);
});

test('a behaviour that goes on for ever says where it goes back to', (t) => {
  const loop = (loopStart: number) =>
    scheduleOf(documentCounterexample({ ...lostWakeup, loopStart }), latch, harm).loop;
  t.is(loop(0), 'Then back to the start, and so on for ever.');
  t.is(loop(2), 'Then back to the state after step 2, and so on for ever.');
  t.is(loop(4), 'From here on nothing happens, for ever.');
});

test('every step of a schedule is one row of its Markdown table', (t) => {
  const rows = markdownText(schedulePage(schedule))
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line));
  t.is(rows.length, 4);
});

test('colours are for terminals that have not asked for none', (t) => {
  const terminal = { isTTY: true, columns: 140 };
  t.deepEqual(terminalStyle(terminal, {}), { width: 140, colour: true });
  t.deepEqual(terminalStyle(terminal, { NO_COLOR: '1' }), { width: 140, colour: false });
  t.deepEqual(terminalStyle({}, {}), { width: 100, colour: false });
});

test('a wide cell is broken and its table keeps to the width', (t) => {
  const page = [
    {
      kind: 'table' as const,
      columns: [{ title: 'id' }, { title: 'text', wraps: true }],
      rows: [[cell('A'), cell('word '.repeat(60).trim())]],
    },
  ];
  const lines = terminalText(page, { width: 60, colour: false }).trimEnd().split('\n');
  t.true(lines.every((line) => line.length <= 60));
  t.deepEqual(wrapped('a longerthanthewidth b', 8), ['a', 'longerth', 'anthewid', 'th b']);
});

test('a cell that finds no room beside the others goes below its row', (t) => {
  const page = [
    {
      kind: 'table' as const,
      columns: [{ title: 'model' }, { title: 'bounds', wraps: true }],
      rows: [[cell('m'.repeat(45)), cell('tasks 2, '.repeat(5).trim())]],
    },
  ];
  t.is(
    terminalText(page, { width: 60, colour: false }),
    `model\n${'-'.repeat(45)}\n${'m'.repeat(45)}\n    bounds: tasks 2, tasks 2, tasks 2, tasks 2, tasks 2,\n`,
  );
});

test('Markdown marks in a text are text', (t) => {
  t.is(markdownText([{ kind: 'paragraph', text: 'a|b *c* <<1>>' }]), 'a\\|b \\*c\\* \\<\\<1\\>\\>\n');
});
