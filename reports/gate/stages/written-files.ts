/** The files written by hand that stand behind one that a test has read or loaded. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepIndex } from '../../../conformance/replay/step-sources.js';
import { writtenFor } from '../imports.js';

/** From the project root. */
const bundles = 'dist/quick/';
const bundlers = [
  'scripts/bundling.mjs',
  'scripts/bundle-door.mjs',
  'scripts/bundle-checker.mjs',
  'scripts/quick-worker.cjs',
];

export class WrittenFiles {
  /** Of each bundled file the built files that it is made of, below dist. */
  private readonly inputs: Readonly<Record<string, readonly string[]>>;

  /** @param root of a project that is built. */
  constructor(root: string) {
    const files = ['door', 'checker'].map((bundle) => join(root, bundles, bundle, 'inputs.json')).filter(existsSync);
    this.inputs = Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
  }

  /** None for what is made otherwise, installed or outside. @param path from the root. */
  behind(path: string): readonly string[] {
    if (/^(?:node_modules|\.git|reports\/(?:results|output))(?:\/|$)/.test(path)) return [];
    // What is built from comments is not what is built from code: the links to actions.
    if (path === stepIndex || !/^dist(?:\/|$)/.test(path)) return [path];
    if (path.startsWith(bundles)) return this.bundled(path);
    if (path.endsWith('.schema.js')) return [sourceOf(path), 'scripts/compile-schemas.mjs'];
    if (path.endsWith('.js')) return [sourceOf(path)];
    return path.endsWith('.json') && !path.endsWith('package.json') ? [path.slice('dist/'.length)] : [];
  }

  private bundled(path: string): readonly string[] {
    // What V8 made of a script, and the map of it, are the script's.
    const script = path.replace(/\.code$|\.js\.map$/, '.js');
    const inputs = this.inputs[script.slice('dist/'.length)] ?? [];
    const built = inputs.filter((input) => !input.startsWith('..')).map((input) => `dist/${input}`);
    return [...bundlers, ...built.flatMap((input) => this.behind(input))];
  }
}

/** The source of a built file. */
export function sourceOf(built: string): string {
  return writtenFor(built.replace(/^dist\//, ''));
}

/** The built file of a source. */
export function builtOf(source: string): string {
  return `dist/${source.replace(/\.ts$/, '.js')}`;
}
