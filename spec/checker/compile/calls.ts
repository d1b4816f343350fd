/** Calls of definitions: copied to their place, or made to functions of their own. */

import type { Argument, Definition, Expression, OperatorArgument, Parameter } from '../meaning/resolved.js';
import type { EvaluationFrame } from '../values/evaluation-error.js';
import { builtinWith } from './builtin.js';
import { asValue, type Code, valueCode } from './code.js';
import { bind, type Context, isAssigned, lookUp, type Scope } from './context.js';
import { compile, value } from './expression.js';
import { representationOf } from './representation.js';
import { bindArguments, codeBinding } from './scoping.js';
import { isOperatorArgument, size } from './subexpressions.js';
import type { DefinitionFunction, Writer } from './writer.js';

/** Bodies up to this many nodes are copied; V8 would do the same, but not across loops and closures. */
const copiedSizeMax = 60;
const copiedDepthMax = 6;

export function parameter(writer: Writer, expression: Expression & { kind: 'parameter' }, context: Context): Code {
  const binding = lookUp(context.scope, expression.parameter);
  switch (binding?.kind) {
    case 'code':
      return { text: context.builder.use(binding.name), representation: binding.representation };
    case 'thunk':
      return valueCode(`${context.builder.use(binding.name)}()`);
    case 'macro':
      return compile(writer, binding.expression, { ...context, scope: binding.scope });
    case 'function':
      return valueCode(
        `R.fail('infinite', ${JSON.stringify(`${expression.parameter.name} is used as a whole in its own definition`)})`,
      );
    default:
      throw new Error(
        `${expression.parameter.name} is not in scope (${expression.place.line}:${expression.place.column})`,
      );
  }
}

export function call(writer: Writer, expression: Expression & { kind: 'call' }, context: Context): Code {
  const site = { place: expression.place, arguments: expression.arguments };
  return callDefinition(writer, expression.definition, site, { context, scope: context.scope });
}

export function callParameter(
  writer: Writer,
  expression: Expression & { kind: 'callParameter' },
  context: Context,
): Code {
  const binding = lookUp(context.scope, expression.parameter);
  if (binding?.kind === 'function') return callOfFunction(writer, binding.name, expression.arguments, context);
  if (binding?.kind !== 'operator') {
    throw new Error(`${expression.parameter.name} is not an operator here (${expression.place.line})`);
  }
  return applyOperator(writer, binding.argument, expression, { context, scope: binding.scope });
}

/** Where a call stands (`context`, also the scope of its arguments) and the scope that its operator was written in. */
interface CallScopes {
  readonly context: Context;
  readonly scope: Scope;
}

interface CallSite {
  readonly place: Expression['place'];
  readonly arguments: readonly Argument[];
}

/** The operator argument applied to the arguments of `site`. */
export function applyOperator(writer: Writer, operator: OperatorArgument, site: CallSite, scopes: CallScopes): Code {
  const { context, scope } = scopes;
  switch (operator.kind) {
    case 'definition':
      return callDefinition(writer, operator.definition, site, scopes);
    case 'builtin':
      return builtinWith(writer, operator.operator, site.arguments, site.place, context);
    case 'parameter': {
      const binding = lookUp(scope, operator.parameter);
      if (binding?.kind === 'operator') {
        return applyOperator(writer, binding.argument, site, { context, scope: binding.scope });
      }
      if (binding?.kind !== 'function') throw new Error(`${operator.parameter.name} is not an operator here`);
      return callOfFunction(writer, binding.name, site.arguments, context);
    }
    case 'lambda': {
      const body = { parameters: operator.parameters, expression: operator.body };
      const bound = bindArguments(writer, body, site.arguments, { outer: scope, context, asMacro: () => false });
      const code = compile(writer, operator.body, bound.context);
      return bound.text === '' ? code : { ...code, text: `(${bound.text}, ${code.text})` };
    }
  }
}

/** A call of an operator that is a JavaScript function from values, or operators, to a value. */
function callOfFunction(writer: Writer, name: string, args: readonly Argument[], context: Context): Code {
  const texts = args.map((argument) =>
    isOperatorArgument(argument) ? operatorFunction(writer, argument, context) : value(writer, argument, context),
  );
  return valueCode(`${context.builder.use(name)}(${texts.join(', ')})`);
}

/** An operator as a JavaScript function from values to a value. */
export function operatorFunction(writer: Writer, operator: Argument, context: Context): string {
  if (!isOperatorArgument(operator)) throw new Error('an operator was expected as argument');
  if (operator.kind === 'parameter') {
    const binding = lookUp(context.scope, operator.parameter);
    if (binding?.kind === 'function') return context.builder.use(binding.name);
  }
  const names = Array.from({ length: operator.arity }, () => writer.fresh('a'));
  return writer.closure(context, names, (inner) => {
    let scope = inner.scope;
    const args = names.map((name): Expression => {
      const bound: Parameter = { name, arity: 0 };
      scope = bind(scope, bound, codeBinding(name));
      return { kind: 'parameter', parameter: bound, place: nowhere, level: 0 };
    });
    const site = { place: nowhere, arguments: args };
    const code = applyOperator(writer, operator, site, { context: { ...inner, scope }, scope: inner.scope });
    return `return ${asValue(code)};`;
  });
}

const nowhere = { source: { file: '', module: '' }, line: 0, column: 0, endLine: 0, endColumn: 0 };

function callDefinition(writer: Writer, definition: Definition, site: CallSite, scopes: CallScopes): Code {
  const { context, scope } = scopes;
  const binding = lookUp(scope, definition);
  if (binding?.kind === 'kept' && binding.frame === context.frame.key) {
    return valueCode(`${context.builder.use(binding.name)}()`);
  }
  if (binding?.kind === 'function') {
    const args = argumentsByMode(writer, definition, site, context);
    return valueCode(`${context.builder.use(binding.name)}(${args.join(', ')})`);
  }
  const outer = binding?.kind === 'local' || binding?.kind === 'kept' ? binding.scope() : undefined;
  if (definition.isRecursive && binding !== undefined) return localRecursion(writer, definition, site, scopes, outer);
  if (!definition.isRecursive && (binding !== undefined || isCopied(writer, definition, site, context))) {
    const inside = entering(context, definition, site);
    const expanded = expand(writer, definition, site, { context: inside, outer });
    const code = compile(writer, definition.body, expanded.context);
    return expanded.text === '' ? code : { ...code, text: `(${expanded.text}, ${code.text})` };
  }
  return callFunction(writer, definition, site, context);
}

/** The body of `definition` with its parameters bound, ready to be compiled in place. */
export function expand(
  writer: Writer,
  definition: Definition,
  site: CallSite,
  scopes: { readonly context: Context; readonly outer: Scope },
) {
  const primed = writer.analysis.primedParameters(definition);
  const body = { parameters: definition.parameters, expression: definition.body };
  return bindArguments(writer, body, site.arguments, { ...scopes, asMacro: (each) => primed.has(each) });
}

/** The context of a body copied for the call at `site`. */
export function entering(context: Context, definition: Definition, site: CallSite): Context {
  const frame: EvaluationFrame = { definition: definition.name, place: site.place };
  return { ...context, frames: [frame, ...context.frames], depth: context.depth + 1 };
}

function isCopied(writer: Writer, definition: Definition, site: CallSite, context: Context): boolean {
  if (site.arguments.some(isOperatorArgument)) return true;
  if (writer.analysis.primedParameters(definition).size > 0) return true;
  if (needsPlace(writer, definition, context)) return true;
  if (definition.body.kind === 'function') return false;
  return context.depth < copiedDepthMax && size(definition.body) <= copiedSizeMax;
}

/** Whether the body reads a variable that has no value yet: only code at this very place can tell which. */
function needsPlace(writer: Writer, definition: Definition, context: Context): boolean {
  const { primed, unprimed } = writer.analysis.facts(definition.body);
  if ([...primed].some((variable) => !isAssigned(context, variable))) return true;
  return [...unprimed].some((variable) => {
    if (context.initial) return !isAssigned(context, variable);
    return context.frame.unprimed(variable) === undefined;
  });
}

/** A recursive definition of a LET: a closure, made anew where it is entered from outside. */
function localRecursion(
  writer: Writer,
  definition: Definition,
  site: CallSite,
  scopes: CallScopes,
  outer: Scope,
): Code {
  const { context } = scopes;
  const name = context.builder.temporary(writer.fresh(definition.name));
  const names = definition.parameters.map((each) => writer.fresh(each.name));
  const closure = writer.closure({ ...context, scope: outer }, names, (inner) => {
    const recursive = bind(inner.scope, definition, { kind: 'function', name: inner.builder.use(name) });
    const scope = parametersByMode(writer, definition, names, recursive);
    return `return ${value(writer, definition.body, { ...inner, scope })};`;
  });
  const args = argumentsByMode(writer, definition, site, context);
  return valueCode(`(${name} = ${closure}, ${name}(${args.join(', ')}))`);
}

/** Arguments for a function of its own: values where the body surely needs them, else functions that compute them. */
function argumentsByMode(writer: Writer, definition: Definition, site: CallSite, context: Context): string[] {
  const strict = writer.strictness.strictParameters(definition);
  return definition.parameters.map((each, index) => {
    const argument = site.arguments[index];
    if (argument === undefined) throw new Error(`no argument for ${each.name}`);
    if (isOperatorArgument(argument)) return operatorFunction(writer, argument, context);
    return strict.has(each) ? value(writer, argument, context) : lazily(writer, argument, context);
  });
}

/** The parameters of such a function, bound to `names`. */
function parametersByMode(writer: Writer, definition: Definition, names: readonly string[], outer: Scope): Scope {
  const strict = writer.strictness.strictParameters(definition);
  let scope = outer;
  definition.parameters.forEach((each, index) => {
    const name = names[index] ?? '';
    if (each.arity > 0) scope = bind(scope, each, { kind: 'function', name });
    else scope = bind(scope, each, strict.has(each) ? codeBinding(name) : { kind: 'thunk', name });
  });
  return scope;
}

function lazily(writer: Writer, argument: Expression, context: Context): string {
  const binding = argument.kind === 'parameter' ? lookUp(context.scope, argument.parameter) : undefined;
  if (binding?.kind === 'thunk') return context.builder.use(binding.name);
  const closure = writer.closure(context, [], (inner) => `return ${value(writer, argument, inner)};`);
  return `R.lazy(${closure})`;
}

function callFunction(writer: Writer, definition: Definition, site: CallSite, context: Context): Code {
  if (needsPlace(writer, definition, context)) {
    const message = `${definition.name} calls itself and reads a variable that has no value yet`;
    return valueCode(`R.fail('unassigned', ${JSON.stringify(message)})`);
  }
  const compiled = definitionFunction(writer, definition, context);
  const args = argumentsByMode(writer, definition, site, context);
  const text = `${compiled.name}(${args.join(', ')})`;
  return { ...compiled, text: writer.entered(text, site.place, context, definition) };
}

function definitionFunction(writer: Writer, definition: Definition, context: Context): DefinitionFunction {
  const byFrame = writer.definitions.get(definition) ?? new Map<string, DefinitionFunction>();
  writer.definitions.set(definition, byFrame);
  const known = byFrame.get(context.frame.key);
  if (known !== undefined) return known;
  const name = writer.fresh(definition.name);
  const compiled: DefinitionFunction = { name, representation: representationOf(definition.body) };
  byFrame.set(context.frame.key, compiled);
  const names = definition.parameters.map((each) => writer.fresh(each.name));
  const scope = parametersByMode(writer, definition, names, undefined);
  const around: Context = { ...context, scope, assigned: 'all', frames: [], depth: 0 };
  const { text } = writer.body(around, names, (inner) => {
    const code = compile(writer, definition.body, inner);
    return `return ${convertTo(code, compiled)};`;
  });
  writer.add(`function ${name}(${names.join(', ')}) {${text}}`);
  return compiled;
}

function convertTo(code: Code, compiled: DefinitionFunction): string {
  if (code.representation === compiled.representation) return code.text;
  if (compiled.representation === 'value') return asValue(code);
  throw new Error(`${compiled.name} was announced as ${compiled.representation}`);
}
