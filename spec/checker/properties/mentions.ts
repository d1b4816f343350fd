/** What an expression speaks of, directly or through the definitions that it calls. */

import type { Argument, Definition, OperatorArgument, Parameter } from '../meaning/resolved.js';

export interface Mentions {
  /** Parameters and bound variables, those bound inside the expression included. */
  readonly parameters: ReadonlySet<Parameter>;
  /** Those of `parameters` that stand outside ENABLED, where their level is the expression's. */
  readonly exposed: ReadonlySet<Parameter>;
  readonly definitions: ReadonlySet<Definition>;
  /** Whether something outside ENABLED is primed. */
  readonly primes: boolean;
}

const known = new WeakMap<Argument, Mentions>();

export function mentionsOf(argument: Argument): Mentions {
  const mentions = known.get(argument) ?? walk(argument);
  known.set(argument, mentions);
  return mentions;
}

function walk(argument: Argument): Mentions {
  const found = { parameters: new Set<Parameter>(), exposed: new Set<Parameter>(), definitions: new Set<Definition>() };
  const seen = [new Set<Definition>(), new Set<Definition>()] as const;
  let primes = false;
  const work: { readonly part: Argument; readonly hidden: boolean }[] = [{ part: argument, hidden: false }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { part, hidden } = next;
    if ((part.kind === 'parameter' || part.kind === 'callParameter') && part.parameter !== undefined) {
      found.parameters.add(part.parameter);
      if (!hidden) found.exposed.add(part.parameter);
    }
    if (part.kind === 'builtin' && !isOperator(part) && (part.operator === "'" || part.operator === 'UNCHANGED')) {
      primes ||= !hidden;
    }
    if (part.kind === 'box' || part.kind === 'angle') primes ||= !hidden;
    const hides = hidden || part.kind === 'enabled';
    if (part.kind === 'call' || part.kind === 'definition') {
      const { definition } = part;
      const entered = seen[hides ? 1 : 0];
      found.definitions.add(definition);
      if (!entered.has(definition)) work.push({ part: definition.body, hidden: hides });
      entered.add(definition);
    }
    for (const inner of partsOf(part)) work.push({ part: inner, hidden: hides });
  }
  return { ...found, primes };
}

export function isOperator(argument: Argument): argument is OperatorArgument {
  return 'arity' in argument;
}

/** The expressions and operators right inside; not the bodies of called definitions. */
function partsOf(part: Argument): readonly Argument[] {
  if (isOperator(part)) return part.kind === 'lambda' ? [part.body] : [];
  switch (part.kind) {
    case 'value':
    case 'parameter':
    case 'variable':
      return [];
    case 'call':
    case 'callParameter':
    case 'builtin':
      return part.arguments;
    case 'junction':
      return part.items;
    case 'quantifier':
    case 'map':
    case 'function':
      return [...part.bounds.map((bound) => bound.set), part.body];
    case 'choose':
      return part.set === undefined ? [part.body] : [part.set, part.body];
    case 'set':
    case 'tuple':
      return part.elements;
    case 'filter':
      return [part.bound.set, part.predicate];
    case 'functionSet':
      return [part.domain, part.range];
    case 'record':
    case 'recordSet':
      return part.fields.map((field) => field.value);
    case 'product':
      return part.sets;
    case 'application':
      return [part.function, part.argument];
    case 'field':
      return [part.record];
    case 'except': {
      const inside = part.updates.flatMap(({ path, value }) => [
        ...path.flatMap((step) => (step.kind === 'index' ? [step.index] : [])),
        value,
      ]);
      return [part.function, ...inside];
    }
    case 'if':
      return [part.condition, part.then, part.else];
    case 'case': {
      const arms = part.arms.flatMap((arm) => [arm.guard, arm.value]);
      return part.other === undefined ? arms : [...arms, part.other];
    }
    case 'let':
      // What the definitions mention counts where they are called.
      return [part.body];
    case 'enabled':
      return [part.action, ...part.variables.flatMap((variable) => variable.current ?? [])];
    case 'box':
    case 'angle':
      return [part.action, part.subscript];
    case 'fairness':
      return [part.action, part.subscript, part.enabled];
  }
}
