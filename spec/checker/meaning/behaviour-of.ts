/** The behaviour that a configuration names: `Init`, `Next` and fairness, by INIT and NEXT or out of a SPECIFICATION. */

import type { Place } from '../syntax/tree.js';
import type { Configuration } from './configuration.js';
import { reject } from './faults.js';
import { leveled, shownLevels } from './levels.js';
import { namedFormula } from './named-formulas.js';
import { configurationFault } from './replacements.js';
import type { Definition, Expression, ResolvedModel, Variable } from './resolved.js';
import type { Site } from './site.js';

type Behaviour = NonNullable<ResolvedModel['behaviour']>;

/**
 * Undefined when the configuration names no behaviour.
 *
 * @throws {InputError} `unsupported` at a conjunct of the specification that is none of `Init`, `[][Next]_v` and fairness,
 *   and what {@link namedFormula} throws.
 */
export function behaviourOf(site: Site, configuration: Configuration): Behaviour | undefined {
  const { init, next, specification } = configuration;
  if (specification !== undefined) {
    const { formula } = namedFormula(site, configuration, specification, 'SPECIFICATION', 3);
    const behaviour = ofSpecification(formula, site.draft.variables, (expected, found) =>
      configurationFault(configuration, specification, expected, [], found, 'unsupported'),
    );
    if (behaviour === undefined) refuseWithoutBehaviour(configuration);
    return behaviour;
  }
  if (init === undefined || next === undefined) {
    refuseWithoutBehaviour(configuration);
    return undefined;
  }
  return {
    init: namedFormula(site, configuration, init, 'INIT', 1).formula,
    next: namedFormula(site, configuration, next, 'NEXT', 2).formula,
    nextName: next.name,
    subscript: undefined,
    fairness: [],
  };
}

/** Without a behaviour only assumptions are checked: to ask for more would be to ask for nothing. */
function refuseWithoutBehaviour(configuration: Configuration): void {
  const { invariants, properties, constraints, actionConstraints, symmetry, view } = configuration;
  const asked = [...invariants, ...properties, ...constraints, ...actionConstraints, ...symmetry, view];
  const first = asked.find((name) => name !== undefined);
  if (first === undefined) return;
  configurationFault(
    configuration,
    first,
    'SPECIFICATION, or INIT and NEXT, where a formula is to be checked',
    [],
    'none',
    'syntax',
  );
}

/** Puts a part of a body back in what it stood in: the call that gave the body its arguments, the LET around it. */
type Wrap = (part: Expression) => Expression;

interface Conjunct {
  readonly formula: Expression;
  readonly wrap: Wrap;
}

/** Undefined where there are no variables and nothing is said of how it begins: that has one state, of which nothing can be told. */
function ofSpecification(
  specification: Expression,
  variables: readonly Variable[],
  fail: (expected: string, found: string) => never,
): Behaviour | undefined {
  const initial: Expression[] = [];
  const fairness: Expression[] = [];
  let step:
    | { readonly next: Expression; readonly subscript: Expression; readonly name: string | undefined }
    | undefined;
  for (const { formula, wrap } of conjuncts(specification, (part) => part)) {
    const box = formula.kind === 'builtin' && formula.operator === '[]' ? formula.arguments[0] : undefined;
    if (formula.level < 2) {
      initial.push(wrap(formula));
    } else if (box !== undefined && 'place' in box && unfolded(box).kind === 'box') {
      if (step !== undefined) {
        reject(formula.place, 'unsupported', { expected: 'one [][Next]_v in a specification', found: 'a second one' });
      }
      step = stepOf(box, wrap);
      checkSubscript(step.subscript, variables, formula.place);
    } else {
      checkFairness(formula);
      fairness.push(wrap(formula));
    }
  }
  const [first] = initial;
  if (first === undefined && variables.length === 0) return undefined;
  if (first === undefined) return fail('a specification with an initial predicate', 'none among its conjuncts');
  if (step === undefined) return fail('a specification with [][Next]_v', 'none among its conjuncts');
  const init =
    initial.length === 1
      ? first
      : leveled({ kind: 'junction', place: first.place, operator: '/\\', items: initial }, initial);
  return { init, next: step.next, nextName: step.name, subscript: step.subscript, fairness };
}

/** The conjuncts, definitions unfolded; a definition that is a state predicate stays whole. */
function conjuncts(formula: Expression, wrap: Wrap): Conjunct[] {
  if (formula.level < 2) return [{ formula, wrap }];
  switch (formula.kind) {
    case 'junction':
      if (formula.operator === '\\/' && formula.items.length > 1) return [{ formula, wrap }];
      return formula.items.flatMap((item) => conjuncts(item, wrap));
    case 'call':
      if (formula.definition.isRecursive) return [{ formula, wrap }];
      return conjuncts(formula.definition.body, (part) => wrap(calledWith(formula, part)));
    case 'let':
      return conjuncts(formula.body, (part) => wrap(insideLet(formula, part)));
    default:
      return [{ formula, wrap }];
  }
}

function calledWith(call: Extract<Expression, { readonly kind: 'call' }>, part: Expression): Expression {
  const { definition, arguments: args, place } = call;
  if (definition.parameters.length === 0) return part;
  const { name, parameters, isRecursive } = definition;
  const ofPart: Definition = { name, parameters, isRecursive, body: part, level: part.level, place: definition.place };
  return { kind: 'call', place, level: part.level, definition: ofPart, arguments: args };
}

function insideLet(around: Extract<Expression, { readonly kind: 'let' }>, part: Expression): Expression {
  return { ...around, level: part.level, body: part };
}

/** Next and v of `[Next]_v`, which may be what a definition stands for. */
function stepOf(box: Expression, wrap: Wrap): { next: Expression; subscript: Expression; name: string | undefined } {
  if (box.kind === 'call') return stepOf(box.definition.body, (part) => wrap(calledWith(box, part)));
  if (box.kind === 'let') return stepOf(box.body, (part) => wrap(insideLet(box, part)));
  if (box.kind !== 'box') return reject(box.place, 'unsupported', { expected: '[Next]_v', found: box.kind });
  const name = box.action.kind === 'call' ? box.action.definition.name : undefined;
  return { next: wrap(box.action), subscript: wrap(box.subscript), name };
}

/**
 * Every variable must be in the subscript: a step that changes another one and leaves the subscript as it is would be
 * allowed by `[][Next]_v`, and a search by Next alone would not see it.
 */
function checkSubscript(subscript: Expression, variables: readonly Variable[], place: Place): void {
  const inside = new Set<Variable>();
  collectVariables(subscript, inside);
  const missing = variables.filter((variable) => !inside.has(variable)).map(({ name }) => name);
  if (missing.length > 0) {
    reject(place, 'unsupported', {
      expected: 'every variable in the subscript of [][Next]_v',
      found: `one without ${missing.join(', ')}`,
    });
  }
}

function collectVariables(expression: Expression, into: Set<Variable>): void {
  if (expression.kind === 'variable') into.add(expression.variable);
  if (expression.kind === 'tuple') for (const element of expression.elements) collectVariables(element, into);
  if (expression.kind === 'let') collectVariables(expression.body, into);
  if (expression.kind === 'call' && !expression.definition.isRecursive) {
    collectVariables(expression.definition.body, into);
    for (const argument of expression.arguments) if ('place' in argument) collectVariables(argument, into);
  }
}

/** Only what says nothing about single steps: a search by Init and Next would not obey the rest. */
function checkFairness(formula: Expression): void {
  const parts = partsOfFairness(formula);
  if (parts === undefined) {
    reject(formula.place, 'unsupported', {
      expected: 'Init, [][Next]_v, WF, SF, <>, ~> and []<> as conjuncts of a specification',
      found: formula.level < 3 ? shownLevels[formula.level] : 'another temporal formula',
    });
  }
  for (const part of parts) checkFairness(part);
}

/** What must in turn be fairness for `formula` to be; undefined when it is not. */
function partsOfFairness(formula: Expression): readonly Expression[] | undefined {
  switch (formula.kind) {
    case 'fairness':
      return [];
    case 'junction':
      // P \/ WF_v(A) is fairness, P /\ WF_v(A) also says something about the first state.
      return formula.operator === '/\\' ? formula.items : formula.items.filter(({ level }) => level > 1);
    case 'quantifier':
    case 'let':
      return [formula.body];
    case 'call':
      return formula.definition.isRecursive || formula.level < 3 ? undefined : [formula.definition.body];
    case 'if':
      return [formula.then, formula.else];
    case 'builtin': {
      if (formula.operator === '<>' || formula.operator === '~>') return [];
      const inner = { '[]': formula.arguments[0], '=>': formula.arguments[1] }[formula.operator];
      return inner !== undefined && 'place' in inner && inner.level === 3 ? [inner] : undefined;
    }
    default:
      return undefined;
  }
}

function unfolded(expression: Expression): Expression {
  if (expression.kind === 'let') return unfolded(expression.body);
  return expression.kind === 'call' ? unfolded(expression.definition.body) : expression;
}
