/** What a name can stand for while a module is being resolved. */

import type { ParameterDeclaration, Expression as Tree, Unit } from '../syntax/tree.js';
import type { BuiltinOperator } from './builtins.js';
import type { LazyDefinition } from './lazy-definition.js';
import type { Level, Parameter, Variable } from './resolved.js';
import type { Scope } from './scope.js';
import type { Overlay, Site } from './site.js';

/** A parameter of `I(x) == INSTANCE ...`. Each definition of the instance has its own copy, found by the key. */
export interface InstanceParameter {
  readonly key: string;
  readonly name: string;
  readonly arity: number;
}

/** A definition as written: made again for each overlay under which it is used. */
export interface DefinitionMeaning {
  readonly kind: 'definition';
  readonly definition: LazyDefinition;
  /** Parameters of the instances around it: it takes them before its own. */
  readonly leading: readonly InstanceParameter[];
  /** The overlay under which `definition` itself is resolved. */
  readonly overlay: Overlay | undefined;
  /** A second definition of the same text, resolved under another overlay. */
  readonly under: (overlay: Overlay) => LazyDefinition;
  /** The unit that defines it, or the RECURSIVE declaration, or the part of one. */
  readonly unit: Unit | ParameterDeclaration | Tree;
  /** What a replacement by the configuration goes by: the unit, or of an instance's definition something of its own. */
  readonly replaceable: object;
  readonly isOfInstance?: true;
  /** The definition with the same parameters of `tree`, a part of its body. None for a recursive definition, or such a part. */
  readonly part?: (tree: Tree) => DefinitionMeaning;
}

/** A constant or variable of an instance, with what WITH gives for it. */
export interface MappedMeaning {
  readonly kind: 'mapped';
  readonly name: string;
  readonly arity: number;
  readonly tree: Tree;
  /** Where the substitution is written, the instance's parameters in scope. */
  readonly site: Site;
  readonly declared: 'constant' | 'variable';
  /** A variable takes any state function, a constant of a module with variables only constants. */
  readonly maxLevel: () => Level;
}

export interface InstanceMeaning {
  readonly kind: 'instance';
  readonly parameters: readonly InstanceParameter[];
  readonly scope: Scope;
}

export interface BuiltinMeaning {
  readonly kind: 'builtin';
  readonly operator: BuiltinOperator;
  /** As of a definition. */
  readonly replaceable: object;
  readonly isOfInstance?: true;
}

export type Meaning =
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  | { readonly kind: 'instanceParameter'; readonly parameter: InstanceParameter }
  /** A CONSTANT of the root: the configuration says what it is. */
  | { readonly kind: 'constant'; readonly name: string; readonly arity: number }
  | BuiltinMeaning
  | DefinitionMeaning
  | MappedMeaning
  | InstanceMeaning;

const ofBuiltins = new WeakMap<BuiltinOperator, Meaning>();

/** The one meaning of a builtin operator: the same for every module that brings it along. */
export function builtinMeaning(operator: BuiltinOperator): Meaning {
  let meaning = ofBuiltins.get(operator);
  if (meaning === undefined) {
    meaning = { kind: 'builtin', operator, replaceable: operator };
    ofBuiltins.set(operator, meaning);
  }
  return meaning;
}

const ofInstances = new WeakMap<Meaning, Meaning>();

/**
 * What those see who name a definition through an instance. As in TLC, `Op <- Other` replaces what the root module calls Op,
 * in whatever module it is called so; `I!Op`, and an Op that a plain INSTANCE brings, are other names for the same text.
 */
export function throughInstance(meaning: Meaning): Meaning {
  if (meaning.kind !== 'definition' && meaning.kind !== 'builtin') return meaning;
  const known = ofInstances.get(meaning);
  if (known !== undefined) return known;
  const own = { ...meaning, replaceable: {}, isOfInstance: true } as const;
  ofInstances.set(meaning, own);
  return own;
}

/** What is defined, by whatever name. */
export function originOf(meaning: DefinitionMeaning | BuiltinMeaning): object {
  return meaning.kind === 'definition' ? meaning.unit : meaning.operator;
}

/** Whether two names stand for the same. */
export function isSameMeaning(one: Meaning, other: Meaning): boolean {
  if (one.kind === 'definition' && other.kind === 'definition') return one.definition === other.definition;
  if (one.kind === 'builtin' && other.kind === 'builtin') return one.operator === other.operator;
  return one === other;
}

/** For errors: `a variable`, `an operator of 2 arguments`, ... */
export function shownMeaning(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'variable':
      return 'a variable';
    case 'instance':
      return 'an instance of a module';
    case 'parameter':
      return meaning.parameter.arity === 0 ? 'a bound name' : 'an operator parameter';
    case 'instanceParameter':
      return 'a parameter of an instance';
    case 'builtin':
      return 'an operator of a standard module';
    case 'mapped':
      return `a ${meaning.declared}`;
    case 'constant':
      return 'a constant';
    case 'definition':
      return 'a definition';
  }
}

/** How many arguments it takes from those who name it. */
export function arityOf(meaning: Exclude<Meaning, InstanceMeaning>): number {
  switch (meaning.kind) {
    case 'variable':
      return 0;
    case 'parameter':
    case 'instanceParameter':
      return meaning.parameter.arity;
    case 'builtin':
      return meaning.operator.parameters.length;
    case 'mapped':
    case 'constant':
      return meaning.arity;
    case 'definition':
      return meaning.definition.parameters.length - meaning.leading.length;
  }
}
