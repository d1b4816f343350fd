/** Loops over the elements of sets, in TLC's order where TLC has one. */

import type { Bound, Expression, Parameter } from '../meaning/resolved.js';
import { bind, type Context, lookUp } from './context.js';
import { boolean, number, value } from './expression.js';
import { bindElement, codeBinding } from './scoping.js';
import { isOperatorArgument } from './subexpressions.js';
import type { Writer } from './writer.js';

/** Statements that run `body` for each element of `set`; `body` gets the JavaScript variable that holds it. */
export function iterate(
  writer: Writer,
  set: Expression,
  context: Context,
  body: (element: string, context: Context) => string,
): string {
  const { builder } = context;
  if (!writer.analysis.isConstant(set)) {
    if (set.kind === 'builtin' && set.operator === '..') {
      const [low, high] = set.arguments;
      if (low !== undefined && high !== undefined && !isOperatorArgument(low) && !isOperatorArgument(high)) {
        const index = builder.declare(writer.fresh('i'));
        const end = builder.declare(writer.fresh('n'));
        const element = builder.declare(writer.fresh('x'));
        const from = number(writer, low, context);
        const to = number(writer, high, context);
        return `for (let ${index} = ${from}, ${end} = ${to}; ${index} <= ${end}; ${index}++) { const ${element} = I(${index}); ${body(element, context)} }`;
      }
    }
    if (set.kind === 'filter') {
      return iterate(writer, set.bound.set, context, (element, inner) => {
        const scoped = bindElement(writer, set.bound, element, inner);
        const test = boolean(writer, set.predicate, scoped.context);
        return `${scoped.text} if (${test}) { ${body(element, { ...scoped.context, scope: context.scope })} }`;
      });
    }
    const [only, ...others] = set.kind === 'set' ? set.elements : [];
    if (only !== undefined && others.length === 0) {
      const element = builder.declare(writer.fresh('x'));
      return `{ const ${element} = ${value(writer, only, context)}; ${body(element, context)} }`;
    }
  }
  const elements = builder.declare(writer.fresh('s'));
  const index = builder.declare(writer.fresh('i'));
  const end = builder.declare(writer.fresh('n'));
  const element = builder.declare(writer.fresh('x'));
  return `{ const ${elements} = ${enumerated(writer, set, context)}; for (let ${index} = V.offset[${elements}], ${end} = ${index} + V.length[${elements}]; ${index} < ${end}; ${index}++) { const ${element} = V.arena[${index}]; ${body(element, context)} } }`;
}

/** Code for the set with all its elements. */
export function enumerated(writer: Writer, set: Expression, context: Context): string {
  return writer.named(`V.enumerate(${value(writer, set, context)})`, set.place, context);
}

/** Loops over all bounds, the first outermost. Each set is computed once, before the loops, as none sees the others' names. */
export function nestedLoops(
  writer: Writer,
  bounds: readonly Bound[],
  context: Context,
  body: (context: Context) => string,
): string {
  const loops = bounds.flatMap((bound): { readonly bound: Bound; readonly set: Expression }[] => {
    if (bound.pattern === 'tuple') return [{ bound, set: bound.set }];
    return bound.parameters.map((parameter) => ({
      bound: { pattern: 'names', parameters: [parameter], set: bound.set },
      set: bound.set,
    }));
  });
  if (loops.length === 1) return nested(writer, loops, context, body);
  // What a set needs is computed once; a constant or a plain name costs nothing to write again.
  const heads: string[] = [];
  let scope = context.scope;
  const sets = new Map<Expression, Expression>();
  for (const { set } of loops) {
    if (sets.has(set)) continue;
    const again = set.kind === 'parameter' || set.kind === 'variable' || writer.analysis.isConstant(set);
    if (again || set === loops[0]?.set) {
      sets.set(set, set);
      continue;
    }
    const name = context.builder.declare(writer.fresh('s'));
    const parameter: Parameter = { name, arity: 0 };
    heads.push(`const ${name} = ${enumerated(writer, set, context)};`);
    scope = bind(scope, parameter, codeBinding(name));
    sets.set(set, { kind: 'parameter', parameter, place: set.place, level: set.level });
  }
  const renamed = loops.map(({ bound, set }) => ({ bound, set: sets.get(set) ?? set }));
  return `${heads.join(' ')} ${nested(writer, renamed, { ...context, scope }, body)}`;
}

function nested(
  writer: Writer,
  loops: readonly { readonly bound: Bound; readonly set: Expression }[],
  context: Context,
  body: (context: Context) => string,
): string {
  const [outermost, ...others] = loops;
  if (outermost === undefined) return body(context);
  return iterate(writer, outermost.set, context, (element, inner) => {
    const scoped = bindElement(writer, outermost.bound, element, inner);
    return `${scoped.text} ${nested(writer, others, scoped.context, body)}`;
  });
}

/** Whether evaluating `set` to a list of elements might not end; for sets that are only asked for members. */
export function mayBeInfinite(set: Expression, context: Context): boolean {
  switch (set.kind) {
    case 'builtin':
      if (['Nat', 'Int', 'Real', 'STRING', 'Seq', 'BagOf'].includes(set.operator)) return true;
      return set.arguments.some((argument) => !isOperatorArgument(argument) && mayBeInfinite(argument, context));
    case 'filter':
      return mayBeInfinite(set.bound.set, context);
    case 'map':
      return set.bounds.some((bound) => mayBeInfinite(bound.set, context));
    case 'functionSet':
      return mayBeInfinite(set.domain, context) || mayBeInfinite(set.range, context);
    case 'recordSet':
      return set.fields.some((field) => mayBeInfinite(field.value, context));
    case 'product':
      return set.sets.some((each) => mayBeInfinite(each, context));
    case 'call':
      return !set.definition.isRecursive && mayBeInfinite(set.definition.body, context);
    case 'if':
      return mayBeInfinite(set.then, context) || mayBeInfinite(set.else, context);
    case 'let':
      return mayBeInfinite(set.body, context);
    case 'parameter': {
      const binding = lookUp(context.scope, set.parameter);
      return binding?.kind === 'macro' && mayBeInfinite(binding.expression, { ...context, scope: binding.scope });
    }
    default:
      return false;
  }
}
