/** The text given to the engine: one module with only what the model needs, and a configuration of our own. */

import type { Configuration } from '../../meaning/configuration.js';
import type { LoadedModule } from '../../meaning/load-module.js';
import type { Assumption, Definition, ModuleOutline } from '../../meaning/module-outline.js';
import type { Token } from '../../syntax/tokens.js';
import { printValue } from '../../values/print-value.js';

/** What of the module is needed for a set of root names: everything reachable from them and from the assumptions. */
export interface ModuleSlice {
  readonly module: LoadedModule;
  readonly definitions: readonly Definition[];
  readonly assumptions: readonly { readonly outline: ModuleOutline; readonly assumption: Assumption }[];
  /** Of the kept definitions and assumptions. */
  readonly tokens: readonly { readonly outline: ModuleOutline; readonly token: Token }[];
}

export interface EngineText {
  readonly text: string;
  /** The place in the user's file for an offset in `text` (bytes), where there is one. */
  place(offset: number): { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

/** A name for our own additions that no module is likely to have; a module that has it is refused. */
export const ownPrefix = 'Lsm';

/** An invariant that cannot fail: the engine guesses invariants by their names when it is given none. */
export const ownInvariant = `${ownPrefix}Always`;

export function sliceModule(module: LoadedModule, roots: readonly string[]): ModuleSlice {
  const assumptions = module.modules.flatMap((outline) =>
    outline.assumptions.map((assumption) => ({ outline, assumption })),
  );
  const needed = new Set<string>();
  const visit = (tokens: readonly Token[]): void => {
    for (const token of tokens) if (token.kind === 'word') need(token.text);
  };
  const need = (name: string): void => {
    const definition = module.definitions.get(name);
    if (definition === undefined || needed.has(name)) return;
    needed.add(name);
    visit(definition.body);
  };
  for (const { assumption } of assumptions) visit(assumption.body);
  for (const root of roots) need(root);

  const definitions = [...module.definitions.values()].filter(({ name }) => needed.has(name));
  const kept = new Set(definitions);
  const tokens = module.modules.flatMap((outline) => [
    ...[...outline.definitions.values()]
      .filter((definition) => kept.has(definition))
      .flatMap(({ head, body }) => [...head, ...body].map((token) => ({ outline, token }))),
    ...outline.assumptions.flatMap(({ head, body }) => [...head, ...body].map((token) => ({ outline, token }))),
  ]);
  return { module, definitions, assumptions, tokens };
}

/**
 * The module text. Every kept token stands in the line and column it has in the user's file, so that lists keep their
 * shape and errors can be placed; comments and everything not needed are blank.
 *
 * @param extra definitions of our own, added at the end; `variable` a variable of our own.
 */
export function engineModule(slice: ModuleSlice, extra = '', variable?: string): EngineText {
  const { module } = slice;
  const constants = module.constants.map(({ name }) => name);
  const variables = [...module.variables.map(({ name }) => name), ...(variable === undefined ? [] : [variable])];
  let text = `---- MODULE ${module.root.name} ----\n`;
  if (module.standard.length > 0) text += `EXTENDS ${module.standard.join(', ')}\n`;
  if (constants.length > 0) text += `CONSTANTS ${constants.join(', ')}\n`;
  if (variables.length > 0) text += `VARIABLES ${variables.join(', ')}\n`;
  const segments: { readonly outline: ModuleOutline; readonly start: number }[] = [];
  for (const outline of module.modules) {
    segments.push({ outline, start: text.length });
    text += `${blankedText(outline, slice)}\n`;
  }
  const end = text.length;
  text += `${ownInvariant} == TRUE\n${extra}\n====\n`;

  return {
    text,
    place(offset) {
      const segment = segments.findLast(({ start }) => start <= offset);
      if (segment === undefined || offset >= end) return undefined;
      const before = segment.outline.text.slice(0, offset - segment.start).split('\n');
      return { file: segment.outline.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    },
  };
}

/** A configuration for one run. */
export function engineConfiguration(
  configuration: Configuration,
  names: { readonly init: string; readonly next: string; readonly invariants: readonly string[] },
): string {
  const constants = configuration.constants.flatMap((binding) =>
    binding.kind === 'value' ? [`CONSTANT ${binding.name} = ${printValue(binding.value)}`] : [],
  );
  const constraints = configuration.constraints.map(({ name }) => `CONSTRAINT ${name}`);
  const invariants = [...names.invariants, ownInvariant].map((name) => `INVARIANT ${name}`);
  return [...constants, `INIT ${names.init}`, `NEXT ${names.next}`, ...constraints, ...invariants, ''].join('\n');
}

function blankedText(outline: ModuleOutline, slice: ModuleSlice): string {
  const characters = outline.text.replace(/[^\n]/g, ' ').split('');
  for (const { outline: owner, token } of slice.tokens) {
    if (owner !== outline) continue;
    for (let index = 0; index < token.text.length; index++) {
      characters[token.offset + index] = token.text.charAt(index);
    }
  }
  return characters.join('');
}
