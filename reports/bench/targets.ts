/** What the measured figures should reach, and whether they do. */

import type { EngineName } from '../../spec/checker/index.js';
import type { BenchRow } from './document.js';

/** A figure of a row of our own engine. */
type Figure =
  | { readonly kind: 'seconds' | 'distinctPerSecond' | 'bytesPerState' }
  /** How many times as long the other engine took. */
  | { readonly kind: 'ratio'; readonly to: EngineName };

interface Target {
  /** How the configuration's name ends. */
  readonly model: string;
  readonly figure: Figure;
  /** Both included. */
  readonly bound: { readonly least: number } | { readonly most: number };
  readonly unit: string;
}

export interface TargetOutcome {
  readonly target: string;
  readonly bound: string;
  /** Null where it was not measured: another filter, or an engine that is absent. */
  readonly measured: number | null;
  readonly met: boolean | null;
}

const targets: readonly Target[] = [
  { model: 'TwoPhase.rm3', figure: { kind: 'seconds' }, bound: { most: 0.4 }, unit: 's from start to end' },
  { model: 'TwoPhase.rm7', figure: { kind: 'ratio', to: 'tla-checker' }, bound: { least: 15 }, unit: 'times' },
  { model: 'TwoPhase.rm8', figure: { kind: 'ratio', to: 'tlc' }, bound: { least: 3 }, unit: 'times' },
  { model: 'TwoPhase.rm8', figure: { kind: 'bytesPerState' }, bound: { most: 80 }, unit: 'bytes a state' },
  {
    model: 'TrustRelease.v3-two-tasks-killed-signalled',
    figure: { kind: 'distinctPerSecond' },
    bound: { least: 60_000 },
    unit: 'distinct states a second',
  },
  {
    model: 'TrustRelease.v3-two-tasks-killed-signalled',
    figure: { kind: 'bytesPerState' },
    bound: { most: 80 },
    unit: 'bytes a state',
  },
];

/** One outcome a target, also of those that nothing was measured for. */
export function targetOutcomes(rows: readonly BenchRow[]): TargetOutcome[] {
  return targets.map(({ model, figure, bound, unit }) => {
    const row = rows.find((each) => each.engine === 'own' && each.model.endsWith(`${model}.cfg`));
    const measured = row === undefined ? null : figureOf(row, figure);
    const against = figure.kind === 'ratio' ? `: ${figure.to}` : '';
    return {
      target: `${model}${against}, ${unit}`,
      bound: 'least' in bound ? `at least ${bound.least}` : `at most ${bound.most}`,
      measured,
      met: measured === null ? null : 'least' in bound ? measured >= bound.least : measured <= bound.most,
    };
  });
}

function figureOf(row: BenchRow, figure: Figure): number | null {
  return figure.kind === 'ratio' ? (row.ratioTo[figure.to] ?? null) : row[figure.kind];
}
