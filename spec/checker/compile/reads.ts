/** Which variables a formula reads at its place, through the parameters that stand for expressions and operators. */

import type { Expression, Parameter, Variable } from '../meaning/resolved.js';
import type { Facts } from './analysis.js';
import { type Context, lookUp, type Scope } from './context.js';
import type { Writer } from './writer.js';

export interface Reads {
  readonly unprimed: ReadonlySet<Variable>;
  readonly primed: ReadonlySet<Variable>;
}

export function readsOf(writer: Writer, expression: Expression, context: Context): Reads {
  return expanded(writer, writer.analysis.facts(expression), context.scope);
}

function expanded(writer: Writer, facts: Facts, scope: Scope): Reads {
  const unprimed = new Set(facts.unprimed);
  const primed = new Set(facts.primed);
  for (const parameter of facts.free) {
    const reads = readsOfParameter(writer, parameter, scope);
    for (const variable of reads?.unprimed ?? []) unprimed.add(variable);
    for (const variable of reads?.primed ?? []) primed.add(variable);
  }
  for (const parameter of facts.freePrimed) {
    for (const variable of readsOfParameter(writer, parameter, scope)?.unprimed ?? []) primed.add(variable);
  }
  return { unprimed, primed };
}

function readsOfParameter(writer: Writer, parameter: Parameter, scope: Scope): Reads | undefined {
  const binding = lookUp(scope, parameter);
  if (binding?.kind === 'macro') return expanded(writer, writer.analysis.facts(binding.expression), binding.scope);
  if (binding?.kind !== 'operator') return undefined;
  return expanded(writer, writer.analysis.argumentFacts(binding.argument), binding.scope);
}
