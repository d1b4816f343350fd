/** Where NEXT calls each of its actions, and what stands around the call: found on the way that the compiler takes to name steps. */

import type { Argument, Bound, Definition, Expression } from './resolved.js';

/** What stands around a call, from the outside inwards. */
export type Layer =
  | { readonly kind: 'bounds'; readonly bounds: readonly Bound[] }
  | { readonly kind: 'condition'; readonly condition: Expression; readonly isTrue: boolean }
  | { readonly kind: 'let'; readonly definitions: readonly Definition[] }
  | { readonly kind: 'call'; readonly definition: Definition; readonly arguments: readonly Argument[] };

export interface ActionSite {
  readonly definition: Definition;
  readonly arguments: readonly Argument[];
  readonly layers: readonly Layer[];
  /** The definition is one of a LET in `layers`: it may speak of what is bound there. */
  readonly isLocal: boolean;
}

/** Every call of a definition that names a step, through disjunctions, `\E`, IF, LET and other such calls. */
export function actionSites(next: Expression): readonly ActionSite[] {
  const sites: ActionSite[] = [];
  const visit = (expression: Expression, layers: readonly Layer[]): void => {
    switch (expression.kind) {
      case 'junction':
        if (expression.operator === '/\\' && expression.items.length > 1) return;
        for (const item of expression.items) visit(item, layers);
        return;
      case 'quantifier':
        if (expression.quantifier === '\\E') {
          visit(expression.body, [...layers, { kind: 'bounds', bounds: expression.bounds }]);
        }
        return;
      case 'if': {
        if (expression.level < 2) return;
        const { condition } = expression;
        visit(expression.then, [...layers, { kind: 'condition', condition, isTrue: true }]);
        visit(expression.else, [...layers, { kind: 'condition', condition, isTrue: false }]);
        return;
      }
      case 'let':
        visit(expression.body, [...layers, { kind: 'let', definitions: expression.definitions }]);
        return;
      case 'call': {
        const { definition, arguments: args } = expression;
        if (expression.level < 2 || definition.isRecursive) return;
        const isLocal = layers.some((layer) => layer.kind === 'let' && layer.definitions.includes(definition));
        sites.push({ definition, arguments: args, layers, isLocal });
        visit(definition.body, [...layers, { kind: 'call', definition, arguments: args }]);
        return;
      }
      default:
        return;
    }
  };
  visit(next, []);
  return sites;
}

/** `inner` with what stands around a call put around it: a formula without free names. */
export function within(layers: readonly Layer[], inner: Expression): Expression {
  return layers.reduceRight((body, layer) => around(layer, body), inner);
}

function around(layer: Layer, body: Expression): Expression {
  const { place } = body;
  switch (layer.kind) {
    case 'bounds': {
      const { bounds } = layer;
      const level = maxLevel([body, ...bounds.map(({ set }) => set)]);
      return { kind: 'quantifier', quantifier: '\\E', bounds, body, place, level };
    }
    case 'condition': {
      const { condition, isTrue } = layer;
      const level = maxLevel([condition, body]);
      const negated: Expression = { kind: 'builtin', operator: '~', arguments: [condition], place, level };
      return { kind: 'junction', operator: '/\\', items: [isTrue ? condition : negated, body], place, level };
    }
    case 'let':
      return { kind: 'let', definitions: layer.definitions, body, place, level: body.level };
    case 'call':
      return called(layer.definition, layer.arguments, body);
  }
}

/** `body`, a part of the definition, with the parameters of the definition bound as in a call. */
export function called(definition: Definition, args: readonly Argument[], body: Expression): Expression {
  const { place, level } = body;
  const { name, parameters } = definition;
  const part: Definition = { name, parameters, body, level, isRecursive: false, place: definition.place };
  return { kind: 'call', definition: part, arguments: args, place, level };
}

export function maxLevel(expressions: readonly Expression[]): Expression['level'] {
  return Math.max(0, ...expressions.map(({ level }) => level)) as Expression['level'];
}
