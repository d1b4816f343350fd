/** Operators that no module text defines: the language's own and those of the standard modules. */

import type { Level } from './resolved.js';

/** What an operator demands of its arguments and makes of their levels. */
export interface BuiltinOperator {
  /** Canonical; see `OperatorName` in the syntax tree. */
  readonly name: string;
  /** A number of arguments for each: 0 for an expression, n for an operator of n arguments. */
  readonly parameters: readonly number[];
  /** Highest level that the arguments may have. */
  readonly argumentMax: Level;
  /** Level of the result; undefined: the highest of the arguments. */
  readonly level: Level | undefined;
  /** The reason why it cannot be evaluated here, when it cannot. */
  readonly refusal: string | undefined;
}

type Options = Partial<Pick<BuiltinOperator, 'argumentMax' | 'level' | 'refusal'>>;

function operator(name: string, parameters: readonly number[], options: Options = {}): BuiltinOperator {
  return { name, parameters, argumentMax: 2, level: undefined, refusal: undefined, ...options };
}

function constants(...names: string[]): BuiltinOperator[] {
  return names.map((name) => operator(name, []));
}

function unary(...names: string[]): BuiltinOperator[] {
  return names.map((name) => operator(name, [0]));
}

function binary(...names: string[]): BuiltinOperator[] {
  return names.map((name) => operator(name, [0, 0]));
}

function table(...operators: readonly BuiltinOperator[]): ReadonlyMap<string, BuiltinOperator> {
  return new Map(operators.map((entry) => [entry.name, entry]));
}

const temporal: Options = { argumentMax: 3, level: 3 };

/** Known everywhere, and never defined anew. */
export const languageOperators: ReadonlyMap<string, BuiltinOperator> = table(
  ...constants('BOOLEAN', 'STRING'),
  ...binary('=', '#', '\\in', '\\notin', '\\subseteq', '\\cup', '\\cap', '\\', '\\X'),
  ...unary('SUBSET', 'UNION', 'DOMAIN'),
  ...['/\\', '\\/', '=>', '<=>'].map((name) => operator(name, [0, 0], { argumentMax: 3 })),
  operator('~', [0], { argumentMax: 3 }),
  operator("'", [0], { argumentMax: 1, level: 2 }),
  operator('UNCHANGED', [0], { argumentMax: 1, level: 2 }),
  operator('ENABLED', [0], { argumentMax: 2, level: 1 }),
  operator('[]', [0], temporal),
  operator('<>', [0], temporal),
  operator('~>', [0, 0], temporal),
  operator('-+->', [0, 0], { ...temporal, refusal: 'a formula without -+-> (while-plus)' }),
  operator('\\cdot', [0, 0], { level: 2, refusal: 'an action without \\cdot (composition)' }),
  // Quantifiers without a set reach the model as these two, with a LAMBDA as their argument.
  operator('\\A', [1], { argumentMax: 3, refusal: 'a quantifier with a set, \\A x \\in S : P' }),
  operator('\\E', [1], { argumentMax: 3, refusal: 'a quantifier with a set, \\E x \\in S : P' }),
  operator('\\AA', [1], { ...temporal, refusal: 'a formula without \\AA (temporal quantifier)' }),
  operator('\\EE', [1], { ...temporal, refusal: 'a formula without \\EE (temporal quantifier)' }),
);

const naturals = [...constants('Nat'), ...binary('+', '-', '*', '^', '<', '>', '<=', '>=', '%', '\\div', '..')];
const integers = [...naturals, ...constants('Int'), ...unary('-.')];
const noReals = { refusal: 'integers: real numbers cannot be evaluated' };
const reals = [
  ...integers,
  operator('Real', [], noReals),
  operator('/', [0, 0], noReals),
  operator('Infinity', [], noReals),
];
/** A step that is another when it is taken again proves nothing, and cannot be shown. */
const noRandom = { refusal: 'an operator whose value is the same in every run' };
const tlc = [
  ...unary('PrintT', 'TLCGet', 'Permutations', 'ToString', 'TLCEval'),
  ...binary('Print', 'Assert', 'TLCSet', ':>', '@@'),
  operator('JavaTime', [], noRandom),
  operator('RandomElement', [0], noRandom),
  operator('Any', [], { refusal: 'a set that can be described: Any contains everything' }),
  operator('SortSeq', [0, 2]),
];
const noTlcInternals = { refusal: 'an operator that has a meaning outside TLC' };

/** The operators of each standard module, those of the modules it extends included. TLAPS only directs provers. */
export const standardModules: ReadonlyMap<string, ReadonlyMap<string, BuiltinOperator>> = new Map([
  ['TLAPS', table()],
  ['Naturals', table(...naturals)],
  ['Integers', table(...integers)],
  ['Reals', table(...reals)],
  [
    'Sequences',
    table(
      ...unary('Seq', 'Len', 'Head', 'Tail'),
      ...binary('\\o', 'Append'),
      operator('SubSeq', [0, 0, 0]),
      operator('SelectSeq', [0, 1]),
    ),
  ],
  ['FiniteSets', table(...unary('IsFiniteSet', 'Cardinality'))],
  [
    'Bags',
    table(
      ...tlc,
      ...constants('EmptyBag'),
      ...unary('IsABag', 'BagToSet', 'SetToBag', 'BagUnion', 'SubBag', 'BagCardinality'),
      ...binary('BagIn', '\\oplus', '\\ominus', '\\sqsubseteq', 'CopiesIn'),
      operator('BagOfAll', [1, 0]),
    ),
  ],
  ['TLC', table(...tlc)],
  [
    'TLCExt',
    table(
      ...binary('AssertEq'),
      ...['TLCModelValue', 'PickSuccessor', 'TLCFP', 'TLCEvalDefinition', 'ToTrace'].map((name) =>
        operator(name, [0], noTlcInternals),
      ),
      operator('TLCDefer', [0]),
      operator('TLCNoOp', [0]),
      operator('TLCCache', [0, 0]),
      operator('AssertError', [0, 0], noTlcInternals),
      operator('TLCGetOrDefault', [0, 0], noTlcInternals),
      operator('TLCGetAndSet', [0, 2, 0, 0], noTlcInternals),
      operator('Trace', [], noTlcInternals),
      operator('CounterExample', [], noTlcInternals),
    ),
  ],
  [
    'Randomization',
    table(
      operator('RandomSubset', [0, 0], noRandom),
      operator('RandomSetOfSubsets', [0, 0, 0], noRandom),
      operator('TestRandomSetOfSubsets', [0, 0, 0], noRandom),
    ),
  ],
]);

const byName: ReadonlyMap<string, BuiltinOperator> = new Map(
  [languageOperators, ...standardModules.values()].flatMap((operators) => [...operators]),
);

/** The operator that a resolved expression names. The same name is the same operator in every module. */
export function builtinOperator(name: string): BuiltinOperator | undefined {
  return byName.get(name);
}
