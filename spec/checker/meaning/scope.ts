/** Names and what they stand for where they are written. */

import type { ModuleTree, Place } from '../syntax/tree.js';
import { reject, shownPlace } from './faults.js';
import { isSameMeaning, type Meaning } from './meanings.js';
import type { Parameter } from './resolved.js';

interface Declared {
  readonly meaning: Meaning;
  readonly place: Place;
  readonly visibility: Visibility;
  /** Of declaration, within one scope. */
  readonly order: number;
}

/** `exported`: seen by those who extend or instantiate the module. `declared`: a constant or variable, only by the former. */
export type Visibility = 'exported' | 'declared' | 'local';

/** Parameters of the instances around a definition, by key: the definition takes them before its own. */
export type Frame = ReadonlyMap<string, Parameter>;

/** A nested module, with the scope it was written in. */
export interface NestedModule {
  readonly tree: ModuleTree;
  readonly scope: Scope;
}

/**
 * One layer of names. It sees of its parent what was declared before the layer was made: in TLA+ a name is known from its
 * declaration on.
 */
export class Scope {
  readonly frame: Frame;
  readonly #parent: Scope | undefined;
  readonly #limit: number;
  readonly #names = new Map<string, Declared>();
  readonly #modules = new Map<string, NestedModule>();

  constructor(parent?: Scope, frame: Frame = parent?.frame ?? new Map()) {
    this.#parent = parent;
    this.#limit = parent === undefined ? 0 : parent.#names.size;
    this.frame = frame;
  }

  lookup(name: string): Meaning | undefined {
    return this.#find(name, Number.POSITIVE_INFINITY)?.meaning;
  }

  /** The place of a declaration that comes too late to be seen from here. */
  declaredLater(name: string): Place | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.#parent) {
      const declared = scope.#names.get(name);
      if (declared !== undefined) return declared.place;
    }
    return undefined;
  }

  /**
   * Gives `name` a meaning. The same meaning twice is fine: a module can be reached on two ways.
   *
   * @throws {InputError} `duplicate` when the name already has another meaning that is seen here.
   */
  declare(name: string, meaning: Meaning, place: Place, visibility: Visibility = 'exported'): void {
    const before = this.#find(name, Number.POSITIVE_INFINITY);
    if (before === undefined) {
      this.#names.set(name, { meaning, place, visibility, order: this.#names.size });
    } else if (isSameMeaning(before.meaning, meaning)) {
      const own = this.#names.get(name);
      if (own === undefined) return;
      const seen = own.visibility === 'local' ? visibility : own.visibility;
      // What is extended is the module's own, also where an instance brought it first.
      const isOwn = 'isOfInstance' in own.meaning && !('isOfInstance' in meaning);
      this.#names.set(name, { ...own, visibility: seen, meaning: isOwn ? meaning : own.meaning });
    } else {
      reject(place, 'duplicate', {
        expected: 'a name that is not in use here',
        found: `${name}, already declared at ${shownPlace(before.place)}`,
      });
    }
  }

  /** Gives `name` a meaning that hides any other: for `@`. */
  shadow(name: string, meaning: Meaning, place: Place): void {
    this.#names.set(name, { meaning, place, visibility: 'local', order: this.#names.size });
  }

  /** The meaning that this layer itself gives. */
  own(name: string): Meaning | undefined {
    return this.#names.get(name)?.meaning;
  }

  declareModule(name: string, module: NestedModule): void {
    this.#modules.set(name, module);
  }

  lookupModule(name: string): NestedModule | undefined {
    return this.#modules.get(name) ?? this.#parent?.lookupModule(name);
  }

  /** What those who extend or instantiate see, in order of declaration: all that is not local. */
  *exported(): Iterable<{ name: string; meaning: Meaning; place: Place; visibility: Visibility }> {
    for (const [name, { meaning, place, visibility }] of this.#names) {
      if (visibility !== 'local') yield { name, meaning, place, visibility };
    }
  }

  /** What `I!name` stands for where `I` is an instance of the module of this layer. */
  exportedMeaning(name: string): Meaning | undefined {
    const declared = this.#names.get(name);
    return declared?.visibility === 'exported' ? declared.meaning : undefined;
  }

  exportedModules(): Iterable<[string, NestedModule]> {
    return this.#modules;
  }

  *exportedNames(): Iterable<string> {
    for (const [name, { visibility }] of this.#names) if (visibility === 'exported') yield name;
  }

  /** Every name that is seen here, the innermost first. */
  *visible(): Iterable<string> {
    yield* this.#names.keys();
    if (this.#parent !== undefined) yield* this.#parent.visible();
  }

  #find(name: string, limit: number): Declared | undefined {
    const declared = this.#names.get(name);
    if (declared !== undefined && declared.order < limit) return declared;
    return this.#parent === undefined ? undefined : this.#parent.#find(name, this.#limit);
  }
}
