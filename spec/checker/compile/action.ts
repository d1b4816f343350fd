/**
 * Formulas that give variables their next (or first) value, as statements.
 *
 * A conjunction is read from left to right, as TLC does: `x' = e` gives x its value where it has none and is a test where it has
 * one, `x' \in S` is a loop, a disjunction is one way after the other. What follows a formula is handed to it as its
 * continuation; which variables have a value is known at every place when the code is written.
 */

import type { Expression, Variable } from '../meaning/resolved.js';
import { entering, expand } from './calls.js';
import { type Context, isAssigned, lookUp } from './context.js';
import { boolean, unchanged, value } from './expression.js';
import { iterate, nestedLoops } from './loops.js';
import { readsOf } from './reads.js';
import { recursiveAction } from './recursive-action.js';
import { bindArguments, bindDefinitions, bindElement } from './scoping.js';
import { isOperatorArgument } from './subexpressions.js';
import type { Writer } from './writer.js';

/** Writes what is to be done where a formula is satisfied. */
export type Continuation = ((context: Context) => string) & {
  /** Set on what is written once however often it is needed. */
  readonly isShared?: boolean;
};

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
          ? `R.fail('case', 'no arm of CASE is true, and there is no OTHER');`
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
 */
function isTest(writer: Writer, expression: Expression, context: Context): boolean {
  if (context.assigned === 'all') return true;
  if (expression.kind === 'parameter' || expression.kind === 'callParameter') {
    const binding = lookUp(context.scope, expression.parameter);
    if (binding?.kind !== 'macro' && binding?.kind !== 'operator') return true;
  }
  if (context.ending === 'emit' && writer.ways.hasSeveral(expression)) return false;
  const { primed, unprimed } = readsOf(writer, expression, context);
  const open = context.initial ? unprimed : primed;
  for (const variable of open) if (!isAssigned(context, variable)) return false;
  return true;
}

function test(writer: Writer, expression: Expression, context: Context, then: Continuation): string {
  const text = boolean(writer, expression, context);
  if (text === 'true') return then(context);
  if (text === 'false') return '';
  return `if (${text}) { ${then(context)} }`;
}

function conjunction(writer: Writer, items: readonly Expression[], context: Context, then: Continuation): string {
  const [item, ...others] = items;
  if (item === undefined) return then(context);
  return statements(writer, item, context, (after) =>
    conjunction(writer, others, { ...after, scope: context.scope, frames: context.frames, depth: context.depth }, then),
  );
}

/** `then` in the scope that it was written for, after a formula that brought names of its own. */
export function back(context: Context, then: Continuation): Continuation {
  const inner = (after: Context): string =>
    then({ ...after, scope: context.scope, frames: context.frames, depth: context.depth });
  return then.isShared === true ? Object.assign(inner, { isShared: true }) : inner;
}

/**
 * `then` as a function of the program, one for each set of variables that have their values when it is reached; so that the
 * ways of a disjunction do not each repeat all that follows.
 */
function shared(writer: Writer, context: Context, then: Continuation): Continuation {
  if (then.isShared === true) return then;
  const written = new Map<string, { readonly name: string; readonly free: readonly string[] }>();
  const jump = (after: Context): string => {
    const key = after.assigned === 'all' ? 'all' : [...after.assigned].map(({ name }) => name).join();
    let target = written.get(key);
    if (target === undefined) {
      const name = writer.fresh('then');
      const around = { ...after, scope: context.scope, frames: context.frames, depth: context.depth };
      const { text, free } = writer.body(around, [], then);
      const ending = after.ending === 'exists' ? ' return false;' : '';
      writer.add(`function ${name}(${free.join(', ')}) {${text}${ending}}`);
      target = { name, free };
      written.set(key, target);
    }
    for (const name of target.free) after.builder.use(name);
    const call = `${target.name}(${target.free.join(', ')})`;
    return after.ending === 'exists' ? `if (${call}) return true;` : `${call};`;
  };
  return Object.assign(jump, { isShared: true });
}

/** `\A x \in S : A` that gives variables their values: the first element may, the others then test. */
function forAll(
  writer: Writer,
  expression: Expression & { kind: 'quantifier' },
  context: Context,
  then: Continuation,
): string {
  const [bound, ...others] = expression.bounds;
  if (bound === undefined) return statements(writer, expression.body, context, then);
  const [parameter, ...more] = bound.parameters;
  if (parameter !== undefined && (more.length > 0 || others.length > 0) && bound.pattern === 'names') {
    const rest = more.length > 0 ? [{ ...bound, parameters: more }, ...others] : others;
    const body: Expression = { ...expression, bounds: rest };
    const first: Expression = { ...expression, bounds: [{ ...bound, parameters: [parameter] }], body };
    return forAll(writer, first as Expression & { kind: 'quantifier' }, context, then);
  }
  const set = context.builder.declare(writer.fresh('s'));
  const after = shared(writer, context, then);
  const steps = new Map<string, { readonly name: string; readonly free: string[] }>();
  const step = (at: Context, index: string): string => {
    const key = at.assigned === 'all' ? 'all' : [...at.assigned].map(({ name }) => name).join();
    let target = steps.get(key);
    if (target === undefined) {
      const name = writer.fresh('each');
      // The names it takes from around are those of the whole formula, known before its body is written.
      target = { name, free: [] };
      steps.set(key, target);
      const position = writer.fresh('p');
      const element = writer.fresh('x');
      const closure = writer.closure({ ...at, scope: context.scope }, [position], (inner) => {
        inner.builder.declare(element);
        inner.builder.use(set);
        const scoped = bindElement(writer, bound, element, inner);
        const body = statements(writer, expression.body, scoped.context, (next) => step(next, `${position} + 1`));
        const done = after(inner);
        const end = inner.ending === 'exists' ? 'return false;' : 'return;';
        return `if (${position} === V.length[${set}]) { ${done} ${end} } const ${element} = V.arena[V.offset[${set}] + ${position}]; ${scoped.text} ${body} ${inner.ending === 'exists' ? 'return false;' : ''}`;
      });
      context.builder.temporary(name);
      definitions.push(`${name} = ${closure};`);
    }
    at.builder.use(target.name);
    const call = `${target.name}(${index})`;
    return at.ending === 'exists' ? `if (${call}) return true;` : `${call};`;
  };
  const definitions: string[] = [];
  const start = step(context, '0');
  return `const ${set} = V.enumerate(${value(writer, bound.set, context)}); ${definitions.join(' ')} ${start}`;
}

function assignment(
  writer: Writer,
  expression: Expression & { kind: 'builtin' },
  context: Context,
  then: Continuation,
): string {
  const [left, right] = expression.arguments;
  if (expression.operator === 'UNCHANGED' && left !== undefined && !isOperatorArgument(left)) {
    return unchangedStatements(writer, left, context, then);
  }
  if (left === undefined || right === undefined || isOperatorArgument(left) || isOperatorArgument(right)) {
    return test(writer, expression, context, then);
  }
  if (expression.operator === '=>') {
    const after = shared(writer, context, then);
    return `if (${boolean(writer, left, context)}) { ${statements(writer, right, context, after)} } else { ${after(context)} }`;
  }
  const variable = target(left, context);
  if (variable === undefined || isAssigned(context, variable)) return test(writer, expression, context, then);
  if (expression.operator === '=') {
    const text = value(writer, right, context);
    const settled = mayBeUnwritten(right) ? `V.settle(${text})` : text;
    return `${slot(variable, context)} = ${settled}; ${then(assign(context, variable))}`;
  }
  if (expression.operator === '\\in') {
    return iterate(writer, right, context, (element, inner) => {
      return `${slot(variable, context)} = ${element}; ${then({ ...assign(inner, variable), scope: context.scope })}`;
    });
  }
  return test(writer, expression, context, then);
}

/** Whether the value may be a set that is not written out yet; a state holds none. */
function mayBeUnwritten(expression: Expression): boolean {
  switch (expression.kind) {
    case 'variable':
    case 'junction':
    case 'quantifier':
    case 'set':
    case 'filter':
    case 'map':
    case 'function':
    case 'record':
    case 'tuple':
    case 'application':
    case 'field':
    case 'except':
      return false;
    case 'value':
      return expression.value.kind === 'set';
    case 'builtin':
      return !['+', '-', '*', 'Append', 'Tail', 'Head', '\\o', '=', '#', '\\in', '~', ':>', '@@'].includes(
        expression.operator,
      );
    case 'if':
      return mayBeUnwritten(expression.then) || mayBeUnwritten(expression.else);
    default:
      return true;
  }
}

/** The variable that `x'`, or in an initial predicate `x`, gives a value to. */
function target(expression: Expression, context: Context): Variable | undefined {
  if (context.initial) return variableOf(expression, context);
  if (expression.kind === 'parameter') {
    const binding = lookUp(context.scope, expression.parameter);
    return binding?.kind === 'macro' ? target(binding.expression, { ...context, scope: binding.scope }) : undefined;
  }
  if (expression.kind !== 'builtin' || expression.operator !== "'") return undefined;
  const [primed] = expression.arguments;
  return primed === undefined || isOperatorArgument(primed) ? undefined : variableOf(primed, context);
}

function variableOf(expression: Expression, context: Context): Variable | undefined {
  if (expression.kind === 'variable') {
    const { variable } = expression;
    const found = context.initial ? context.frame.unprimed(variable) : context.frame.primed(variable);
    return found === undefined ? undefined : variable;
  }
  if (expression.kind === 'parameter') {
    const binding = lookUp(context.scope, expression.parameter);
    if (binding?.kind === 'macro') return variableOf(binding.expression, { ...context, scope: binding.scope });
  }
  if (
    expression.kind === 'call' &&
    expression.arguments.length === 0 &&
    expression.definition.body.kind === 'variable'
  ) {
    return variableOf(expression.definition.body, context);
  }
  return undefined;
}

function slot(variable: Variable, context: Context): string {
  const text = context.initial ? context.frame.unprimed(variable) : context.frame.primed(variable);
  if (text === undefined) throw new Error(`${variable.name} has no place in this frame`);
  return text;
}

function assign(context: Context, variable: Variable): Context {
  if (context.assigned === 'all') return context;
  return { ...context, assigned: new Set([...context.assigned, variable]) };
}

/** UNCHANGED: copies what has no value yet, compares what has. */
function unchangedStatements(writer: Writer, expression: Expression, context: Context, then: Continuation): string {
  const items = flat(expression, context);
  const copies: string[] = [];
  const compared: string[] = [];
  let after = context;
  for (const item of items) {
    const variable = item.expression.kind === 'variable' ? item.expression.variable : undefined;
    const own = variable !== undefined && context.frame.primed(variable) !== undefined;
    if (variable === undefined || !own || isAssigned(after, variable)) {
      compared.push(unchanged(writer, item.expression, { ...after, scope: item.context.scope }));
    } else {
      copies.push(`${slot(variable, context)} = ${value(writer, item.expression, context)};`);
      after = assign(after, variable);
    }
  }
  if (compared.length === 0) return `${copies.join(' ')} ${then(after)}`;
  return `${copies.join(' ')} if (${compared.join(' && ')}) { ${then(after)} }`;
}

interface Placed {
  readonly expression: Expression;
  readonly context: Context;
}

/** The parts of a tuple of tuples and of definitions that stand for such. */
function flat(expression: Expression, context: Context): Placed[] {
  if (expression.kind === 'tuple') return expression.elements.flatMap((element) => flat(element, context));
  if (expression.kind === 'call' && expression.arguments.length === 0 && !expression.definition.isRecursive) {
    const { body } = expression.definition;
    if (
      ['tuple', 'variable', 'call'].includes(body.kind) &&
      lookUp(context.scope, expression.definition) === undefined
    ) {
      return flat(body, { ...context, scope: undefined });
    }
  }
  if (expression.kind === 'parameter') {
    const binding = lookUp(context.scope, expression.parameter);
    if (binding?.kind === 'macro') return flat(binding.expression, { ...context, scope: binding.scope });
  }
  return [{ expression, context }];
}
