/** ENABLED: which variables its action may choose the next values of, also under a refinement mapping. */

import type { Place, Expression as Tree } from '../syntax/tree.js';
import { apply } from './apply.js';
import type { LazyDefinition } from './lazy-definition.js';
import { depend, dependenceOf, leveled, limit, limitOf, takeUnderEnabled } from './levels.js';
import type { InstanceMeaning, Meaning } from './meanings.js';
import { resolveExpression } from './resolve-expression.js';
import type { Expression, Variable } from './resolved.js';
import type { Overlay, Site } from './site.js';

/**
 * ENABLED of the action `tree`. Where the variables around are the model's own, or renamed one to one, it is taken over
 * those; under any other mapping over fresh variables, each with what the mapping gives for its present value: ENABLED
 * comes before the substitution (*Specifying Systems* 17.8).
 */
export function enabled(site: Site, tree: Tree, place: Place): Expression {
  if (!isMapped(site)) {
    const variables = site.overlay === undefined ? site.draft.variables : [...site.overlay.variables.values()];
    const action = resolveExpression(site, tree);
    for (const parameter of dependenceOf(action)) takeUnderEnabled(parameter);
    return node(variables, action, place);
  }
  const fresh = new Map<Meaning, Variable>();
  for (const meaning of site.context.variables() as Exclude<Meaning, InstanceMeaning>[]) {
    const current = apply(site, meaning, new Map(), [], place);
    const name = meaning.kind === 'mapped' ? meaning.name : meaning.kind === 'variable' ? meaning.variable.name : '';
    fresh.set(meaning, { name, index: -1, current });
  }
  const overlay: Overlay = {
    variables: new Map([...(site.overlay?.variables ?? []), ...fresh]),
    variants: new Map<LazyDefinition, LazyDefinition>(),
  };
  const body = resolveExpression({ ...site, overlay }, tree);
  // An argument comes from outside, where the variables are not the fresh ones: it may be the present value of something.
  for (const parameter of dependenceOf(body)) limit(parameter, limitOf(parameter) < 2 ? 0 : 1);
  const definitions = [...overlay.variants.values()].filter((variant) => variant.hasBody);
  if (definitions.length === 0) return node([...fresh.values()], body, place);
  const action = leveled({ kind: 'let', place, definitions, body }, [body]);
  return node([...fresh.values()], action, place);
}

/**
 * Whether the variables at `site` are other than the model's: then an action written here is not one of the model's, as
 * far as ENABLED goes.
 */
export function isMapped(site: Site): boolean {
  const isPlain = (meaning: Meaning) => meaning.kind === 'variable' || site.overlay?.variables.has(meaning) === true;
  return !site.context.variables().every(isPlain);
}

function node(variables: readonly Variable[], action: Expression, place: Place): Expression {
  const expression = leveled({ kind: 'enabled', place, variables, action }, [action], { level: 1 });
  depend(expression, []);
  return expression;
}
