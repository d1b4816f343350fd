/** Expressions to JavaScript expressions. */

import type { Expression } from '../meaning/resolved.js';
import { builtin } from './builtin.js';
import { call, callParameter, parameter } from './calls.js';
import {
  asBoolean,
  asNumber,
  asValue,
  booleanCode,
  type Code,
  convert,
  isLiteral,
  type Representation,
  valueCode,
} from './code.js';
import { type Context, isAssigned } from './context.js';
import { enabled } from './enabled.js';
import { functionLiteral } from './function-literal.js';
import { application, except, field } from './functions.js';
import { iterate, nestedLoops } from './loops.js';
import { inputsOf, remembered } from './remembered.js';
import { bindDefinitions, bindElement } from './scoping.js';
import type { Writer } from './writer.js';

/** Code for `expression` at a place of the program. */
export function compile(writer: Writer, expression: Expression, context: Context): Code {
  if (isHoisted(writer, expression)) return hoisted(writer, expression, context);
  return written(writer, expression, context);
}

export const value = (writer: Writer, expression: Expression, context: Context): string =>
  asValue(compile(writer, expression, context));

export const boolean = (writer: Writer, expression: Expression, context: Context): string =>
  asBoolean(compile(writer, expression, context));

export const number = (writer: Writer, expression: Expression, context: Context): string =>
  asNumber(compile(writer, expression, context));

/** The code itself; in the instrumented program wrapped so that it is counted, and named when it fails. */
function written(writer: Writer, expression: Expression, context: Context): Code {
  const code = plain(writer, expression, context);
  if (isLiteral(code.text) || isAtomic(expression)) return code;
  return { ...code, text: writer.watched(code.text, expression.place, context) };
}

function isAtomic(expression: Expression): boolean {
  return expression.kind === 'value' || expression.kind === 'parameter';
}

/** Loops that depend on few values are remembered by them. */
function plain(writer: Writer, expression: Expression, context: Context): Code {
  const result = loops.get(expression.kind);
  const inputs = result === undefined ? undefined : inputsOf(writer, expression, context);
  if (result === undefined || inputs === undefined) return direct(writer, expression, context);
  const text = remembered(writer, inputs, result, context, (inner) => direct(writer, expression, inner).text);
  return { text, representation: result };
}

const loops: ReadonlyMap<Expression['kind'], 'value' | 'boolean'> = new Map([
  ['quantifier', 'boolean'],
  ['choose', 'value'],
  ['filter', 'value'],
  ['map', 'value'],
  ['function', 'value'],
  ['record', 'value'],
]);

function direct(writer: Writer, expression: Expression, context: Context): Code {
  const { store } = writer;
  switch (expression.kind) {
    case 'value':
      if (expression.value.kind === 'boolean') return booleanCode(String(expression.value.value));
      return valueCode(String(store.fromValue(expression.value)));
    case 'parameter':
      return parameter(writer, expression, context);
    case 'variable':
      return variable(writer, expression, context);
    case 'call':
      return call(writer, expression, context);
    case 'callParameter':
      return callParameter(writer, expression, context);
    case 'builtin':
      return builtin(writer, expression, context);
    case 'junction': {
      const items = expression.items.map((item) => boolean(writer, item, context));
      return booleanCode(`(${items.join(expression.operator === '/\\' ? ' && ' : ' || ')})`);
    }
    case 'quantifier': {
      const forAll = expression.quantifier === '\\A';
      const text = writer.lift('q', context, (inner) => {
        const loops = nestedLoops(writer, expression.bounds, inner, (innermost) => {
          const test = boolean(writer, expression.body, innermost);
          return forAll ? `if (!${test}) return false;` : `if (${test}) return true;`;
        });
        return `${loops} return ${forAll};`;
      });
      return booleanCode(text);
    }
    case 'choose':
      return choose(writer, expression, context);
    case 'set':
      return listed(writer, expression.elements, context, 'set');
    case 'tuple':
      return listed(writer, expression.elements, context, 'tuple');
    case 'filter':
      return valueCode(
        writer.lift('f', context, (inner) => {
          const mark = inner.builder.declare(writer.fresh('m'));
          const { bound, predicate } = expression;
          const loops = iterate(writer, bound.set, inner, (element, body) => {
            const scoped = bindElement(writer, bound, element, body);
            return `${scoped.text} if (${boolean(writer, predicate, scoped.context)}) V.push(${element});`;
          });
          return `const ${mark} = V.mark(); ${loops} return V.set(${mark});`;
        }),
      );
    case 'map':
      return valueCode(
        writer.lift('f', context, (inner) => {
          const mark = inner.builder.declare(writer.fresh('m'));
          const loops = nestedLoops(writer, expression.bounds, inner, (innermost) => {
            return `V.push(${value(writer, expression.body, innermost)});`;
          });
          return `const ${mark} = V.mark(); ${loops} return V.set(${mark});`;
        }),
      );
    case 'function':
      return functionLiteral(writer, expression, context);
    case 'functionSet': {
      const domain = value(writer, expression.domain, context);
      return valueCode(`V.functionSet(${domain}, ${value(writer, expression.range, context)})`);
    }
    case 'record':
      return record(writer, expression.fields, context);
    case 'recordSet': {
      const fields = sorted(expression.fields);
      const names = fields.map(({ name }) => store.string(name));
      const sets = fields.map(({ value: set }) => value(writer, set, context));
      return valueCode(`V.recordSet([${names.join(', ')}], [${sets.join(', ')}])`);
    }
    case 'product':
      return valueCode(`V.product([${expression.sets.map((set) => value(writer, set, context)).join(', ')}])`);
    case 'application':
      return application(writer, expression, context);
    case 'field':
      return field(writer, expression, context);
    case 'except':
      return except(writer, expression, context);
    case 'if': {
      const condition = boolean(writer, expression.condition, context);
      const then = compile(writer, expression.then, context);
      const otherwise = compile(writer, expression.else, context);
      const representation = join(then.representation, otherwise.representation);
      const text = `(${condition} ? ${convert(then, representation)} : ${convert(otherwise, representation)})`;
      return { text, representation };
    }
    case 'case':
      return cases(writer, expression, context);
    case 'let': {
      const scoped = bindDefinitions(writer, expression, context);
      const body = compile(writer, expression.body, scoped.context);
      return scoped.text === '' ? body : { ...body, text: `(${scoped.text}, ${body.text})` };
    }
    case 'enabled':
      return enabled(writer, expression, context);
    case 'box': {
      // [A]_v as a predicate on a step: A, or v unchanged.
      const action = boolean(writer, expression.action, context);
      return booleanCode(`(${action} || ${unchanged(writer, expression.subscript, context)})`);
    }
    case 'angle': {
      const action = boolean(writer, expression.action, context);
      return booleanCode(`(${action} && !${unchanged(writer, expression.subscript, context)})`);
    }
    case 'fairness':
      return valueCode(
        `R.fail('unsupported', ${JSON.stringify(`${expression.strength}_ cannot be evaluated in a state`)})`,
      );
  }
}

/** `e' = e`, or for tuples of variables one comparison each. */
export function unchanged(writer: Writer, expression: Expression, context: Context): string {
  if (expression.kind === 'tuple') {
    const items = expression.elements.map((element) => unchanged(writer, element, context));
    return items.length === 0 ? 'true' : `(${items.join(' && ')})`;
  }
  if (expression.kind === 'call' && expression.arguments.length === 0 && !expression.definition.isRecursive) {
    if (expression.definition.body.kind === 'tuple') return unchanged(writer, expression.definition.body, context);
  }
  const place = expression.place;
  const primed: Expression = { kind: 'builtin', operator: "'", arguments: [expression], place, level: 2 };
  return `V.equal(${value(writer, primed, context)}, ${value(writer, expression, context)})`;
}

function variable(_writer: Writer, expression: Expression & { kind: 'variable' }, context: Context): Code {
  const { variable: read } = expression;
  const mapped = read.current !== undefined && !context.initial;
  const slot = context.frame.unprimed(read);
  if (slot !== undefined) {
    if (!context.initial || isAssigned(context, read)) return valueCode(slot);
    return valueCode(unassigned(read.name));
  }
  if (mapped && read.current !== undefined) return compile(_writer, read.current, context);
  return valueCode(unassigned(read.name));
}

/** Code that fails because `name` has no value here. */
export function unassigned(name: string): string {
  return `R.fail('unassigned', ${JSON.stringify(`the variable ${name} is read before it has a value`)})`;
}

function choose(writer: Writer, expression: Expression & { kind: 'choose' }, context: Context): Code {
  const { set, pattern, parameters, body, place } = expression;
  if (set === undefined) {
    return valueCode(`R.fail('unsupported', 'CHOOSE without a set cannot be evaluated')`);
  }
  const text = writer.lift('c', context, (inner) => {
    const loops = iterate(writer, set, inner, (element, at) => {
      const scoped = bindElement(writer, { pattern, parameters, set }, element, at);
      return `${scoped.text} if (${boolean(writer, body, scoped.context)}) return ${element};`;
    });
    const where = `line ${place.line}, column ${place.column}`;
    return `${loops} return R.fail('choose', ${JSON.stringify(`no element of the set satisfies the predicate of CHOOSE (${where})`)});`;
  });
  return valueCode(text);
}

/** A set or tuple of listed elements; of literals alone, its own literal. */
function listed(writer: Writer, elements: readonly Expression[], context: Context, kind: 'set' | 'tuple'): Code {
  const { store } = writer;
  if (elements.length === 0) return valueCode(String(kind === 'set' ? store.emptySet : store.emptyTuple));
  const items = elements.map((element) => value(writer, element, context));
  if (items.every(isLiteral) && isComparable(writer, items)) {
    const mark = store.mark();
    for (const item of items) store.push(Number(item));
    return valueCode(String(store[kind](mark)));
  }
  if (kind === 'set' && items.length === 1) return valueCode(`V.singleton(${items[0]})`);
  return valueCode(stacked(writer, items, context, (mark) => `V.${kind}(${mark})`));
}

function isComparable(writer: Writer, items: readonly string[]): boolean {
  const kinds = new Set(items.map((item) => (Number(item) < 0 ? -1 : writer.store.kind[Number(item)])));
  return kinds.size === 1;
}

/** Pushes `items` one by one and ends with `end(mark)`, in one JavaScript expression. */
export function stacked(
  writer: Writer,
  items: readonly string[],
  context: Context,
  end: (mark: string) => string,
): string {
  const mark = context.builder.temporary(writer.fresh('m'));
  return `(${mark} = V.mark(), ${items.map((item) => `V.push(${item})`).join(', ')}, ${end(mark)})`;
}

function record(
  writer: Writer,
  written: readonly { readonly name: string; readonly value: Expression }[],
  context: Context,
): Code {
  const { store } = writer;
  const fields = sorted(written);
  const mark = store.mark();
  for (const { name } of fields) store.push(store.string(name));
  const domain = store.set(mark);
  const items = fields.map((each) => value(writer, each.value, context));
  if (items.every(isLiteral)) {
    const top = store.mark();
    for (const item of items) store.push(Number(item));
    return valueCode(String(store.functionOn(domain, top)));
  }
  return valueCode(stacked(writer, items, context, (top) => `V.functionOn(${domain}, ${top})`));
}

/** Fields in the order in which the store keeps strings. */
function sorted<T extends { readonly name: string }>(fields: readonly T[]): T[] {
  return [...fields].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}

/** Code for a CASE that comes to its end. */
export const noArm = `R.fail('case', 'no arm of CASE is true, and there is no OTHER')`;

function cases(writer: Writer, expression: Expression & { kind: 'case' }, context: Context): Code {
  const arms = expression.arms.map(({ guard, value: result }) => ({
    guard: boolean(writer, guard, context),
    result: compile(writer, result, context),
  }));
  const other = expression.other === undefined ? undefined : compile(writer, expression.other, context);
  const all = [
    ...arms.map(({ result }) => result.representation),
    ...(other === undefined ? [] : [other.representation]),
  ];
  const representation = all.reduce(join);
  const last = other === undefined ? noArm : convert(other, representation);
  const text = arms.reduceRight(
    (rest, { guard, result }) => `(${guard} ? ${convert(result, representation)} : ${rest})`,
    last,
  );
  return { text, representation };
}

export function join(left: Representation, right: Representation): Representation {
  return left === right ? left : 'value';
}

/** Whether the value is computed once for the whole program, when first needed. */
function isHoisted(writer: Writer, expression: Expression): boolean {
  switch (expression.kind) {
    case 'value':
    case 'parameter':
    case 'variable':
    case 'let':
    case 'enabled':
    case 'fairness':
      return false;
    case 'call':
      // A closed call of a recursive definition is one too; its own body is not closed.
      return writer.analysis.isConstant(expression);
    default:
      return writer.analysis.isConstant(expression);
  }
}

function hoisted(writer: Writer, expression: Expression, context: Context): Code {
  const key = expression.kind === 'call' && expression.arguments.length === 0 ? expression.definition : expression;
  const known = writer.constants.get(key);
  if (known !== undefined) return known;
  const name = writer.fresh('K');
  let code: Code = valueCode(name);
  const { text } = writer.body({ ...context, scope: undefined, depth: 0 }, [], (inner) => {
    code = written(writer, expression, inner);
    return `return ${name} = ${code.text};`;
  });
  if (isLiteral(code.text) || code.text === 'true' || code.text === 'false') {
    writer.constants.set(key, code);
    return code;
  }
  writer.add(`let ${name}; function ${name}f() {${text}}`);
  const found: Code = { ...code, text: `(${name} !== undefined ? ${name} : ${name}f())` };
  writer.constants.set(key, found);
  return found;
}
