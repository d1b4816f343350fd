/**
 * Formulas that give variables their next (or first) value, as statements.
 *
 * A conjunction is read from left to right, as TLC does: `x' = e` gives x its value where it has none and is a test where it has
 * one, `x' \in S` is a loop, a disjunction is one way after the other. What follows a formula is handed to it as its
 * continuation; which variables have a value is known at every place when the code is written.
 */

import type { Expression } from '../meaning/resolved.js';
import { assignment } from './assignment.js';
import { entering, expand } from './calls.js';
import { type Context, isAssigned, lookUp } from './context.js';
import { back, type Continuation, shared, test } from './continuation.js';
import { boolean, noArm, unchanged } from './expression.js';
import { nestedLoops } from './loops.js';
import { readsOf } from './reads.js';
import { recursiveAction } from './recursive-action.js';
import { bindArguments, bindDefinitions } from './scoping.js';
import { forAll } from './universal.js';
import type { Writer } from './writer.js';

/** Statements that do `then` for every way in which `expression` can be satisfied. */
export function statements(writer: Writer, expression: Expression, context: Context, then: Continuation): string {
  if (isTest(writer, expression, context)) return test(writer, expression, context, then);
  switch (expression.kind) {
    case 'junction': {
      if (expression.operator === '/\\') return conjunction(writer, expression.items, context, then);
      const after = shared(writer, context, then);
      return expression.items.map((item) => `{ ${statements(writer, item, context, after)} }`).join(' ');
    }
    case 'quantifier': {
      if (expression.quantifier === '\\A') return forAll(writer, expression, context, then);
      return nestedLoops(writer, expression.bounds, context, (inner) =>
        statements(writer, expression.body, inner, back(context, then)),
      );
    }
    case 'builtin':
      return assignment(writer, expression, context, then);
    case 'if': {
      const after = shared(writer, context, then);
      const [yes, no] = [expression.then, expression.else].map((branch) => statements(writer, branch, context, after));
      return `if (${boolean(writer, expression.condition, context)}) { ${yes} } else { ${no} }`;
    }
    case 'case': {
      const after = shared(writer, context, then);
      const other =
        expression.other === undefined
          ? `${writer.named(noArm, expression.place, context)};`
          : statements(writer, expression.other, context, after);
      return expression.arms.reduceRight((rest, arm) => {
        const body = statements(writer, arm.value, context, after);
        return `if (${boolean(writer, arm.guard, context)}) { ${body} } else { ${rest} }`;
      }, other);
    }
    case 'let': {
      const scoped = bindDefinitions(writer, expression, context);
      const body = statements(writer, expression.body, scoped.context, back(context, then));
      return scoped.text === '' ? body : `${scoped.text}; ${body}`;
    }
    case 'box': {
      const { place, level } = expression;
      const stutter: Expression = {
        kind: 'builtin',
        operator: 'UNCHANGED',
        arguments: [expression.subscript],
        place,
        level,
      };
      const items = [expression.action, stutter];
      return statements(writer, { kind: 'junction', operator: '\\/', items, place, level }, context, then);
    }
    case 'angle':
      return statements(writer, expression.action, context, (after) => {
        const inner = { ...after, scope: context.scope };
        return `if (!${unchanged(writer, expression.subscript, inner)}) { ${then(after)} }`;
      });
    case 'call':
      if (expression.definition.isRecursive) return recursiveAction(writer, expression, context, then);
      return resolved(writer, expression, context, (inner, scope) =>
        statements(writer, inner, scope, back(context, then)),
      );
    default:
      return resolved(writer, expression, context, (inner, scope) =>
        statements(writer, inner, scope, back(context, then)),
      );
  }
}

/**
 * Looks through calls, macro parameters and operator parameters: `write` gets what stands behind, ready in its own scope.
 * What cannot be looked through is a test.
 */
export function resolved(
  writer: Writer,
  expression: Expression,
  context: Context,
  write: (inner: Expression, context: Context) => string,
): string {
  const prefixed = (text: string, body: string): string => (text === '' ? body : `${text}; ${body}`);
  if (expression.kind === 'call' && !expression.definition.isRecursive) {
    const { definition } = expression;
    const binding = lookUp(context.scope, definition);
    const outer = binding?.kind === 'local' || binding?.kind === 'kept' ? binding.scope() : undefined;
    const expanded = expand(writer, definition, expression, {
      context: entering(context, definition, expression),
      outer,
    });
    return prefixed(expanded.text, write(definition.body, expanded.context));
  }
  if (expression.kind === 'parameter') {
    const binding = lookUp(context.scope, expression.parameter);
    if (binding?.kind === 'macro') return write(binding.expression, { ...context, scope: binding.scope });
  }
  if (expression.kind === 'callParameter') {
    let binding = lookUp(context.scope, expression.parameter);
    while (binding?.kind === 'operator' && binding.argument.kind === 'parameter') {
      binding = lookUp(binding.scope, binding.argument.parameter);
    }
    if (
      binding?.kind === 'operator' &&
      binding.argument.kind === 'definition' &&
      !binding.argument.definition.isRecursive
    ) {
      const { definition } = binding.argument;
      const inside = entering(context, definition, expression);
      const expanded = expand(writer, definition, expression, { context: inside, outer: binding.scope });
      return prefixed(expanded.text, write(definition.body, expanded.context));
    }
    if (binding?.kind === 'operator' && binding.argument.kind === 'lambda') {
      const { parameters, body } = binding.argument;
      const bound = bindArguments(writer, { parameters, expression: body }, expression.arguments, {
        outer: binding.scope,
        context,
        asMacro: () => true,
      });
      return prefixed(bound.text, write(body, bound.context));
    }
  }
  return `if (${boolean(writer, expression, context)}) { ${unfinished(expression)} }`;
}

function unfinished(expression: Expression): string {
  const { line, column } = expression.place;
  return `R.fail('unsupported', 'an action that calls itself cannot give variables their values (line ${line}, column ${column})');`;
}

/**
 * Whether every variable that the formula constrains has its value already, and the formula has one way to be true. TLC takes a
 * disjunction in this place apart even when it is a mere guard: both ways true give the same step twice, and count twice.
 * Not so in an initial predicate once all variables have values: what follows then is a test.
 */
function isTest(writer: Writer, expression: Expression, context: Context): boolean {
  if (context.assigned === 'all') return true;
  if (expression.kind === 'parameter' || expression.kind === 'callParameter') {
    const binding = lookUp(context.scope, expression.parameter);
    if (binding?.kind !== 'macro' && binding?.kind !== 'operator') return true;
  }
  if (context.initial && writer.variables.every((variable) => isAssigned(context, variable))) return true;
  if (context.ending === 'emit' && writer.ways.hasSeveral(expression)) return false;
  const { primed, unprimed } = readsOf(writer, expression, context);
  const open = context.initial ? unprimed : primed;
  for (const variable of open) if (!isAssigned(context, variable)) return false;
  return true;
}

function conjunction(writer: Writer, items: readonly Expression[], context: Context, then: Continuation): string {
  const [item, ...others] = items;
  if (item === undefined) return then(context);
  return statements(writer, item, context, (after) =>
    conjunction(writer, others, { ...after, scope: context.scope, frames: context.frames, depth: context.depth }, then),
  );
}
