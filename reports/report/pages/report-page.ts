/** The whole report as one page of blocks: what report.md, report.txt and report.rst are printed from. */

import { branchesPage } from '../../render/branches-page.js';
import { conformancePage } from '../../render/conformance-page.js';
import { enlargedBlocks } from '../../render/enlarged.js';
import { failureBlocks, readingBlocks, remedyBlocks, statedBlocks } from '../../render/evidence.js';
import { type Block, cell, heading, list, type Page, paragraph } from '../../render/page.js';
import { boundsText } from '../../render/verify-page.js';
import type { ReportDocument, ReportEntry, ReportSystem } from '../document.js';
import {
  enginesText,
  limitsText,
  memoryRule,
  otherVersion,
  readingRules,
  refutedEntries,
  seedRule,
  title,
  verdictLine,
  verdictText,
} from '../words.js';
import { claimBlocks, type Told } from './claim-blocks.js';
import type { ScheduleForm } from './schedule-blocks.js';

export function reportPage(document: ReportDocument, form: ScheduleForm): Page {
  const { verdict, verify } = document;
  const told: Told = new Map();
  return [
    heading(title, 1),
    paragraph(verdictLine(document), verdict.asExpected ? 'good' : 'bad'),
    ...(verdict.disagreements.length === 0 ? [] : [heading('Not as expected'), list(verdict.disagreements)]),
    paragraph(verdict.sentence),
    heading('How to read it'),
    list(readingRules),
    ...document.systems.flatMap((system) => systemBlocks(system, document)),
    heading('What is violated, and how it happens'),
    ...refutedEntries(document).flatMap((entry) => claimBlocks(entry, document, form, told)),
    ...modelBlocks(document, form),
    ...stageBlocks(document, form),
    ...enlargedBlocks(verify),
    ...limitBlocks(document),
  ];
}

function systemBlocks({ name, variants, entries }: ReportSystem, document: ReportDocument): readonly Block[] {
  const table = (rows: readonly ReportEntry[]): Block => ({
    kind: 'table',
    columns: [
      { title: 'id' },
      { title: 'in short', wraps: true },
      ...variants.map((each) => ({ title: each, wraps: true })),
    ],
    rows: rows.map(({ id, title: short, rulings }) => [
      cell(id),
      cell(short),
      ...variants.map((variant) => {
        const ruling = rulings.find(({ claim }) => claim.variant === variant);
        return cell(ruling === undefined ? '-' : verdictText(ruling.claim));
      }),
    ]),
  });
  const claims = entries.filter(({ kind }) => kind === 'claim');
  const findings = entries.filter(({ kind }) => kind === 'finding');
  const own = document.verify.claims.filter(({ system }) => system === name);
  return [
    heading(`${name}: what its authors claim`),
    ...(claims.length === 0 ? [paragraph('None in the catalogue.')] : [table(claims)]),
    heading(`${name}: findings`),
    paragraph(
      'Each names a defect. "violated" says that it was reproduced in that variant, "holds" that it is not there.',
    ),
    ...(findings.length === 0 ? [paragraph('None in the catalogue.')] : [table(findings)]),
    heading(`${name}: what the other entries say, and their source`),
    paragraph('Those that are violated somewhere have a section each below.'),
    {
      kind: 'table',
      columns: [{ title: 'id' }, { title: 'what it says', wraps: true }, { title: 'source', wraps: true }],
      rows: entries
        .filter(({ rulings }) => !rulings.some(({ claim }) => claim.verdict === 'violated'))
        .map(({ id, paraphrase, source }) => [cell(id), cell(paraphrase), cell(source)]),
    },
    ...[...statedBlocks(own), ...remedyBlocks(own), ...readingBlocks(own), ...failureBlocks(own)],
  ];
}

function modelBlocks({ models, verify }: ReportDocument, form: ScheduleForm): readonly Block[] {
  const named = new Set(verify.claims.map(({ model }) => model));
  // Mail has no room for hundreds of them.
  const shown = form === 'terminal' ? models.filter(({ id }) => named.has(id)) : models;
  const others = models.length - shown.length;
  const old = models.filter(({ isCurrent }) => !isCurrent).map(({ id }) => id);
  return [
    heading('Models'),
    paragraph(
      'Each with its bounds; the digest is that of the text that was checked. A row is repeated by npm run verify -- MODEL.',
    ),
    ...(others === 0
      ? []
      : [
          paragraph(
            `Here are those that verdicts rest on first of all; ${others} more, for remedies, readings and witnesses, are in report.md.`,
          ),
        ]),
    ...(old.length === 0 ? [] : [paragraph(`${otherVersion} This is so of: ${old.join(', ')}.`, 'bad')]),
    {
      kind: 'table',
      columns: [
        { title: 'model', wraps: true },
        { title: 'engine', wraps: true },
        { title: 'distinct', align: 'right' },
        { title: 'depth', align: 'right' },
        { title: 'bounds', wraps: true },
        { title: 'digest' },
      ],
      rows: shown.flatMap(({ results }) =>
        results.map((result) => [
          cell(result.model),
          cell(result.engine),
          cell(result.distinctStates),
          cell(result.depth),
          cell(boundsText(result)),
          cell(result.digest.slice(0, 12)),
        ]),
      ),
    },
  ];
}

function stageBlocks({ stages, conformance, branches, models }: ReportDocument, form: ScheduleForm): readonly Block[] {
  const actions = new Map<string, { readonly transitions: number; readonly models: number }>();
  for (const { actions: taken, results } of models) {
    const module = results[0]?.module ?? '';
    for (const { action, transitions } of taken ?? []) {
      const name = `${module.replace(/^spec\/|\.tla$/g, '')}!${action}`;
      const known = actions.get(name) ?? { transitions: 0, models: 0 };
      const used = transitions > 0 ? 1 : 0;
      actions.set(name, { transitions: known.transitions + transitions, models: known.models + used });
    }
  }
  const walked = models.filter((model) => model.actions !== undefined).length;
  return [
    heading('Stages'),
    {
      kind: 'table',
      columns: [{ title: 'stage' }, { title: 'results' }, { title: 'says', wraps: true }],
      rows: stages.map(({ name, hasResults, sentence, command }) => [
        cell(name),
        cell(hasResults ? 'yes' : 'none yet'),
        cell(hasResults ? sentence : `${sentence} ${command} would make them, as far as it is built.`),
      ]),
    },
    ...(conformance === undefined || form === 'terminal'
      ? []
      : [
          heading('Replayed on the implementation'),
          paragraph(`Seed ${conformance.seed}. Repeated by npm run conformance -- --seed ${conformance.seed}.`),
          ...conformancePage(conformance).map((block): Block => (block.kind === 'table' ? replayTable(block) : block)),
        ]),
    heading('Branches of the implementation'),
    ...(branches === undefined
      ? [paragraph('No results yet: npm run branches makes them.')]
      : [paragraph('Made by npm run branches.'), ...branchesPage(branches)]),
    heading('How often each action is taken'),
    paragraph(`Over all transitions of the ${walked} models whose graphs were walked for this report.`),
    {
      kind: 'table',
      columns: [
        { title: 'action', wraps: true },
        { title: 'transitions', align: 'right' },
        { title: 'in models', align: 'right' },
      ],
      rows: [...actions].map(([name, { transitions, models: among }]) => [cell(name), cell(transitions), cell(among)]),
    },
  ];
}

/** The wide table of the door, without what only a terminal has room for. */
function replayTable(table: Extract<Block, { kind: 'table' }>): Block {
  const kept = ['model', 'states', 'transitions', 'pairs', 'refusals', 'steps'];
  const indices = table.columns.flatMap(({ title: name }, index) => (kept.includes(name) ? [index] : []));
  return {
    kind: 'table',
    columns: indices.flatMap((index) => {
      const column = table.columns[index];
      return column === undefined ? [] : [column.title === 'model' ? { ...column, wraps: true } : column];
    }),
    rows: table.rows.map((row) => indices.map((index) => row[index] ?? cell(''))),
  };
}

function limitBlocks(document: ReportDocument): readonly Block[] {
  const { verify, version, models } = document;
  const left = new Map<string, number>();
  for (const { results } of models) {
    for (const line of results[0]?.notExplored ?? []) left.set(line, (left.get(line) ?? 0) + 1);
  }
  return [
    heading('What was not explored, versions, assumptions'),
    list([
      memoryRule,
      '"holds" speaks of the bounds printed beside each model and of nothing beyond them.',
      seedRule,
      `lsm-verify ${version}; engines: ${enginesText(document)}. ${limitsText(document)}`,
      ...verify.enginesAbsent.map(
        (engine) => `${engine} was asked for and is not on the machine: it confirms nothing here.`,
      ),
      ...[...left].map(([line, among]) => `${line} (${among} ${among === 1 ? 'model' : 'models'})`),
      ...verify.notRun.models.map((model) => {
        return `${model}: not run${verify.notRun.deep.includes(model) ? ', too large unless asked for (--deep)' : ''}`;
      }),
      ...verify.notRun.claims.map((claim) => `${claim}: not settled, its models did not all run`),
    ]),
    paragraph('All of it is repeated by:'),
    {
      kind: 'verbatim',
      language: 'sh',
      text: 'npm ci\nnpm run verify\nnpm run conformance\nnpm run branches\nnpm run report',
    },
  ];
}
