/** What `bench` prints: one table, the ratios first, since they survive a busy machine. */

import type { BenchDocument, BenchRow } from '../bench/document.js';
import { cell, heading, list, type Page, paragraph } from './page.js';

export function benchPage({ rows, runs, enginesAbsent, node, targets }: BenchDocument): Page {
  return [
    heading('Speed and memory', 1),
    paragraph(`Medians of ${runs} runs of whole processes (Node ${node}), engines in turn, one thread each.`),
    {
      kind: 'table',
      columns: [
        'model',
        'engine',
        'seconds',
        '(least, most)',
        'others took',
        'distinct',
        'distinct/s',
        'bytes/state',
      ].map((title) => ({ title })),
      rows: rows.map((row) => [
        cell(row.model.replace(/^.*\//, '').replace(/\.cfg$/, '')),
        cell(row.engine),
        cell(row.seconds.toFixed(2)),
        cell(`(${row.secondsMin.toFixed(2)}, ${row.secondsMax.toFixed(2)})`),
        cell(ratioText(row)),
        cell(row.distinct === null ? '-' : String(row.distinct)),
        cell(row.distinctPerSecond === null ? '-' : String(Math.round(row.distinctPerSecond))),
        cell(row.bytesPerState === null ? '-' : row.bytesPerState.toFixed(0)),
      ]),
    },
    heading('What it should reach'),
    {
      kind: 'table',
      columns: ['figure', 'bound', 'measured', ''].map((title) => ({ title })),
      rows: targets.map(({ target, bound, measured, met }) => [
        cell(target),
        cell(bound),
        cell(measured === null ? '-' : Number(measured.toPrecision(3))),
        met === null ? cell('not measured', 'doubtful') : met ? cell('met', 'good') : cell('not met', 'bad'),
      ]),
    },
    list([
      ...new Set(rows.map(({ model, question }) => `${model.replace(/^.*\//, '')}: ${question}.`)),
      "distinct/s is by the engine's own clock, without the start of the process; bytes/state is what the process holds at its end beyond what it holds for the smallest model.",
      ...enginesAbsent.map((engine) => `${engine} is not on this machine: its figures are missing, not zero.`),
    ]),
  ];
}

function ratioText({ ratioTo }: BenchRow): string {
  const ratios = Object.entries(ratioTo).map(([engine, ratio]) => `${engine} ${ratio.toFixed(1)} x`);
  return ratios.length === 0 ? '-' : ratios.join(', ');
}
