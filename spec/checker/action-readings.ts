/** The conjuncts of an action with their values: what can be said of a step that is not possible. */

import type { Predicate, Program } from './compile/program.js';
import { type ActionSite, actionSites, type Layer, maxLevel, within } from './meaning/action-sites.js';
import { type ConjunctPart, conjunctParts, type GivenArgument } from './meaning/conjuncts.js';
import type { Argument, Expression, Variable } from './meaning/resolved.js';
import type { ActionReading, Conjunct } from './model-steps.js';
import { type LinesOf, sourceWords } from './source-words.js';
import type { Place } from './syntax/tree.js';
import { canonicalValue } from './values/canonical-value.js';
import { plainValue, storedValue } from './values/conversion.js';
import { EvaluationError, evaluationError } from './values/evaluation-error.js';
import { printValue } from './values/print-value.js';
import type { Value } from './values/value.js';

/** Formulas are evaluated in the program's `current` and `successor`; `read` puts a state into `current`. */
export interface Evaluation {
  readonly program: Program;
  readonly read: (state: number) => void;
  readonly linesOf: LinesOf;
  /** Of the model. */
  readonly variables: readonly Variable[];
}

type Words = ReadonlyMap<string, string>;

const comparisons = new Set(['=', '#', '\\in', '\\notin', '<', '>', '<=', '>=', '\\subseteq']);

/** The readings of a step of the action that the compiler calls by this place, with these arguments. */
export function actionReadings(
  next: Expression,
  place: Place,
  args: readonly Value[],
  evaluation: Evaluation,
): readonly ActionReading[] {
  const sites = actionSites(next).filter(
    ({ definition, arguments: given, isLocal }) =>
      definition.place === place && !isLocal && given.every((each) => 'place' in each && each.level < 2),
  );
  return sites.flatMap((site) => {
    if (site.arguments.length !== args.length) return [];
    const given = args.map((value): GivenArgument => {
      return { expression: { kind: 'value', value, place, level: 0 }, text: printValue(value) };
    });
    const read = (at: Place, words: Words) => wordsAt(at, words, evaluation);
    const admitted = admission(site, given, evaluation);
    return conjunctParts(site.definition, given, read).map((parts) => {
      return { admitted, conjuncts: parts.map((part) => conjunct(part, evaluation)) };
    });
  });
}

/** Whether what stands around the call lets it have each of these arguments, and then all of them together. */
function admission(site: ActionSite, given: readonly GivenArgument[], evaluation: Evaluation): readonly Conjunct[] {
  const { definition, layers } = site;
  const equal = (index: number): Expression => {
    const [own, value] = [site.arguments[index] as Expression, (given[index] as GivenArgument).expression];
    return { kind: 'builtin', operator: '=', arguments: [own, value], place: own.place, level: own.level };
  };
  const admitted = (indices: readonly number[], text: string, place: Place): Conjunct => {
    const items = indices.map(equal);
    const all = conjunction(items, definition.place);
    let test: Predicate | undefined;
    const holds = (from: number): boolean => {
      test ??= evaluation.program.predicate(within(layers, all));
      evaluation.read(from);
      return test();
    };
    return {
      text,
      file: place.source.file,
      line: place.line,
      isUpdate: false,
      holds,
      allows: holds,
      sides: () => [],
    };
  };
  const single = given.map(({ text }, index) => {
    const own = site.arguments[index] as Expression;
    const set = boundSet(own, layers);
    const words = set === undefined ? `= ${wordsAt(own.place, new Map(), evaluation)}` : wordsOfSet(set, evaluation);
    return admitted([index], `${text} ${words}`, (set ?? own).place);
  });
  const names = definition.parameters.map(({ name }, index) => `${name} = ${given[index]?.text}`).join(', ');
  const whole = `${definition.name} in NEXT${names === '' ? '' : ` with ${names}`}`;
  return [
    ...single,
    admitted(
      given.map((_, index) => index),
      whole,
      definition.place,
    ),
  ];
}

function wordsOfSet(set: Expression, evaluation: Evaluation): string {
  return `\\in ${wordsAt(set.place, new Map(), evaluation)}`;
}

/** TRUE where there are no items: the compiler knows no empty list. */
function conjunction(items: readonly Expression[], place: Place): Expression {
  if (items.length === 0) return { kind: 'value', value: { kind: 'boolean', value: true }, place, level: 0 };
  return { kind: 'junction', operator: '/\\', items, place, level: maxLevel(items) };
}

/** The set that an argument is drawn from, where it is a name bound by `\E`. */
function boundSet(argument: Expression, layers: readonly Layer[]): Expression | undefined {
  let own: Argument | undefined = argument;
  for (const layer of [...layers].reverse()) {
    if (own === undefined || !('place' in own) || own.kind !== 'parameter') return undefined;
    const { parameter } = own;
    if (layer.kind === 'bounds') {
      const bound = layer.bounds.find(({ parameters }) => parameters.includes(parameter));
      if (bound !== undefined) return bound.pattern === 'names' ? bound.set : undefined;
    }
    if (layer.kind === 'call') {
      const index = layer.definition.parameters.indexOf(parameter);
      if (index >= 0) own = layer.arguments[index];
    }
  }
  return undefined;
}

function conjunct(part: ConjunctPart, evaluation: Evaluation): Conjunct {
  const { formula, expression, place, wording, conditions } = part;
  const { program } = evaluation;
  let test: Predicate | undefined;
  let possible: Predicate | undefined;
  const isUnchanged = expression.kind === 'builtin' && expression.operator === 'UNCHANGED';
  const [operand] = expression.kind === 'builtin' ? expression.arguments : [];
  const own =
    isUnchanged && operand !== undefined && 'place' in operand
      ? `UNCHANGED ${wordsAt(operand.place, wording, evaluation)}`
      : wordsAt(place, wording, evaluation);
  const text = conditions.reduceRight((rest, { place: at, negated }) => {
    const condition = wordsAt(at, wording, evaluation);
    return `IF ${negated ? `~(${condition})` : condition} THEN ${rest}`;
  }, own);
  return {
    text,
    file: place.source.file,
    line: place.line,
    isUpdate: formula.level > 1,
    holds(from, after) {
      test ??= program.predicate(formula);
      evaluation.read(from);
      if (after !== undefined) program.successor.set(after.map((value) => storedValue(program.store, value)));
      return test();
    },
    allows(from) {
      const asked: Expression =
        formula.level < 2
          ? formula
          : { kind: 'enabled', variables: evaluation.variables, action: formula, place, level: 1 };
      possible ??= program.predicate(asked);
      evaluation.read(from);
      try {
        return possible();
      } catch (error) {
        // It reads the next value of a variable that another conjunct gives: by itself it keeps nothing from being taken.
        const known = evaluationError(error);
        if (formula.level > 1 && known instanceof EvaluationError && known.code === 'unassigned') return true;
        throw error;
      }
    },
    sides(from) {
      if (formula.level > 1 || expression.kind !== 'builtin' || !comparisons.has(expression.operator)) return [];
      return expression.arguments.flatMap((side) => {
        if (!('place' in side) || side.kind === 'value' || isLiteral(side)) return [];
        evaluation.read(from);
        const value = canonicalValue(plainValue(program.store, program.value(part.close(side))()));
        return [{ text: wordsAt(side.place, wording, evaluation), value }];
      });
    },
  };
}

function isLiteral(expression: Expression): boolean {
  if (expression.kind === 'set' || expression.kind === 'tuple') return expression.elements.every(isLiteral);
  return expression.kind === 'value' || expression.kind === 'parameter';
}

function wordsAt(place: Place, words: Words, { linesOf }: Evaluation): string {
  return sourceWords(place, words, linesOf) ?? `what ${place.source.module} says`;
}
