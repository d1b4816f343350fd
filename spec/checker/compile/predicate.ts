/** State predicates taken apart, each part remembered by the values of the few variables it reads. */

import type { Expression } from '../meaning/resolved.js';
import { size } from './analysis.js';
import { entering, expand } from './calls.js';
import { type Context, lookUp } from './context.js';
import { boolean } from './expression.js';
import type { Writer } from './writer.js';

/** Parts that read at most this many variables are remembered; */
const variablesMax = 3;
/** and that have at least this many nodes, definitions counting as 20. */
const nodesMin = 12;
/** Entries of the table of one part; a power of two. */
const entries = 4096;

/** A JavaScript expression for `formula`. */
export function predicateText(writer: Writer, formula: Expression, context: Context): string {
  if (writer.instrumented) return boolean(writer, formula, context);
  const parts = conjuncts(writer, formula, context).map(({ expression, context: inner }) =>
    part(writer, expression, inner),
  );
  return parts.length === 0 ? 'true' : `(${parts.join(' && ')})`;
}

interface Part {
  readonly expression: Expression;
  readonly context: Context;
}

function conjuncts(writer: Writer, formula: Expression, context: Context): Part[] {
  if (formula.kind === 'junction' && formula.operator === '/\\') {
    return formula.items.flatMap((item) => conjuncts(writer, item, context));
  }
  if (formula.kind === 'call' && !formula.definition.isRecursive && formula.definition.parameters.length === 0) {
    const isPlain = lookUp(context.scope, formula.definition) === undefined && formula.level > 0;
    if (isPlain) {
      const inside = entering({ ...context, scope: undefined }, formula.definition, formula);
      return conjuncts(
        writer,
        formula.definition.body,
        expand(writer, formula.definition, formula, { context: inside, outer: undefined }).context,
      );
    }
  }
  return [{ expression: formula, context }];
}

function part(writer: Writer, expression: Expression, context: Context): string {
  const { unprimed, primed, free, impure } = writer.analysis.facts(expression);
  const reads = [...unprimed].filter(({ index }) => index >= 0);
  const isRemembered =
    !impure &&
    primed.size === 0 &&
    free.size === 0 &&
    context.frame.key === 'step' &&
    reads.length === unprimed.size &&
    reads.length > 0 &&
    reads.length <= variablesMax &&
    weight(expression) >= nodesMin;
  if (!isRemembered) return boolean(writer, expression, context);
  const keys = reads.map(({ index }) => `C[${index}]`);
  const table = writer.fresh('T');
  const width = keys.length + 1;
  const compute = writer.lift(
    'p',
    { ...context, depth: 0 },
    (inner) => `return ${boolean(writer, expression, inner)};`,
  );
  const names = keys.map((_, index) => `k${index}`);
  const hash = names
    .map((name, index) => `Math.imul(${name}, ${[0x9e3779b1, 0x85ebca77, 0xc2b2ae3d][index]})`)
    .join(' ^ ');
  const same = names.map((name, index) => `${table}[i + ${index}] === ${name}`).join(' && ');
  const store = names.map((name, index) => `${table}[i + ${index}] = ${name};`).join(' ');
  // The last word of an entry: 0 empty, 1 false, 2 true.
  writer.add(`const ${table} = new Int32Array(${entries * width}); function ${table}f() {
    const ${names.map((name, index) => `${name} = ${keys[index]}`).join(', ')};
    const h = ${hash}; const i = ((h ^ (h >>> 15)) & ${entries - 1}) * ${width};
    if (${table}[i + ${keys.length}] !== 0 && ${same}) return ${table}[i + ${keys.length}] === 2;
    const answer = ${compute}; ${store} ${table}[i + ${keys.length}] = answer ? 2 : 1; return answer; }`);
  return `${table}f()`;
}

function weight(expression: Expression): number {
  return size(expression) + (expression.kind === 'call' || expression.kind === 'quantifier' ? 20 : 0);
}
