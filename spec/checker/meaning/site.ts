/** Where an expression is being resolved: the names it sees, and the instance it belongs to. */

import type { ModuleTree, ParameterDeclaration } from '../syntax/tree.js';
import type { Value } from '../values/value.js';
import type { LazyDefinition, Recursion } from './lazy-definition.js';
import type { InstanceParameter, Meaning } from './meanings.js';
import type { ModuleLibrary } from './module-library.js';
import type { Expression, Variable } from './resolved.js';
import type { Scope } from './scope.js';

/** What a configuration puts in the place of a constant or a definition. */
export type Replacement =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'meaning'; readonly meaning: Meaning };

/** The model while it is being resolved. */
export interface Draft {
  readonly library: ModuleLibrary;
  readonly recursion: Recursion;
  readonly variables: Variable[];
  /** Constants of the root module and what it extends, in order. */
  readonly constants: ParameterDeclaration[];
  /** Of all modules; those of the root and what it extends are the model's. */
  readonly assumptions: {
    readonly name: string | undefined;
    readonly scope: Scope;
    readonly resolve: () => Expression;
  }[];
  /** By the name of the constant; filled once the root module is read. */
  readonly constantReplacements: Map<string, Replacement>;
  /** By what is replaced: the definition as the root module names it, or the builtin operator. */
  readonly replacements: Map<object, Replacement>;
  /** `Op <- [Module]Other`, by the unit: those reach every instance too. */
  readonly moduleReplacements: Map<object, Replacement>;
  /** What waits until every module is read: checks of definitions that nobody may use. */
  readonly pending: (() => void)[];
  /** Modules whose definitions are all checked, or will be: later instances are resolved only as far as they are used. */
  readonly checked: Set<ModuleTree>;
  /** Scopes of modules opened with the same declarations, by a key: the same module reached on two ways is one. */
  readonly opened: Map<string, Scope>;
}

/** One way to see modules: the root's own, or that of one INSTANCE. */
export interface Context {
  /** Before the names of its definitions: `` or `Inner!`. */
  readonly prefix: string;
  readonly leading: readonly InstanceParameter[];
  /** Meanings of the variables declared in its modules; of an instance that declares none, those around it. */
  readonly variables: () => readonly Meaning[];
  readonly scopes: Map<ModuleTree, Scope>;
  /** Modules being opened, outermost first: one that extends itself is caught. */
  readonly opening: string[];
  /** The meaning of a constant or variable that a module of the context declares. */
  readonly declare: (kind: 'constant' | 'variable', declaration: ParameterDeclaration) => Meaning;
  /** The same before the declaration is reached; undefined where only the declaration makes it. */
  readonly known: (kind: 'constant' | 'variable', declaration: ParameterDeclaration) => Meaning | undefined;
  /** For an INSTANCE inside LET: its definitions belong to that LET. */
  readonly host: LazyDefinition[] | undefined;
}

/** Inside ENABLED under a mapping: the instance's variables are fresh ones, and what is defined over them is made anew. */
export interface Overlay {
  readonly variables: ReadonlyMap<Meaning, Variable>;
  readonly variants: Map<LazyDefinition, LazyDefinition>;
}

export interface Site {
  readonly draft: Draft;
  readonly context: Context;
  readonly scope: Scope;
  readonly overlay: Overlay | undefined;
}
