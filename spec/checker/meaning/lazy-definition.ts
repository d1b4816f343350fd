/** Definitions that are resolved when first asked for, and which of them reach themselves. */

import assert from 'node:assert/strict';
import type { Place } from '../syntax/tree.js';
import type { Definition, Expression, Level, Parameter } from './resolved.js';

export class LazyDefinition implements Definition {
  readonly name: string;
  readonly place: Place;
  parameters: readonly Parameter[];
  /** Undefined for a RECURSIVE declaration whose definition has not been read yet. */
  resolve: (() => Expression) | undefined;
  readonly #recursion: Recursion;
  /** @internal */
  readonly search: Search;

  constructor(recursion: Recursion, name: string, place: Place, parameters: readonly Parameter[]) {
    this.#recursion = recursion;
    this.name = name;
    this.place = place;
    this.parameters = parameters;
    this.search = { ...unvisited, assumed: recursion.assumedByDefault(), isRecursive: false };
  }

  get body(): Expression {
    return this.#recursion.settle(this) ?? assert.fail(`${this.name} was asked for its body while it was resolved`);
  }

  get level(): Level {
    return this.#recursion.settle(this)?.level ?? this.search.assumed;
  }

  get isRecursive(): boolean {
    this.#recursion.settle(this);
    return this.search.isRecursive || this.search.isOpen;
  }

  /** Whether the body has been resolved, its component perhaps not. */
  get hasBody(): boolean {
    return this.search.body !== undefined;
  }

  /** Whether it is being resolved, or reaches a definition that is. */
  get isOpen(): boolean {
    this.#recursion.settle(this);
    return this.search.isOpen;
  }
}

/** State of one definition in Tarjan's search for strongly connected components. */
interface Search {
  index: number | undefined;
  low: number;
  isOpen: boolean;
  body: Expression | undefined;
  /** The level that references from inside its own component take it to have. */
  assumed: Level;
  isRecursive: boolean;
  reachesItself: boolean;
}

const unvisited = { index: undefined, low: 0, isOpen: false, body: undefined, reachesItself: false } as const;

/**
 * Resolves definitions depth first. Those that reach each other are a component: their levels depend on each other, so
 * they are taken as constants first and resolved again, with the level found, until it no longer rises.
 */
export class Recursion {
  /** Definitions being resolved, the innermost last. */
  readonly #resolving: LazyDefinition[] = [];
  /** Definitions whose component is not complete. */
  readonly #open: LazyDefinition[] = [];
  #visited = 0;

  assumedByDefault(): Level {
    return this.#resolving.at(-1)?.search.assumed ?? 0;
  }

  /** The body; undefined while `definition` is itself being resolved. Notes who asked. */
  settle(definition: LazyDefinition): Expression | undefined {
    const search = definition.search;
    if (search.body !== undefined && !search.isOpen) return search.body;
    const caller = this.#resolving.at(-1);
    if (search.index === undefined) this.#visit(definition);
    if (search.isOpen && caller !== undefined) {
      caller.search.low = Math.min(caller.search.low, search.low);
      if (caller === definition) search.reachesItself = true;
    }
    return search.body;
  }

  #visit(definition: LazyDefinition): void {
    const { search } = definition;
    assert(definition.resolve !== undefined, `${definition.name} is declared RECURSIVE and not defined`);
    search.index = search.low = this.#visited++;
    search.isOpen = true;
    this.#open.push(definition);
    this.#resolving.push(definition);
    search.body = definition.resolve();
    this.#resolving.pop();
    if (search.low === search.index) this.#close(definition);
  }

  /** Completes the component that `root` is the first visited member of. */
  #close(root: LazyDefinition): void {
    const members = this.#open.splice(this.#open.indexOf(root));
    const isRecursive = members.length > 1 || root.search.reachesItself;
    const level = Math.max(...members.map((member) => member.search.body?.level ?? 0)) as Level;
    if (isRecursive && members.some((member) => member.search.assumed < level)) {
      for (const member of members) Object.assign(member.search, unvisited, { assumed: level });
      this.#visit(root);
      return;
    }
    for (const { search } of members) Object.assign(search, { isOpen: false, isRecursive });
  }
}
