/** The text given to the engine: one module with only what the model needs, fully parenthesised, and a configuration of our own. */

import { InputError } from '../../../input-error.js';
import type { Configuration } from '../../meaning/configuration.js';
import type { LoadedModule } from '../../meaning/load-module.js';
import type { Assumption, Definition, ModuleOutline } from '../../meaning/module-outline.js';
import type { Expression } from '../../syntax/expression.js';
import { parseExpression, UnreadExpression } from '../../syntax/parse-expression.js';
import { type OperatorPrinters, printExpression } from '../../syntax/print-expression.js';
import { renameBound } from '../../syntax/rename-bound.js';
import type { Token } from '../../syntax/tokens.js';
import { printValue } from '../../values/print-value.js';

/** What of the module is needed for a set of root names: everything reachable from them and from the assumptions. */
export interface ModuleSlice {
  readonly module: LoadedModule;
  readonly definitions: readonly {
    readonly outline: ModuleOutline;
    readonly definition: Definition;
    /** Those of the definition, renamed like everything bound in `body`. */
    readonly parameters: readonly string[];
    readonly body: Expression;
  }[];
  readonly assumptions: readonly {
    readonly outline: ModuleOutline;
    readonly assumption: Assumption;
    readonly body: Expression;
  }[];
  /** Of the kept definitions and assumptions. */
  readonly tokens: readonly { readonly outline: ModuleOutline; readonly token: Token }[];
}

/** A name for our own additions that no module is likely to have; a module that has it is refused. */
export const ownPrefix = 'Lsm';

/** An invariant that cannot fail: the engine guesses invariants by their names when it is given none. */
const ownInvariant = `${ownPrefix}Always`;

/** What one run explores. */
export interface RunNames {
  readonly init: string;
  readonly next: string;
  readonly invariants: readonly string[];
  /** Passed on as CONSTRAINT: states outside are neither counted nor checked. */
  readonly constraints: readonly string[];
}

/** A module with the tree of each definition and assumption, or why it has none. */
export interface ReadModule {
  readonly module: LoadedModule;
  readonly bodies: ReadonlyMap<Definition | Assumption, ReadBody | UnreadExpression>;
}

/** A right-hand side in which no two scopes share a name: the engine puts arguments in by name, and would mix them up. */
interface ReadBody {
  readonly parameters: readonly string[];
  readonly expression: Expression;
}

/** @throws {InputError} for a syntax error anywhere in the module. */
export function readExpressions(module: LoadedModule): ReadModule {
  let count = 0;
  const fresh = (name: string): string => `${name}_${ownPrefix}${count++}`;
  const bodies = new Map<Definition | Assumption, ReadBody | UnreadExpression>();
  for (const outline of module.modules) {
    for (const definition of outline.definitions.values()) {
      if (!definition.isInstance) bodies.set(definition, readBody(outline, definition, definition.parameters, fresh));
    }
    for (const assumption of outline.assumptions) bodies.set(assumption, readBody(outline, assumption, [], fresh));
  }
  return { module, bodies };
}

/** What is needed for `roots`, or the reason why it cannot be read, which is no fault of the user's. */
export function sliceModule(
  { module, bodies }: ReadModule,
  roots: readonly string[],
): { readonly kind: 'slice'; readonly slice: ModuleSlice } | { readonly kind: 'refused'; readonly reason: string } {
  const needed = new Set<string>();
  const visit = (tokens: readonly Token[]): void => {
    for (const token of tokens) if (token.kind === 'word') need(token.text);
  };
  const need = (name: string): void => {
    const definition = module.definitions.get(name);
    if (definition === undefined || needed.has(name)) return;
    needed.add(name);
    visit(definition.body);
  };
  for (const outline of module.modules) for (const { body } of outline.assumptions) visit(body);
  for (const root of roots) need(root);

  const refused = (outline: ModuleOutline, { message, token }: UnreadExpression) =>
    ({
      kind: 'refused',
      reason: `${message} is not read here (${outline.file}:${token.line}:${token.column})`,
    }) as const;
  const definitions: ModuleSlice['definitions'][number][] = [];
  const assumptions: ModuleSlice['assumptions'][number][] = [];
  for (const outline of module.modules) {
    for (const definition of outline.definitions.values()) {
      if (module.definitions.get(definition.name) !== definition || !needed.has(definition.name)) continue;
      const body = bodies.get(definition);
      if (body === undefined) {
        return { kind: 'refused', reason: `${definition.name} is an INSTANCE (${outline.file}:${definition.line})` };
      }
      if (body instanceof UnreadExpression) return refused(outline, body);
      definitions.push({ outline, definition, parameters: body.parameters, body: body.expression });
    }
    for (const assumption of outline.assumptions) {
      const body = bodies.get(assumption);
      if (body === undefined) throw new Error('an assumption was not read');
      if (body instanceof UnreadExpression) return refused(outline, body);
      assumptions.push({ outline, assumption, body: body.expression });
    }
  }
  const tokens = [
    ...definitions.flatMap(({ outline, definition }) => definition.body.map((token) => ({ outline, token }))),
    ...assumptions.flatMap(({ outline, assumption }) => assumption.body.map((token) => ({ outline, token }))),
  ];
  return { kind: 'slice', slice: { module, definitions, assumptions, tokens } };
}

/**
 * The module text.
 *
 * @param extra definitions of our own, added at the end; `variable` a variable of our own.
 */
export function engineModule(slice: ModuleSlice, extra: readonly string[] = [], variable?: string): string {
  const { module } = slice;
  const constants = module.constants.map(({ name }) => name);
  const variables = [...module.variables.map(({ name }) => name), ...(variable === undefined ? [] : [variable])];
  return [
    `---- MODULE ${module.root.name} ----`,
    ...(module.standard.length > 0 ? [`EXTENDS ${module.standard.join(', ')}`] : []),
    ...(constants.length > 0 ? [`CONSTANTS ${constants.join(', ')}`] : []),
    // The engine forgets all but the last VARIABLES unit.
    ...(variables.length > 0 ? [`VARIABLES ${variables.join(', ')}`] : []),
    `${ownInvariant} == TRUE`,
    ...ownOperators,
    ...(module.standard.includes('Sequences') ? [ownSubSeq] : []),
    ...slice.assumptions.map(({ body }) => `ASSUME ${engineExpression(body, slice)}`),
    ...slice.definitions.map(({ definition: { name }, parameters, body }) => {
      return `${name}${parameters.length === 0 ? '' : `(${parameters.join(', ')})`} == ${engineExpression(body, slice)}`;
    }),
    ...extra,
    '====',
    '',
  ].join('\n');
}

/** A configuration for one run. */
export function engineConfiguration(configuration: Configuration, names: RunNames): string {
  const constants = configuration.constants.flatMap((binding) =>
    binding.kind === 'value' ? [`CONSTANT ${binding.name} = ${printValue(binding.value)}`] : [],
  );
  const constraints = names.constraints.map((name) => `CONSTRAINT ${name}`);
  const invariants = [...names.invariants, ownInvariant].map((name) => `INVARIANT ${name}`);
  return [...constants, `INIT ${names.init}`, `NEXT ${names.next}`, ...constraints, ...invariants, ''].join('\n');
}

/**
 * An expression as the engine is to read it: it knows other precedences than TLA+, another division, and UNCHANGED only
 * of variables and of tuples of them.
 */
export function engineExpression(expression: Expression, slice: ModuleSlice): string {
  return printExpression(expression, {
    infix: printInfix,
    call: (name) => (name === 'SubSeq' ? `${ownPrefix}SubSeq` : undefined),
    prefix(operator, operand) {
      if (operator !== 'UNCHANGED') return undefined;
      const names = unchangedVariables(operand, slice);
      return names === undefined ? undefined : `UNCHANGED <<${names.join(', ')}>>`;
    },
  });
}

/** The variables in a tuple of variables, of tuples, and of names of such tuples; undefined for anything else. */
function unchangedVariables(expression: Expression, slice: ModuleSlice): string[] | undefined {
  if (expression.kind === 'tuple') {
    const parts = expression.elements.map((element) => unchangedVariables(element, slice));
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (expression.kind !== 'name') return undefined;
  const { name } = expression;
  if (slice.module.variables.some((variable) => variable.name === name)) return [name];
  const found = slice.definitions.find(({ definition }) => definition.name === name);
  return found === undefined || found.definition.parameters.length > 0
    ? undefined
    : unchangedVariables(found.body, slice);
}

/**
 * Operators the engine has otherwise. Its division rounds to zero, where TLA+'s rounds down and takes the remainder only of
 * a positive divisor; its SubSeq fails where TLA+ has the empty sequence.
 */
const ownOperators = (() => {
  // The engine puts arguments in by name: a parameter that were called like a variable of the module would capture it.
  const [a, b] = [`${ownPrefix}First`, `${ownPrefix}Second`];
  return [
    `${ownPrefix}Remainder(${a}, ${b}) == IF ${b} > 0 THEN (IF (${a} % ${b}) < 0 THEN ((${a} % ${b}) + ${b}) ELSE (${a} % ${b})) ELSE ${ownPrefix}NotPositive`,
    `${ownPrefix}Quotient(${a}, ${b}) == IF ((${a} % ${b}) # 0) /\\ ((${a} < 0) # (${b} < 0)) THEN ((${a} \\div ${b}) - 1) ELSE (${a} \\div ${b})`,
  ];
})();

const ownSubSeq = (() => {
  const [s, m, n] = [`${ownPrefix}First`, `${ownPrefix}Second`, `${ownPrefix}Third`];
  return `${ownPrefix}SubSeq(${s}, ${m}, ${n}) == IF ${m} > ${n} THEN <<>> ELSE SubSeq(${s}, ${m}, ${n})`;
})();

const printInfix: OperatorPrinters['infix'] = (operator, left, right) => {
  if (operator === '%') return `${ownPrefix}Remainder(${left}, ${right})`;
  if (operator === '\\div') return `${ownPrefix}Quotient(${left}, ${right})`;
  return undefined;
};

function readBody(
  outline: ModuleOutline,
  unit: { readonly head: readonly Token[]; readonly body: readonly Token[] },
  parameters: readonly string[],
  fresh: (name: string) => string,
): ReadBody | UnreadExpression {
  const after = unit.body.at(-1) ?? unit.head.at(-1);
  if (after === undefined) throw new InputError({ code: 'syntax', file: outline.file, expected: 'a definition' });
  try {
    const renamed = renameBound(parameters, parseExpression(unit.body, outline.file, after), fresh);
    return { parameters: renamed.parameters, expression: renamed.body };
  } catch (error) {
    if (error instanceof UnreadExpression) return error;
    throw error;
  }
}
