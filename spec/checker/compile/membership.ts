/** `x \in S`, without building S where its form tells who its members are. */

import type { Expression, Parameter } from '../meaning/resolved.js';
import { entering, expand } from './calls.js';
import { isLiteral } from './code.js';
import { bind, type Context } from './context.js';
import { boolean, number, value } from './expression.js';
import { iterate, mayBeInfinite } from './loops.js';
import { bindElement, codeBinding } from './scoping.js';
import { isOperatorArgument } from './subexpressions.js';
import type { Writer } from './writer.js';

/** Sets of at most this many literals are compared one by one. */
const listedMax = 8;

/** Code for whether the value in the JavaScript variable, or literal, `element` is a member of `set`. */
export function membership(writer: Writer, element: string, set: Expression, context: Context): string {
  if (writer.analysis.isConstant(set) && !mayBeInfinite(set, context)) {
    return constantMembership(writer, element, value(writer, set, context));
  }
  const both = (left: Expression, right: Expression, operator: string, negated = ''): string =>
    `(${membership(writer, element, left, context)} ${operator} ${negated}${membership(writer, element, right, context)})`;
  switch (set.kind) {
    case 'builtin': {
      const [left, right] = set.arguments;
      if (left === undefined || isOperatorArgument(left)) break;
      if (right !== undefined && !isOperatorArgument(right)) {
        if (set.operator === '\\cup') return both(left, right, '||');
        if (set.operator === '\\cap') return both(left, right, '&&');
        if (set.operator === '\\') return both(left, right, '&&', '!');
        if (set.operator === '..') {
          return `R.between(${element}, ${number(writer, left, context)}, ${number(writer, right, context)})`;
        }
      }
      if (set.operator === 'SUBSET' && mayBeInfinite(left, context)) return subsetOf(writer, element, left, context);
      break;
    }
    case 'set':
      if (set.elements.length === 0 || set.elements.length > listedMax) break;
      return `(${set.elements.map((each) => `V.equal(${element}, ${value(writer, each, context)})`).join(' || ')})`;
    case 'filter':
      if (!mayBeInfinite(set, context)) break;
      return predicateMembership(writer, element, set, context);
    case 'call': {
      if (set.definition.isRecursive || !mayBeInfinite(set, context)) break;
      const inside = entering(context, set.definition, set);
      const expanded = expand(writer, set.definition, set, { context: inside, outer: undefined });
      const test = membership(writer, element, set.definition.body, expanded.context);
      return expanded.text === '' ? test : `(${expanded.text}, ${test})`;
    }
    case 'if': {
      const then = membership(writer, element, set.then, context);
      return `(${boolean(writer, set.condition, context)} ? ${then} : ${membership(writer, element, set.else, context)})`;
    }
    case 'functionSet':
      if (!mayBeInfinite(set.range, context) || mayBeInfinite(set.domain, context)) break;
      return functionMembership(writer, element, set, context);
    case 'recordSet': {
      if (!mayBeInfinite(set, context)) break;
      const tests = set.fields.map((field) => {
        const name = writer.store.string(field.name);
        return lifted(writer, `V.field(${element}, ${name})`, field.value, element, context);
      });
      const names = set.fields.map((field) => writer.store.string(field.name)).join(', ');
      return `(R.hasFields(${element}, [${names}]) && ${tests.join(' && ')})`;
    }
    case 'product': {
      if (!mayBeInfinite(set, context)) break;
      const tests = set.sets.map((each, index) => {
        return lifted(writer, `V.arena[V.offset[${element}] + ${index}]`, each, element, context);
      });
      return `(R.isTuple(${element}, ${set.sets.length}) && ${tests.join(' && ')})`;
    }
    default:
  }
  return `V.member(${element}, ${value(writer, set, context)})`;
}

/** Membership in a finite constant set: for a few literals, comparisons before the general case. */
function constantMembership(writer: Writer, element: string, set: string): string {
  const { store } = writer;
  if (!isLiteral(set) || Number(set) < 0) return `V.member(${element}, ${set})`;
  const id = Number(set);
  const length = store.length[id] ?? 0;
  if (length === 0 || length > listedMax) return `V.member(${element}, ${set})`;
  const start = store.offset[id] ?? 0;
  const members = Array.from(store.arena.subarray(start, start + length));
  return `(${members.map((member) => `${element} === ${member}`).join(' || ')} || V.member(${element}, ${set}))`;
}

/** The membership of a part: computed once, in a function of its own. */
function lifted(writer: Writer, part: string, set: Expression, element: string, context: Context): string {
  const name = writer.fresh('x');
  return writer.lift('e', context, (inner) => {
    if (!isLiteral(element)) inner.builder.use(element);
    inner.builder.declare(name);
    return `const ${name} = ${part}; return ${membership(writer, name, set, inner)};`;
  });
}

function predicateMembership(
  writer: Writer,
  element: string,
  set: Expression & { kind: 'filter' },
  context: Context,
): string {
  return writer.lift('e', context, (inner) => {
    if (!isLiteral(element)) inner.builder.use(element);
    const base = membership(writer, element, set.bound.set, inner);
    const scoped = bindElement(writer, set.bound, element, inner);
    return `if (!${base}) return false; ${scoped.text} return ${boolean(writer, set.predicate, scoped.context)};`;
  });
}

/** Whether every element of the set in the JavaScript variable `element` is a member of `set`. */
export function subsetOf(writer: Writer, element: string, set: Expression, context: Context): string {
  return writer.lift('e', context, (inner) => {
    if (!isLiteral(element)) inner.builder.use(element);
    const parameter: Parameter = { name: 'element', arity: 0 };
    const scope = bind(inner.scope, parameter, codeBinding(element));
    const whole: Expression = { kind: 'parameter', parameter, place: set.place, level: 0 };
    const loop = iterate(writer, whole, { ...inner, scope }, (member, at) => {
      return `if (!${membership(writer, member, set, { ...at, scope: inner.scope })}) return false;`;
    });
    return `R.set(${element}); ${loop} return true;`;
  });
}

function functionMembership(
  writer: Writer,
  element: string,
  set: Expression & { kind: 'functionSet' },
  context: Context,
): string {
  return writer.lift('e', context, (inner) => {
    if (!isLiteral(element)) inner.builder.use(element);
    const domain = value(writer, set.domain, inner);
    const [index, end, member] = ['i', 'n', 'x'].map((stem) => inner.builder.declare(writer.fresh(stem)));
    const test = membership(writer, member ?? '', set.range, inner);
    const values = `for (let ${index} = R.valuesStart(${element}), ${end} = R.valuesEnd(${element}); ${index} < ${end}; ${index}++) { const ${member} = V.arena[${index}]; if (!${test}) return false; }`;
    return `if (!R.isFunctionOn(${element}, ${domain})) return false; ${values} return true;`;
  });
}
