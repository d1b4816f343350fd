/** What this engine gets wrong or passes over in silence: a model with any of it is refused, with the reason. */

import type { Configuration } from '../../meaning/configuration.js';
import type { Token } from '../../syntax/tokens.js';
import type { ModuleSlice } from './engine-text.js';
import { ownPrefix } from './engine-text.js';

/**
 * The first reason why an answer of the engine about this model would mean nothing, or undefined.
 * Each rule has its minimal example in the README beside this file.
 */
export function refusal(slice: ModuleSlice, configuration: Configuration): string | undefined {
  return moduleRefusal(slice) ?? configurationRefusal(configuration) ?? tokenRefusal(slice, configuration);
}

function moduleRefusal(slice: ModuleSlice): string | undefined {
  const { module } = slice;
  const unsafe = module.standard.find((name) => !trustedModules.has(name));
  if (unsafe !== undefined) return `tla-checker does not have module ${unsafe}`;
  for (const outline of module.modules) {
    const other = outline.others.find(({ kind }) => kind !== 'proof');
    if (other !== undefined) return at(outline.file, other, `tla-checker is not trusted with a ${other.kind}`);
  }
  const operator = module.constants.find(({ arity }) => arity > 0);
  if (operator !== undefined) return `constant ${operator.name} is an operator`;
  const own = [...module.definitions.keys(), ...module.constants.map(({ name }) => name)].find((name) =>
    name.startsWith(ownPrefix),
  );
  if (own !== undefined) return `${own} begins with ${ownPrefix}, which is kept for the adapter's own definitions`;
  const seen = new Set<string>();
  for (const outline of module.modules) {
    for (const definition of outline.definitions.values()) {
      if (definition.isLocal && outline !== module.root) {
        return at(outline.file, definition, 'a LOCAL definition in an extended module');
      }
      if (seen.has(definition.name)) return at(outline.file, definition, `a second definition of ${definition.name}`);
      seen.add(definition.name);
    }
  }
  const builtIn = namesBound(slice).find(({ name }) => builtIns.has(name));
  if (builtIn !== undefined) {
    return `${builtIn.name} is defined here (${builtIn.file}:${builtIn.line}), and tla-checker has a meaning of its own for it`;
  }
  const special = slice.definitions.find(({ definition }) => definition.isFunction);
  if (special !== undefined) {
    const { outline, definition } = special;
    return at(outline.file, definition, `${definition.name} is a function definition, which tla-checker does not read`);
  }
  return undefined;
}

function configurationRefusal(configuration: Configuration): string | undefined {
  const replacement = configuration.constants.find(({ kind }) => kind === 'replacement');
  if (replacement !== undefined) return at(configuration.file, replacement, 'tla-checker does not replace with `<-`');
  const [action] = configuration.actionConstraints;
  if (action !== undefined) return at(configuration.file, action, 'tla-checker does not apply ACTION_CONSTRAINT');
  const { view, postcondition } = configuration;
  if (view !== undefined) return at(configuration.file, view, 'tla-checker has no VIEW');
  if (postcondition !== undefined) return at(configuration.file, postcondition, 'tla-checker has no POSTCONDITION');
  return undefined;
}

/** Names the engine knows whether or not the module extends what defines them. */
const builtIns = new Set(
  (
    'Nat Int Real Infinity STRING BOOLEAN Cardinality IsFiniteSet Len Head Tail Append SubSeq SelectSeq Seq Print PrintT ' +
    'Assert JavaTime SystemTime Permutations SortSeq RandomElement TLCGet TLCSet TLCEval Any ToString IsABag BagToSet ' +
    'SetToBag BagIn EmptyBag BagUnion SubBag BagOfAll BagCardinality CopiesIn BitAnd BitOr BitXor BitNot ShiftLeft ' +
    'ShiftRight LeftShift RightShift INVARIANT LEMMA PROOF BY QED'
  ).split(' '),
);

function namesBound(slice: ModuleSlice): { readonly name: string; readonly file: string; readonly line: number }[] {
  return slice.module.modules.flatMap((outline) => [
    ...[...outline.definitions.values()].flatMap(({ name, parameters, line }) =>
      [name, ...parameters].map((bound) => ({ name: bound, file: outline.file, line })),
    ),
    ...[...outline.constants, ...outline.variables].map(({ name, line }) => ({ name, file: outline.file, line })),
  ]);
}

const trustedModules = new Set(['Naturals', 'Integers', 'Sequences', 'FiniteSets', 'Bags', 'TLC']);

function tokenRefusal(slice: ModuleSlice, configuration: Configuration): string | undefined {
  for (const [index, { outline, token }] of slice.tokens.entries()) {
    if (token.text === 'ENABLED') {
      return at(outline.file, token, 'tla-checker answers ENABLED only for some actions');
    }
    if (token.text === 'Nat' || token.text === 'Int') {
      const before = slice.tokens.slice(Math.max(0, index - 2), index).map((entry) => entry.token);
      if (!isBoundMembership(before, token.text, configuration)) {
        return at(outline.file, token, `${token.text} is a finite interval in tla-checker (Nat is 0..100)`);
      }
    }
  }
  return undefined;
}

/** `C \in Nat` for a constant whose value lies in the interval the engine takes for Nat or Int. */
function isBoundMembership(before: readonly Token[], set: 'Nat' | 'Int', configuration: Configuration): boolean {
  const [name, operator] = before;
  if (name?.kind !== 'word' || operator?.text !== '\\in') return false;
  const binding = configuration.constants.find((constant) => constant.name === name.text);
  if (binding?.kind !== 'value' || binding.value.kind !== 'integer') return false;
  return binding.value.value <= 100n && binding.value.value >= (set === 'Nat' ? 0n : -100n);
}

function at(file: string, place: { readonly line: number; readonly column: number }, reason: string): string {
  return `${reason} (${file}:${place.line}:${place.column})`;
}
