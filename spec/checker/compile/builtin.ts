/** Operators of the language and of the standard modules. */

import type { Argument, Expression } from '../meaning/resolved.js';
import { operatorFunction } from './calls.js';
import { asNumber, asValue, booleanCode, type Code, isLiteral, numberCode, valueCode } from './code.js';
import type { Context } from './context.js';
import { boolean, compile, number, unchanged, value } from './expression.js';
import { primed } from './frames.js';
import { iterate, mayBeInfinite } from './loops.js';
import { membership, subsetOf } from './membership.js';
import { isOperatorArgument } from './subexpressions.js';
import type { Writer } from './writer.js';

export function builtin(writer: Writer, expression: Expression & { kind: 'builtin' }, context: Context): Code {
  return builtinWith(writer, expression.operator, expression.arguments, expression.place, context);
}

/** What the templates below work with: code of the arguments, by the representation asked for. */
interface Operands {
  readonly v: (index: number) => string;
  readonly n: (index: number) => string;
  readonly b: (index: number) => string;
  /** The argument as a JavaScript function. */
  readonly f: (index: number) => string;
  /** The argument as a JavaScript function without parameters. */
  readonly lazy: (index: number) => string;
}

type Template = (operands: Operands) => Code;

const arithmetic =
  (operator: string): Template =>
  ({ n }) =>
    numberCode(`A(${n(0)} ${operator} ${n(1)})`);
const comparison =
  (operator: string): Template =>
  ({ n }) =>
    booleanCode(`(${n(0)} ${operator} ${n(1)})`);
const values =
  (name: string, arity: number): Template =>
  ({ v }) =>
    valueCode(`${name}(${Array.from({ length: arity }, (_, index) => v(index)).join(', ')})`);
const tests =
  (name: string, arity: number): Template =>
  (operands) =>
    booleanCode(values(name, arity)(operands).text);

/** Operators whose arguments are plain values; the others are below. */
const templates: Readonly<Record<string, Template>> = {
  '+': arithmetic('+'),
  '-': arithmetic('-'),
  '*': arithmetic('*'),
  '-.': ({ n }) => numberCode(`A(0 - ${n(0)})`),
  '\\div': ({ n }) => numberCode(`R.divide(${n(0)}, ${n(1)})`),
  '%': ({ n }) => numberCode(`R.modulo(${n(0)}, ${n(1)})`),
  '^': ({ n }) => numberCode(`R.power(${n(0)}, ${n(1)})`),
  '<': comparison('<'),
  '<=': comparison('<='),
  '>': comparison('>'),
  '>=': comparison('>='),
  '..': values('V.interval', 2),
  '~': ({ b }) => booleanCode(`!${b(0)}`),
  '/\\': ({ b }) => booleanCode(`(${b(0)} && ${b(1)})`),
  '\\/': ({ b }) => booleanCode(`(${b(0)} || ${b(1)})`),
  '=>': ({ b }) => booleanCode(`(!${b(0)} || ${b(1)})`),
  '<=>': ({ b }) => booleanCode(`(${b(0)} === ${b(1)})`),
  '\\subseteq': tests('V.subsetEqual', 2),
  '\\cup': values('V.union', 2),
  '\\cap': values('V.intersection', 2),
  '\\': values('V.difference', 2),
  '\\X': ({ v }) => valueCode(`V.product([${v(0)}, ${v(1)}])`),
  SUBSET: values('V.powerset', 1),
  UNION: values('V.bigUnion', 1),
  DOMAIN: values('V.domain', 1),
  BOOLEAN: () => valueCode('V.booleans'),
  STRING: () => valueCode('V.strings'),
  Nat: () => valueCode('V.naturals'),
  Int: () => valueCode('V.integers'),
  Cardinality: values('V.cardinality', 1),
  IsFiniteSet: tests('V.isFinite', 1),
  Len: values('V.len', 1),
  Head: values('V.head', 1),
  Tail: values('V.tail', 1),
  Append: values('V.append', 2),
  '\\o': values('V.concat', 2),
  SubSeq: values('V.subSeq', 3),
  Seq: values('V.sequences', 1),
  SelectSeq: ({ v, f }) => valueCode(`R.selectSeq(${v(0)}, ${f(1)})`),
  ':>': values('V.singletonFunction', 2),
  '@@': values('V.merge', 2),
  Permutations: values('V.permutations', 1),
  SortSeq: ({ v, f }) => valueCode(`R.sortSeq(${v(0)}, ${f(1)})`),
  ToString: values('V.toStringValue', 1),
  TLCEval: ({ v }) => valueCode(`R.whole(${v(0)})`),
  Print: ({ v }) => valueCode(`R.printed(${v(0)}, ${v(1)})`),
  PrintT: ({ v }) => booleanCode(`R.printLine(${v(0)})`),
  Assert: ({ b, lazy }) => booleanCode(`R.assert(${b(0)}, ${lazy(1)})`),
  TLCGet: values('R.tlcGet', 1),
  TLCSet: tests('R.tlcSet', 2),
  AssertEq: ({ v }) => booleanCode(`R.assertEqual(${v(0)}, ${v(1)})`),
  TLCDefer: () => booleanCode('true'),
  TLCNoOp: ({ v }) => valueCode(v(0)),
  TLCCache: ({ v }) => valueCode(v(0)),
  EmptyBag: () => valueCode('V.emptyTuple'),
  IsABag: tests('G.isABag', 1),
  BagToSet: values('G.bagToSet', 1),
  SetToBag: values('G.setToBag', 1),
  BagIn: tests('G.bagIn', 2),
  '\\oplus': values('G.bagSum', 2),
  '\\ominus': values('G.bagDifference', 2),
  '\\sqsubseteq': tests('G.bagSubsetEqual', 2),
  BagUnion: values('G.bagUnion', 1),
  SubBag: values('G.subBag', 1),
  BagOfAll: ({ v, f }) => valueCode(`G.bagOfAll(${f(0)}, ${v(1)})`),
  BagCardinality: values('G.bagCardinality', 1),
  CopiesIn: values('G.copiesIn', 2),
};

export function builtinWith(
  writer: Writer,
  operator: string,
  args: readonly Argument[],
  place: Expression['place'],
  context: Context,
): Code {
  const expressionAt = (index: number): Expression => {
    const argument = args[index];
    if (argument === undefined || isOperatorArgument(argument))
      throw new Error(`${operator} without its argument ${index}`);
    return argument;
  };
  switch (operator) {
    case '=':
      return equality(writer, expressionAt(0), expressionAt(1), context);
    case '#':
      return booleanCode(`!${equality(writer, expressionAt(0), expressionAt(1), context).text}`);
    case '\\in':
      return member(writer, expressionAt(0), expressionAt(1), context);
    case '\\notin':
      return booleanCode(`!${member(writer, expressionAt(0), expressionAt(1), context).text}`);
    case '\\cup': {
      const [left, right] = [expressionAt(0), expressionAt(1)];
      const [one, other] = isSingleton(right) ? [right, left] : [left, right];
      if (!isSingleton(one)) break;
      return valueCode(
        `V.insert(${value(writer, other, context)}, ${value(writer, one.elements[0] as Expression, context)})`,
      );
    }
    case '\\subseteq': {
      const right = expressionAt(1);
      if (!mayBeInfinite(right, context)) break;
      const name = context.builder.temporary(writer.fresh('e'));
      return booleanCode(
        `(${name} = ${value(writer, expressionAt(0), context)}, ${subsetOf(writer, name, right, context)})`,
      );
    }
    case '\\cap':
    case '\\':
      if (!mayBeInfinite(expressionAt(1), context) || mayBeInfinite(expressionAt(0), context)) break;
      return sifted(writer, expressionAt(0), expressionAt(1), operator === '\\cap', context);
    case "'":
      return compile(writer, expressionAt(0), primed(context));
    case 'UNCHANGED':
      return booleanCode(unchanged(writer, expressionAt(0), context));
    default:
  }
  const template = templates[operator];
  if (template === undefined) {
    return valueCode(
      `R.fail('unsupported', ${JSON.stringify(`${operator} cannot be evaluated (line ${place.line})`)})`,
    );
  }
  return template({
    v: (index) => value(writer, expressionAt(index), context),
    n: (index) => number(writer, expressionAt(index), context),
    b: (index) => boolean(writer, expressionAt(index), context),
    f: (index) => {
      const argument = args[index];
      if (argument === undefined) throw new Error(`${operator} without its argument ${index}`);
      return operatorFunction(writer, argument, context);
    },
    lazy: (index) => writer.closure(context, [], (inner) => `return ${value(writer, expressionAt(index), inner)};`),
  });
}

/** The elements of `set` that are, or are not, members of a set that cannot be written out. */
function sifted(writer: Writer, set: Expression, members: Expression, keeps: boolean, context: Context): Code {
  const text = writer.lift('f', context, (inner) => {
    const mark = inner.builder.declare(writer.fresh('m'));
    const loop = iterate(writer, set, inner, (element, at) => {
      return `if (${membership(writer, element, members, at)} === ${keeps}) V.push(${element});`;
    });
    return `const ${mark} = V.mark(); ${loop} return V.set(${mark});`;
  });
  return valueCode(text);
}

function isSingleton(expression: Expression): expression is Expression & { kind: 'set' } {
  return expression.kind === 'set' && expression.elements.length === 1;
}

/** Every operator that {@link builtinWith} has code for; a test compares it with the list of the resolver. */
export const compiledBuiltins: readonly string[] = [
  ...Object.keys(templates),
  ...['=', '#', '\\in', '\\notin', "'", 'UNCHANGED'],
];

function equality(writer: Writer, left: Expression, right: Expression, context: Context): Code {
  const [a, b] = [compile(writer, left, context), compile(writer, right, context)];
  if (a.representation === b.representation && a.representation !== 'value') {
    return booleanCode(`(${a.text} === ${b.text})`);
  }
  if (a.representation === 'number' && isLiteral(asValue(b)) && Number(asValue(b)) < 0) {
    return booleanCode(`(${a.text} === ${asNumber(b)})`);
  }
  return booleanCode(`E(${asValue(a)}, ${asValue(b)})`);
}

function member(writer: Writer, left: Expression, right: Expression, context: Context): Code {
  const element = value(writer, left, context);
  if (/^[A-Za-z_]\w*$/.test(element)) return booleanCode(membership(writer, element, right, context));
  const name = context.builder.temporary(writer.fresh('e'));
  return booleanCode(`(${name} = ${element}, ${membership(writer, name, right, context)})`);
}
