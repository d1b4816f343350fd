/** What a planted regression is: a change that must turn the gate red, and what the gate must then say. */

import type { StageName } from '../../reports/gate/context.js';

export interface Plant {
  /** From the project root. */
  readonly file: string;
  /** The text that must be there once or more, and what is put in the place of the first; null: the file is taken away. */
  readonly replace: readonly [from: string | RegExp, to: string] | null;
}

export interface Regression {
  readonly id: string;
  /** What is planted, and where somebody might do it. */
  readonly what: string;
  readonly plants: readonly Plant[];
  /** The stages that are run. */
  readonly stages: readonly StageName[];
  /** A part of the models that shows it, where all of them would take long: for `--shard`. */
  readonly shard?: string;
  /** Words that all stand in one failing change of these stages, its place (`FILE:`) included. */
  readonly says: readonly string[];
}

/** The entry of a model in the manifest, with the comma after it. */
export function manifestEntry(id: string): RegExp {
  return new RegExp(` {4}\\{\\n {6}"id": "${id.replaceAll('.', '\\.')}",[\\s\\S]*?\\n {4}\\},\\n`);
}

/** Something of the entry of a model: `from` is a pattern after the id; what stands before it is kept as `$1`. */
export function inManifest(id: string, from: string): RegExp {
  return new RegExp(`("id": "${id.replaceAll('.', '\\.')}",(?:(?!"id")[\\s\\S])*?)${from}`);
}
