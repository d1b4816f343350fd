/** LET: its definitions, and those of the instances it opens. */

import type { Place, Expression as Tree, Unit } from '../syntax/tree.js';
import { declareUnits } from './declare-units.js';
import type { LazyDefinition } from './lazy-definition.js';
import { leveled } from './levels.js';
import { resolveExpression } from './resolve-expression.js';
import type { Expression } from './resolved.js';
import { Scope } from './scope.js';
import type { Context, Site } from './site.js';

/** `LET units IN body`. Every definition is resolved, used or not; of instances those that are used. */
export function resolveLet(site: Site, units: readonly Unit[], bodyTree: Tree, place: Place): Expression {
  const host: LazyDefinition[] = [];
  const context: Context = { ...site.context, leading: [], host };
  const inner: Site = { ...site, context, scope: new Scope(site.scope) };
  const own = declareUnits(inner, units);
  const body = resolveExpression(inner, bodyTree);
  for (const definition of own) void definition.body;
  const definitions = host.filter((definition) => definition.hasBody);
  if (definitions.length === 0) return body;
  return leveled({ kind: 'let', place, definitions, body }, [body], { max: 3 });
}
