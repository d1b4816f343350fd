/** What a name stands for, put to its arguments. */

import assert from 'node:assert/strict';
import type { Place } from '../syntax/tree.js';
import { type BuiltinOperator, builtinOperator } from './builtins.js';
import { isMapped } from './enabled.js';
import { reject } from './faults.js';
import type { Given } from './find-name.js';
import type { LazyDefinition } from './lazy-definition.js';
import {
  applied,
  atMost,
  checkArguments,
  depend,
  flexibleParameter,
  highest,
  isUnderEnabled,
  leveled,
  shownLevels,
} from './levels.js';
import { definitionUnder, framed, leadingArguments, replacementOf, resolveMapped } from './mapping.js';
import { arityOf, type DefinitionMeaning, type InstanceMeaning, type Meaning, shownMeaning } from './meanings.js';
import { parameterNode } from './resolve-expression.js';
import type { Argument, Expression, OperatorArgument, Parameter, Variable } from './resolved.js';
import type { Site } from './site.js';

type Callable = Exclude<Meaning, InstanceMeaning>;

/** A meaning of arity 1 or more as the argument for an operator parameter. */
export function asOperator(site: Site, meaning: Callable, given: Given, place: Place): OperatorArgument {
  const replaced = replacementOf(site, meaning);
  if (replaced?.kind === 'meaning') return asOperator(site, callable(replaced.meaning), new Map(), place);
  const arity = arityOf(meaning);
  switch (meaning.kind) {
    case 'definition':
      if (meaning.leading.length === 0)
        return { kind: 'definition', definition: definitionUnder(site, meaning), arity };
      return etaExpanded(site, meaning, given, place);
    case 'parameter':
      return { kind: 'parameter', parameter: meaning.parameter, arity };
    case 'instanceParameter':
      return { kind: 'parameter', parameter: framed(site, meaning.parameter), arity };
    case 'builtin':
      return meaning.operator.name === 'ENABLED'
        ? reject(place, 'unsupported', { expected: 'an operator other than ENABLED as an argument', found: 'ENABLED' })
        : { kind: 'builtin', operator: meaning.operator.name, arity };
    case 'mapped':
      return resolveMapped(site, meaning) as OperatorArgument;
    case 'constant':
    case 'variable':
      return assert.fail(`${shownMeaning(meaning)} where an operator stands`);
  }
}

/** The expression that `meaning`, applied to `args`, stands for; `given` is what `I(e)!` gave its instance. */
export function apply(
  site: Site,
  meaning: Callable,
  given: Given,
  args: readonly Argument[],
  place: Place,
): Expression {
  const replaced = replacementOf(site, meaning);
  if (replaced?.kind === 'value') return leveled({ kind: 'value', place, value: replaced.value }, []);
  if (replaced?.kind === 'meaning') return apply(site, callable(replaced.meaning), new Map(), args, place);
  switch (meaning.kind) {
    case 'variable':
      return variableNode(site.overlay?.variables.get(meaning) ?? meaning.variable, place);
    case 'parameter':
      return applyParameter(meaning.parameter, args, place);
    case 'instanceParameter': {
      const argument = given.get(meaning.parameter.key);
      if (argument !== undefined && 'place' in argument) return argument;
      return applyParameter(framed(site, meaning.parameter), args, place);
    }
    case 'constant':
      return assert.fail(`the constant ${meaning.name} has no value`);
    case 'builtin':
      return applyBuiltin(meaning.operator, args, place);
    case 'mapped': {
      const fresh = site.overlay?.variables.get(meaning);
      if (fresh !== undefined) return variableNode(fresh, place);
      const mapped = resolveMapped(site, meaning);
      return 'place' in mapped ? mapped : applyOperator(mapped, args, place);
    }
    case 'definition':
      return callFrom(site, meaning, [...leadingArguments(site, meaning.leading, given, place), ...args], place);
  }
}

/** Under a mapping, an action cannot be given to what takes ENABLED of it over the variables of the model. */
function callFrom(site: Site, meaning: DefinitionMeaning, args: readonly Argument[], place: Place): Expression {
  const definition = definitionUnder(site, meaning);
  const expression = call(definition, args, place);
  const taken = definition.parameters.findIndex((parameter, i) => {
    const argument = args[i];
    return isUnderEnabled(parameter) && argument !== undefined && highest([argument]) === 2;
  });
  if (taken >= 0 && isMapped(site)) {
    reject(place, 'unsupported', {
      expected: 'ENABLED, WF and SF written in the module whose variables are mapped',
      found: `an action given to ${definition.name}, which takes ENABLED of it`,
    });
  }
  return expression;
}

function call(definition: LazyDefinition, args: readonly Argument[], place: Place): Expression {
  const level = definition.level;
  const node = { kind: 'call', place, definition, arguments: args } as const;
  if (definition.isOpen) {
    for (const arg of args) atMost(arg, 2, place);
    return leveled({ ...node }, [{ ...callee(place), level } as Expression, ...args], { max: 3 });
  }
  const relevant = checkArguments(definition.parameters, definition.body, args, place);
  const outer = { ...callee(place), level } as Expression;
  depend(outer, [{ kind: 'definition', definition, arity: definition.parameters.length }]);
  return leveled(node, [outer, ...relevant], { max: 3 });
}

/** Stands for the operator's own level among the parts of a call. */
function callee(place: Place) {
  return { kind: 'set', place, elements: [] } as const;
}

function applyParameter(parameter: Parameter, args: readonly Argument[], place: Place): Expression {
  if (parameter.arity === 0) return parameterNode(parameter, place);
  applied(parameter, args);
  const node = leveled({ kind: 'callParameter', place, parameter, arguments: args }, args, { max: 3 });
  depend(node, args, parameter);
  return node;
}

function applyBuiltin(
  { name, argumentMax, level }: BuiltinOperator,
  args: readonly Argument[],
  place: Place,
): Expression {
  if ((name === '/\\' || name === '\\/') && args.length === 2) {
    return leveled({ kind: 'junction', place, operator: name, items: args as Expression[] }, args, { max: 3 });
  }
  if (name === '\\X') return leveled({ kind: 'product', place, sets: args as Expression[] }, args);
  for (const argument of args)
    atMost(argument, argumentMax, place, `${shownLevels[argumentMax]} as an operand of ${name}`);
  return leveled({ kind: 'builtin', place, operator: name, arguments: args }, args, { max: argumentMax, level });
}

function applyOperator(operator: OperatorArgument, args: readonly Argument[], place: Place): Expression {
  switch (operator.kind) {
    case 'definition':
      return call(operator.definition as LazyDefinition, args, place);
    case 'parameter':
      return applyParameter(operator.parameter, args, place);
    case 'builtin': {
      const builtin = builtinOperator(operator.operator) ?? assert.fail(`no operator ${operator.operator}`);
      return applyBuiltin(builtin, args, place);
    }
    case 'lambda': {
      const relevant = checkArguments(operator.parameters, operator.body, args, place);
      const { level } = operator.body;
      const definition = {
        name: 'LAMBDA',
        parameters: operator.parameters,
        body: operator.body,
        level,
        isRecursive: false,
        place: operator.body.place,
      };
      const outer = { ...callee(place), level } as Expression;
      depend(outer, [operator]);
      const parts = [outer, ...relevant];
      const body = leveled({ kind: 'call', place, definition, arguments: args }, parts, { max: 3 });
      return leveled({ kind: 'let', place, definitions: [definition], body }, [body], { max: 3 });
    }
  }
}

function variableNode(variable: Variable, place: Place): Expression {
  return leveled({ kind: 'variable', place, variable }, [], { level: 1 });
}

/** A definition that takes parameters of its instance first, as an operator of the others. */
function etaExpanded(site: Site, meaning: DefinitionMeaning, given: Given, place: Place): OperatorArgument {
  const definition = definitionUnder(site, meaning);
  const parameters = definition.parameters
    .slice(meaning.leading.length)
    .map(({ name, arity }) => flexibleParameter(name, arity));
  const own = parameters.map(
    (parameter): Argument =>
      parameter.arity === 0
        ? parameterNode(parameter, place)
        : { kind: 'parameter', parameter, arity: parameter.arity },
  );
  const body = call(definition, [...leadingArguments(site, meaning.leading, given, place), ...own], place);
  return { kind: 'lambda', parameters, body, arity: parameters.length };
}

function callable(meaning: Meaning): Callable {
  return meaning.kind === 'instance' ? assert.fail('an instance where a definition stands') : meaning;
}
