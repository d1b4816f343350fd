/** Tables that remember what an expression came to, by the few values it depends on. */

import type { Expression, Parameter } from '../meaning/resolved.js';
import type { Facts } from './analysis.js';
import { type Context, isAssigned, lookUp } from './context.js';
import { primed as primedContext } from './frames.js';
import type { Writer } from './writer.js';

/** Expressions that depend on at most this many values are worth a table; */
const inputsMax = 3;
/** Entries of a table; a power of two. A later value of the same place replaces an earlier one. */
const entries = 1024;

const multipliers = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d];

/**
 * JavaScript expressions for all the values that `expression` depends on at this place; undefined when there are none or too
 * many, or when something else than values decides.
 */
export function inputsOf(writer: Writer, expression: Expression, context: Context): readonly string[] | undefined {
  if (writer.instrumented) return undefined;
  const inputs = new Set<string>();
  const isKnown = addInputs(writer, writer.analysis.facts(expression), context, inputs);
  return !isKnown || inputs.size === 0 || inputs.size > inputsMax ? undefined : [...inputs];
}

/** Adds the inputs of something with these facts; false when one of them is no plain value. */
function addInputs(writer: Writer, facts: Facts, context: Context, inputs: Set<string>): boolean {
  const { unprimed, primed, free, freePrimed, impure } = facts;
  if (impure) return false;
  for (const variable of unprimed) {
    const slot = context.frame.unprimed(variable);
    if (slot === undefined || (context.initial && !isAssigned(context, variable))) return false;
    inputs.add(slot);
  }
  for (const variable of primed) {
    const slot = context.frame.primed(variable);
    if (slot === undefined || !isAssigned(context, variable)) return false;
    inputs.add(slot);
  }
  for (const parameter of free) {
    if (!addParameter(writer, parameter, context, inputs)) return false;
  }
  for (const parameter of freePrimed) {
    if (!addParameter(writer, parameter, primedContext(context), inputs)) return false;
  }
  return true;
}

function addParameter(writer: Writer, parameter: Parameter, context: Context, inputs: Set<string>): boolean {
  const binding = lookUp(context.scope, parameter);
  if (binding?.kind === 'code' && binding.representation === 'value') {
    inputs.add(binding.name);
    return true;
  }
  if (binding?.kind !== 'macro') return false;
  const facts = writer.analysis.facts(binding.expression);
  return addInputs(writer, facts, { ...context, scope: binding.scope }, inputs);
}

/**
 * The call of a function that computes `compute` for inputs it has not seen lately.
 *
 * @param result what the function returns: a value number, or a JavaScript boolean.
 */
export function remembered(
  writer: Writer,
  inputs: readonly string[],
  result: 'value' | 'boolean',
  context: Context,
  compute: (inner: Context) => string,
): string {
  const table = writer.fresh('T');
  const width = inputs.length + 2;
  return writer.lift('t', context, (inner) => {
    for (const input of inputs) if (/^\w+$/.test(input)) inner.builder.use(input);
    const keys = inputs.map((_, index) => `k${index}`);
    const hash = keys.map((key, index) => `Math.imul(${key}, ${multipliers[index]})`).join(' ^ ');
    const same = keys.map((key, index) => `${table}[i + ${index}] === ${key}`).join(' && ');
    const places = keys.map((key, index) => `${table}[i + ${index}] = ${key};`).join(' ');
    const found = `${table}[i + ${keys.length}]`;
    const [read, write] = result === 'boolean' ? [`${found} === 1`, 'answer ? 1 : 0'] : [found, 'answer'];
    writer.add(`const ${table} = new Int32Array(${entries * width});`);
    // The last word of an entry says whether it is in use.
    return `const ${keys.map((key, index) => `${key} = ${inputs[index]}`).join(', ')}; const h = ${hash};
      const i = ((h ^ (h >>> 15)) & ${entries - 1}) * ${width};
      if (${table}[i + ${width - 1}] !== 0 && ${same}) return ${read};
      const answer = ${compute(inner)}; ${places} ${found} = ${write}; ${table}[i + ${width - 1}] = 1; return answer;`;
  });
}
