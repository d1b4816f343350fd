/** `x' = e`, `x' \in S` and UNCHANGED: a value for a variable that has none, a test for one that has. */

import type { Expression, Variable } from '../meaning/resolved.js';
import { statements } from './action.js';
import { type Context, isAssigned, lookUp } from './context.js';
import { type Continuation, shared, test } from './continuation.js';
import { boolean, unchanged, value } from './expression.js';
import { iterate } from './loops.js';
import { isOperatorArgument } from './subexpressions.js';
import type { Writer } from './writer.js';

export function assignment(
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
    const settled = mayBeUnwritten(right) ? writer.named(`V.settle(${text})`, right.place, context) : text;
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

/** The variable that `x'`, or in an initial predicate `x`, gives a value to, also by a name defined as that. */
function target(expression: Expression, context: Context): Variable | undefined {
  if (expression.kind === 'variable') return context.initial ? ownVariable(expression.variable, context) : undefined;
  if (expression.kind === 'builtin' && expression.operator === "'") {
    const [primed] = expression.arguments;
    if (context.initial || primed === undefined || isOperatorArgument(primed)) return undefined;
    return variableOf(primed, context);
  }
  const named = behindName(expression, context);
  return named === undefined ? undefined : target(named.expression, named.context);
}

function variableOf(expression: Expression, context: Context): Variable | undefined {
  if (expression.kind === 'variable') return ownVariable(expression.variable, context);
  const named = behindName(expression, context);
  return named === undefined ? undefined : variableOf(named.expression, named.context);
}

/** The variable, where this frame has a place for the value that it is to get. */
function ownVariable(variable: Variable, context: Context): Variable | undefined {
  const place = context.initial ? context.frame.unprimed(variable) : context.frame.primed(variable);
  return place === undefined ? undefined : variable;
}

/** What stands behind a macro parameter, a definition without parameters, or a LET whose definitions are seen through. */
function behindName(expression: Expression, context: Context): Placed | undefined {
  switch (expression.kind) {
    case 'parameter': {
      const binding = lookUp(context.scope, expression.parameter);
      if (binding?.kind !== 'macro') return undefined;
      return { expression: binding.expression, context: { ...context, scope: binding.scope } };
    }
    case 'call': {
      const { definition } = expression;
      if (expression.arguments.length > 0 || definition.isRecursive) return undefined;
      const binding = lookUp(context.scope, definition);
      const isLocal = binding?.kind === 'local' || binding?.kind === 'kept';
      if (binding !== undefined && !isLocal) return undefined;
      const scope = isLocal ? binding.scope() : undefined;
      return { expression: definition.body, context: { ...context, scope } };
    }
    case 'let':
      return { expression: expression.body, context };
    default:
      return undefined;
  }
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
    const binding = lookUp(context.scope, expression.definition);
    const isLocal = binding?.kind === 'local' || binding?.kind === 'kept';
    if (['tuple', 'variable', 'call'].includes(body.kind) && (binding === undefined || isLocal)) {
      return flat(body, { ...context, scope: isLocal ? binding.scope() : undefined });
    }
  }
  if (expression.kind === 'parameter') {
    const binding = lookUp(context.scope, expression.parameter);
    if (binding?.kind === 'macro') return flat(binding.expression, { ...context, scope: binding.scope });
  }
  return [{ expression, context }];
}
