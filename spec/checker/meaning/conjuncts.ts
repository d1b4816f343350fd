/** An action taken apart into its conjuncts, each a formula by itself, with what is put in for its names where it is shown. */

import type { Place } from '../syntax/tree.js';
import { called, maxLevel } from './action-sites.js';
import type { Argument, Definition, Expression } from './resolved.js';

/** Texts that stand for the parameters of the definitions around a conjunct. */
export type Wording = ReadonlyMap<string, string>;

export interface ConjunctPart {
  /** Without free names: what binds them stands around it. */
  readonly formula: Expression;
  /** The conjunct itself. */
  readonly expression: Expression;
  /** Where a reader finds it. */
  readonly place: Place;
  /** Puts around an expression inside the conjunct what binds its names. */
  readonly close: (inner: Expression) => Expression;
  readonly wording: Wording;
  /** Those of the IFs around it. */
  readonly conditions: readonly Condition[];
}

/** What has to be true, or false where it is negated, for a branch of an IF to count. */
export interface Condition {
  readonly place: Place;
  readonly negated: boolean;
}

/** An argument of the action: an expression without free names, and how it reads. */
export interface GivenArgument {
  readonly expression: Expression;
  readonly text: string;
}

/** How a place reads with the words put in for names. */
export type Reader = (place: Place, wording: Wording) => string;

interface Around {
  readonly close: (inner: Expression) => Expression;
  readonly wording: Wording;
  readonly local: ReadonlySet<Definition>;
  readonly conditions: readonly Condition[];
}

/** The ways to take the definition's step with these arguments: one for each disjunct at its top, each a list of conjuncts. */
export function conjunctParts(definition: Definition, args: readonly GivenArgument[], read: Reader): ConjunctPart[][] {
  const values = args.map(({ expression }) => expression);
  const around: Around = {
    close: (inner) => called(definition, values, inner),
    wording: new Map(definition.parameters.map(({ name }, index) => [name, args[index]?.text ?? name])),
    local: new Set(),
    conditions: [],
  };
  const { body } = definition;
  const ways = body.kind === 'junction' && body.operator === '\\/' ? body.items : [body];
  return ways.filter((way) => !isNamedElsewhere(way)).map((way) => parts(way, around, read));
}

/** Whether a disjunct is the step of another action, which has its own name for it. */
function isNamedElsewhere(way: Expression): boolean {
  switch (way.kind) {
    case 'call':
      return way.level > 1 && !way.definition.isRecursive;
    case 'quantifier':
      return way.quantifier === '\\E' && isNamedElsewhere(way.body);
    case 'let':
      return isNamedElsewhere(way.body);
    case 'junction':
      return (way.operator === '\\/' || way.items.length === 1) && way.items.every(isNamedElsewhere);
    default:
      return false;
  }
}

function parts(expression: Expression, around: Around, read: Reader): ConjunctPart[] {
  const { close, wording, local, conditions } = around;
  switch (expression.kind) {
    case 'junction':
      if (expression.operator === '\\/' && expression.items.length > 1) break;
      return expression.items.flatMap((item) => parts(item, around, read));
    case 'let': {
      const { definitions } = expression;
      const wrapped = (body: Expression): Expression => {
        return { kind: 'let', definitions, body, place: body.place, level: body.level };
      };
      const inside = { ...around, close: (inner: Expression) => close(wrapped(inner)) };
      return parts(expression.body, { ...inside, local: new Set([...local, ...definitions]) }, read);
    }
    case 'if': {
      if (expression.level < 2) break;
      const { condition } = expression;
      return [expression.then, expression.else].flatMap((branch, index) => {
        const negated = index === 1;
        const guarded = (inner: Expression): Expression => close(implied(condition, negated, inner));
        const added = [...conditions, { place: condition.place, negated }];
        return parts(branch, { ...around, close: guarded, conditions: added }, read);
      });
    }
    case 'call': {
      const { definition, arguments: args } = expression;
      const isConjunction = definition.body.kind === 'junction' && definition.body.operator === '/\\';
      if (definition.isRecursive || local.has(definition) || (expression.level < 2 && !isConjunction)) break;
      const inside = {
        ...around,
        close: (inner: Expression) => close(called(definition, args, inner)),
        wording: wordingOf(definition, args, wording, read),
      };
      return parts(definition.body, inside, read);
    }
    case 'builtin': {
      const [operand] = expression.arguments;
      if (expression.operator !== 'UNCHANGED' || operand === undefined || !('place' in operand)) break;
      return elementsOf(operand, local).map((element): ConjunctPart => {
        const own: Expression = { ...expression, arguments: [element] };
        return { formula: close(own), expression: own, place: expression.place, close, wording, conditions };
      });
    }
    default:
      break;
  }
  const { place } = expression;
  return [{ formula: close(expression), expression, place, close, wording, conditions }];
}

function implied(condition: Expression, negated: boolean, inner: Expression): Expression {
  const { place } = inner;
  const level = maxLevel([condition, inner]);
  const held: Expression = negated
    ? { kind: 'builtin', operator: '~', arguments: [condition], place, level: condition.level }
    : condition;
  return { kind: 'builtin', operator: '=>', arguments: [held, inner], place, level };
}

/** The variables of a tuple of tuples, and of definitions that stand for such. */
function elementsOf(operand: Expression, local: ReadonlySet<Definition>): readonly Expression[] {
  if (operand.kind === 'tuple') return operand.elements.flatMap((element) => elementsOf(element, local));
  if (operand.kind === 'call' && operand.arguments.length === 0 && !operand.definition.isRecursive) {
    const { body } = operand.definition;
    if (!local.has(operand.definition) && (body.kind === 'tuple' || body.kind === 'variable')) {
      return elementsOf(body, local);
    }
  }
  return [operand];
}

function wordingOf(definition: Definition, args: readonly Argument[], outer: Wording, read: Reader): Wording {
  return new Map(
    definition.parameters.flatMap(({ name }, index) => {
      const argument = args[index];
      return argument === undefined || !('place' in argument) ? [] : [[name, read(argument.place, outer)] as const];
    }),
  );
}
