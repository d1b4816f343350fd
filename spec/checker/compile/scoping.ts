/** Names coming into scope: elements of a bound set, definitions of a LET, parameters of a definition. */

import type { Argument, Bound, Definition, Expression, Parameter } from '../meaning/resolved.js';
import { type Binding, bind, type Context, lookUp, type Scope } from './context.js';
import { value } from './expression.js';
import { children, isOperatorArgument, occurrences } from './subexpressions.js';
import type { Writer } from './writer.js';

/** A context with more names in scope, and the code that gives them their values. */
export interface Scoped {
  readonly text: string;
  readonly context: Context;
}

/** Binds the names of a pattern to the JavaScript variable `element`; `text` is statements. */
export function bindElement(writer: Writer, bound: Bound, element: string, context: Context): Scoped {
  const [single, ...others] = bound.parameters;
  if (single !== undefined && others.length === 0 && bound.pattern === 'names') {
    return { text: '', context: { ...context, scope: bind(context.scope, single, codeBinding(element)) } };
  }
  // Several names here are the components of a tuple, whatever the pattern: one element was drawn.
  const length = bound.parameters.length;
  let scope = context.scope;
  const parts = bound.parameters.map((parameter, index) => {
    const name = context.builder.declare(writer.fresh(parameter.name));
    scope = bind(scope, parameter, codeBinding(name));
    return `const ${name} = V.arena[V.offset[R.taken(${element}, ${length})] + ${index}];`;
  });
  return { text: parts.join(' '), context: { ...context, scope } };
}

/**
 * Brings the definitions of a LET into scope. `text` is assignments, separated by commas. A definition used more than once
 * becomes a value that is computed when first needed.
 */
export function bindDefinitions(writer: Writer, expression: Expression & { kind: 'let' }, context: Context): Scoped {
  const texts: string[] = [];
  let scope = context.scope;
  const all = (): Scope => scope;
  for (const definition of expression.definitions) {
    scope = bind(scope, definition, { kind: 'local', scope: all });
    if (!isKept(writer, definition, expression, context)) continue;
    const name = context.builder.temporary(writer.fresh(definition.name));
    const closure = writer.closure({ ...context, scope }, [], (inner) => {
      return `return ${value(writer, definition.body, inner)};`;
    });
    texts.push(`${name} = R.lazy(${closure})`);
    scope = bind(scope, definition, { kind: 'kept', name, frame: context.frame.key, scope: all });
  }
  return { text: texts.join(', '), context: { ...context, scope } };
}

/** Whether a LET definition is worth a place of its own: used often, not constant, and the same wherever it is used. */
function isKept(
  writer: Writer,
  definition: Definition,
  expression: Expression & { kind: 'let' },
  context: Context,
): boolean {
  if (definition.parameters.length > 0 || definition.isRecursive || definition.level > 1) return false;
  const { unprimed, primed, free, impure } = writer.analysis.facts(definition.body);
  if (impure || primed.size > 0 || (context.initial && unprimed.size > 0)) return false;
  if (unprimed.size === 0 && free.size === 0) return false;
  if (
    ['variable', 'parameter', 'value', 'function'].includes(definition.body.kind) &&
    definition.body.kind !== 'function'
  ) {
    return false;
  }
  const uses = expression.definitions.reduce((sum, { body }) => sum + callsOf(body, definition), 0);
  return uses + callsOf(expression.body, definition) > 1;
}

function callsOf(expression: Expression, definition: Definition): number {
  let total = expression.kind === 'call' && expression.definition === definition ? 1 : 0;
  if (expression.kind === 'let') for (const { body } of expression.definitions) total += callsOf(body, definition);
  if ('arguments' in expression) {
    for (const argument of expression.arguments) {
      if (isOperatorArgument(argument) && argument.kind === 'lambda') total += 2 * callsOf(argument.body, definition);
    }
  }
  const repeats = ['quantifier', 'filter', 'map', 'function', 'choose', 'except'].includes(expression.kind);
  for (const child of children(expression)) total += (repeats ? 2 : 1) * callsOf(child, definition);
  return total;
}

/**
 * Binds the parameters of a body that is copied to its place. `outer` is the scope of the body, `context` that of the
 * arguments; `text` is assignments, separated by commas.
 */
export function bindArguments(
  writer: Writer,
  body: { readonly parameters: readonly Parameter[]; readonly expression: Expression },
  args: readonly Argument[],
  options: { readonly outer: Scope; readonly context: Context; readonly asMacro: (parameter: Parameter) => boolean },
): Scoped {
  const { outer, context, asMacro } = options;
  const texts: string[] = [];
  let scope = outer;
  const surely = writer.strictness.surelyEvaluated(body.expression);
  body.parameters.forEach((parameter, index) => {
    const argument = args[index];
    if (argument === undefined) throw new Error(`no argument for ${parameter.name}`);
    if (isOperatorArgument(argument)) {
      scope = bind(scope, parameter, operatorBinding(argument, context.scope));
      return;
    }
    const known = argument.kind === 'parameter' ? lookUp(context.scope, argument.parameter) : undefined;
    if (known !== undefined) {
      scope = bind(scope, parameter, known);
      return;
    }
    const uses = occurrences(body.expression, parameter);
    if (uses <= 1 || asMacro(parameter) || isCheap(writer, argument, context)) {
      scope = bind(scope, parameter, { kind: 'macro', expression: argument, scope: context.scope });
      return;
    }
    const name = context.builder.temporary(writer.fresh(parameter.name));
    if (surely.has(parameter)) {
      texts.push(`${name} = ${value(writer, argument, context)}`);
      scope = bind(scope, parameter, codeBinding(name));
    } else {
      const closure = writer.closure(context, [], (inner) => `return ${value(writer, argument, inner)};`);
      texts.push(`${name} = R.lazy(${closure})`);
      scope = bind(scope, parameter, { kind: 'thunk', name });
    }
  });
  return { text: texts.join(', '), context: { ...context, scope } };
}

/** Arguments that may be written again wherever the parameter stands. */
function isCheap(writer: Writer, argument: Expression, context: Context): boolean {
  if (argument.kind === 'value' || argument.kind === 'variable') return true;
  if (argument.level > 1 || writer.analysis.isConstant(argument)) return true;
  const { unprimed, primed } = writer.analysis.facts(argument);
  return primed.size > 0 || (context.initial && unprimed.size > 0);
}

function operatorBinding(argument: Exclude<Argument, Expression>, scope: Scope): Binding {
  if (argument.kind === 'parameter') {
    const known = lookUp(scope, argument.parameter);
    if (known !== undefined) return known;
  }
  return { kind: 'operator', argument, scope };
}

export function codeBinding(name: string): Binding {
  return { kind: 'code', name, representation: 'value' };
}
