/** A root module with the modules beside it that it extends, read from disk. */

import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { InputError, nearestName } from '../../input-error.js';
import type { Configuration, PlacedName } from './configuration.js';
import { type ConstantDeclaration, type Definition, type ModuleOutline, outlineModule } from './module-outline.js';

export interface LoadedModule {
  readonly root: ModuleOutline;
  /** Every module read: what is extended before what extends it, the root last. */
  readonly modules: readonly ModuleOutline[];
  /** Standard modules extended anywhere, in order of first mention. */
  readonly standard: readonly string[];
  /** Extended modules that are neither standard nor beside the root, with the place that extends them. */
  readonly missing: readonly (PlacedName & { readonly file: string })[];
  /** Over all modules, in order of `modules`. */
  readonly constants: readonly ConstantDeclaration[];
  readonly variables: readonly PlacedName[];
  readonly definitions: ReadonlyMap<string, Definition>;
}

/** Modules every TLA+ tool brings along; others (`Bags` apart) come as files. */
export const standardModules: ReadonlySet<string> = new Set([
  'Naturals',
  'Integers',
  'Reals',
  'Sequences',
  'FiniteSets',
  'Bags',
  'TLC',
  'TLCExt',
  'Randomization',
  'Json',
  'RealTime',
  'ProtoReals',
  'Toolbox',
]);

/**
 * Reads `moduleFile` and what it extends.
 *
 * @throws {InputError} `missing-file`, and what {@link outlineModule} throws; `module-name` when a file is not named like
 *   its module.
 */
export function loadModule(moduleFile: string): LoadedModule {
  const modules: ModuleOutline[] = [];
  const standard: string[] = [];
  const missing: (PlacedName & { readonly file: string })[] = [];
  const visited = new Set<string>();

  const visit = (file: string): ModuleOutline => {
    const outline = outlineModule(readInput(file, 'a TLA+ module'), shownPath(file));
    if (`${outline.name}.tla` !== basename(file)) {
      throw new InputError({
        code: 'module-name',
        file: shownPath(file),
        expected: `a module named ${basename(file, '.tla')}, like its file`,
        found: outline.name,
      });
    }
    visited.add(outline.name);
    for (const extended of outline.extends) {
      const { name } = extended;
      if (visited.has(name)) continue;
      const beside = join(dirname(moduleFile), `${name}.tla`);
      if (standardModules.has(name)) {
        visited.add(name);
        standard.push(name);
      } else if (fileExists(beside)) {
        visit(beside);
      } else {
        visited.add(name);
        missing.push({ ...extended, file: outline.file });
      }
    }
    modules.push(outline);
    return outline;
  };

  const root = visit(moduleFile);
  const definitions = new Map<string, Definition>();
  for (const outline of modules) {
    for (const [name, definition] of outline.definitions) {
      if (outline === root || !definition.isLocal) definitions.set(name, definition);
    }
  }
  return {
    root,
    modules,
    standard,
    missing,
    constants: modules.flatMap((outline) => outline.constants),
    variables: modules.flatMap((outline) => outline.variables),
    definitions,
  };
}

/**
 * Checks that every name of the configuration stands in the module, and that every constant has a value.
 *
 * @throws {InputError} `unknown-name` at the place in the configuration, or `missing-constant`. A module that imports
 *   names from elsewhere (an extended module that was not found, an unnamed INSTANCE) is let through: its engine will tell.
 */
export function checkNames(module: LoadedModule, configuration: Configuration): void {
  const imports = module.missing.length > 0 || module.modules.some((m) => m.others.some((o) => o.kind === 'instance'));
  const names = [...module.definitions.keys()];
  const formulas = [
    configuration.specification,
    configuration.init,
    configuration.next,
    ...configuration.invariants,
    ...configuration.properties,
    ...configuration.constraints,
    ...configuration.actionConstraints,
    ...configuration.symmetry,
    configuration.view,
    configuration.alias,
    configuration.postcondition,
  ].filter((name) => name !== undefined);
  for (const formula of imports ? [] : formulas) {
    if (!module.definitions.has(formula.name)) {
      unknownName(configuration, formula, `the name of a definition of module ${module.root.name}`, names);
    }
  }
  const constants = module.constants.map(({ name }) => name);
  const bound = new Set(configuration.constants.map(({ name }) => name));
  for (const binding of imports ? [] : configuration.constants) {
    const isKnown = constants.includes(binding.name) || module.definitions.has(binding.name);
    if (!isKnown)
      unknownName(configuration, binding, `the name of a constant of module ${module.root.name}`, constants);
    if (binding.kind === 'replacement' && !module.definitions.has(binding.definition) && module.standard.length === 0) {
      unknownName(configuration, { ...binding, name: binding.definition }, 'the name of a definition', names);
    }
  }
  const unbound = module.constants.find(({ name }) => !bound.has(name));
  if (unbound !== undefined) {
    throw new InputError({
      code: 'missing-constant',
      file: configuration.file,
      field: `CONSTANT ${unbound.name}`,
      expected: `a value for constant ${unbound.name} of module ${module.root.name}`,
      found: 'none',
    });
  }
}

/**
 * The text of a file the user named.
 *
 * @param what it should be, for the error.
 * @throws {InputError} `missing-file` when it cannot be read.
 */
export function readInput(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError({
      code: 'missing-file',
      file: shownPath(file),
      expected: what,
      found: reason === 'ENOENT' ? 'no such file' : `a file that cannot be read (${reason})`,
    });
  }
}

/** Relative to the working directory where that is shorter. */
export function shownPath(file: string): string {
  const shorter = relative(process.cwd(), file);
  return shorter !== '' && shorter.length < file.length ? shorter : file;
}

function unknownName(
  configuration: Configuration,
  place: PlacedName,
  expected: string,
  candidates: readonly string[],
): never {
  const nearest = nearestName(place.name, candidates);
  throw new InputError({
    code: 'unknown-name',
    file: configuration.file,
    line: place.line,
    column: place.column,
    expected,
    found: `\`${place.name}\``,
    ...(nearest === undefined ? {} : { nearest }),
  });
}

function fileExists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
