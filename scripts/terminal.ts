/** What a door has to do with the world: where it writes, what it reads from the environment, when it is told to stop. */

import type { EngineProgress } from '../spec/checker/index.js';

export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface World {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What a script ends with. */
export const exitCodes = { asExpected: 0, notAsExpected: 1, couldNotRun: 2, interrupted: 130 } as const;

export interface ProgressLine {
  /** Shows what an engine is at. */
  readonly show: (progress: EngineProgress) => void;
  /** Counts a settled model. */
  readonly settled: (count: number, total: number) => void;
  /** Takes the line away; to be called before anything else is written. */
  readonly clear: () => void;
}

/** One line on stderr that is written over again and again: only on a terminal, and not when `quiet`. */
export function progressLine({ stderr }: World, quiet: boolean): ProgressLine {
  const shown = stderr.isTTY === true && !quiet;
  let done = '';
  const erase = '\r\u001b[K';
  return {
    show({ model, phase, states, elapsedMs }) {
      if (!shown) return;
      const rate =
        states === undefined ? '' : `, ${states} states, ${Math.round((states * 1000) / Math.max(elapsedMs, 1))}/s`;
      const line = `${done}${model}: ${phase}${rate}, ${Math.round(elapsedMs / 1000)} s`;
      stderr.write(`${erase}${line.slice(0, Math.max(20, (stderr.columns || 80) - 1))}`);
    },
    settled(count, total) {
      done = `[${count}/${total}] `;
    },
    clear() {
      if (shown) stderr.write(erase);
    },
  };
}
