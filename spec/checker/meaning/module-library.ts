/** The modules of one model: each read once, from the folder of the root module or a library folder. */

import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../input-error.js';
import { headerOf } from '../syntax/module-text.js';
import { parseModule } from '../syntax/parse-module.js';
import type { ModuleTree, Name } from '../syntax/tree.js';
import { standardModules } from './builtins.js';
import { reject } from './faults.js';
import { readInput, shownPath } from './load-module.js';

export interface ModuleLibrary {
  readonly root: ModuleTree;
  /** Names of every module asked for so far, standard ones included, in order of first mention, the root first. */
  readonly mentioned: ReadonlySet<string>;
  /**
   * The module called `name`, or `standard`: those have no text.
   *
   * @throws {InputError} `missing-file` at the place that names it when it is nowhere, `module-name` when its file holds a
   *   module of another name, and what the parser throws.
   */
  module(name: Name): ModuleTree | 'standard';
}

/**
 * Reads the root module; the others follow when they are asked for. A file beside the root never takes the place of a
 * standard module, and comes before a module in the root's own file.
 *
 * @param libraries folders to look in after the root's own, in this order.
 * @throws {InputError} `missing-file`, `module-name`, and what the parser throws.
 */
export function openLibrary(rootFile: string, libraries: readonly string[] = []): ModuleLibrary {
  const folders = [dirname(rootFile), ...libraries];
  const root = readModule(rootFile);
  const trees = new Map<string, ModuleTree>([[root.name.name, root]]);
  const mentioned = new Set<string>([root.name.name]);
  return {
    root,
    mentioned,
    module(name) {
      mentioned.add(name.name);
      if (standardModules.has(name.name)) return 'standard';
      const known = trees.get(name.name);
      if (known !== undefined) return known;
      const file = folders.map((folder) => join(folder, `${name.name}.tla`)).find((candidate) => existsSync(candidate));
      const within = file === undefined ? treeWithin(rootFile, name.name) : undefined;
      if (within !== undefined) {
        trees.set(name.name, within);
        return within;
      }
      if (file === undefined) {
        return reject(name.place, 'missing-file', {
          expected: `a standard module, or ${name.name}.tla beside ${basename(rootFile)}`,
          found: `${name.name}, which is neither`,
          misspelt: { name: name.name, candidates: standardModules.keys() },
        });
      }
      const tree = readModule(file);
      trees.set(name.name, tree);
      return tree;
    },
  };
}

/** Trees of files parsed lately, by path: the models of one module differ in their configurations only. */
const parsed = new Map<string, { readonly text: string; readonly tree: ModuleTree }>();
const parsedMax = 64;

function treeOf(file: string): ModuleTree {
  const text = readInput(file, 'a TLA+ module');
  const known = parsed.get(file);
  if (known?.text === text) return known.tree;
  const tree = parseModule(text, shownPath(file));
  if (parsed.size >= parsedMax) parsed.clear();
  parsed.set(file, { text, tree });
  return tree;
}

/** A module that follows the root in the same file. */
function treeWithin(rootFile: string, name: string): ModuleTree | undefined {
  const text = readInput(rootFile, 'a TLA+ module');
  return headerOf(text, name) === null ? undefined : parseModule(text, shownPath(rootFile), name);
}

function readModule(file: string): ModuleTree {
  const tree = treeOf(file);
  const expected = basename(file, '.tla');
  if (tree.name.name === expected) return tree;
  throw new InputError({
    code: 'module-name',
    file: shownPath(file),
    line: tree.name.place.line,
    column: tree.name.place.column,
    expected: `a module named ${expected}, like its file`,
    found: tree.name.name,
  });
}
