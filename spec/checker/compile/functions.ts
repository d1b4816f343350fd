/** Application, fields and EXCEPT. */

import type { ExceptUpdate, Expression } from '../meaning/resolved.js';
import { type Code, isLiteral, valueCode } from './code.js';
import { bind, type Context, lookUp } from './context.js';
import { value } from './expression.js';
import { evaluator } from './function-literal.js';
import { mayBeInfinite } from './loops.js';
import { codeBinding } from './scoping.js';
import type { Writer } from './writer.js';

export function application(writer: Writer, expression: Expression & { kind: 'application' }, context: Context): Code {
  const { function: applied, argument } = expression;
  if (applied.kind === 'parameter') {
    const binding = lookUp(context.scope, applied.parameter);
    // A function inside its own definition: the value at the argument, computed when asked for.
    if (binding?.kind === 'function') {
      return valueCode(`${context.builder.use(binding.name)}(${value(writer, argument, context)})`);
    }
  }
  const direct = lazyFunction(writer, applied, context);
  if (direct !== undefined) return valueCode(`${direct}(${value(writer, argument, context)})`);
  return valueCode(`V.apply(${value(writer, applied, context)}, ${value(writer, argument, context)})`);
}

/** For a function on an infinite set, behind a name or not: code of a JavaScript function that computes its values. */
function lazyFunction(writer: Writer, applied: Expression, context: Context): string | undefined {
  if (applied.kind === 'function') {
    if (!applied.bounds.some(({ set }) => mayBeInfinite(set, context))) return undefined;
    return evaluator(writer, applied, context);
  }
  if (applied.kind !== 'call' || applied.arguments.length > 0 || applied.definition.isRecursive) return undefined;
  if (applied.definition.body.kind !== 'function') return undefined;
  return lazyFunction(writer, applied.definition.body, context);
}

export function field(writer: Writer, expression: Expression & { kind: 'field' }, context: Context): Code {
  const name = writer.store.string(expression.name);
  return valueCode(`V.field(${value(writer, expression.record, context)}, ${name})`);
}

/** One update after the other, each a path of indices; `@` is what stands at the end of the path. */
export function except(writer: Writer, expression: Expression & { kind: 'except' }, context: Context): Code {
  let text = value(writer, expression.function, context);
  for (const update of expression.updates) text = updated(writer, text, update, 0, context);
  return valueCode(text);
}

function updated(writer: Writer, whole: string, update: ExceptUpdate, depth: number, context: Context): string {
  const step = update.path[depth];
  if (step === undefined) {
    if (update.at === undefined) return value(writer, update.value, context);
    const at = context.builder.temporary(writer.fresh('at'));
    const scope = bind(context.scope, update.at, codeBinding(at));
    return `(${at} = ${whole}, ${value(writer, update.value, { ...context, scope })})`;
  }
  const key = step.kind === 'index' ? value(writer, step.index, context) : String(writer.store.string(step.name));
  const needsOld = depth + 1 < update.path.length || update.at !== undefined;
  const operation = step.kind === 'index' ? 'except' : 'exceptField';
  if (!needsOld) return `V.${operation}(${whole}, ${key}, ${updated(writer, '', update, depth + 1, context)})`;
  const outer = context.builder.temporary(writer.fresh('f'));
  const index = isLiteral(key) ? key : context.builder.temporary(writer.fresh('k'));
  const assignments = index === key ? `${outer} = ${whole}` : `${outer} = ${whole}, ${index} = ${key}`;
  const old = step.kind === 'index' ? `V.apply(${outer}, ${index})` : `V.field(${outer}, ${index})`;
  const inner = updated(writer, old, update, depth + 1, context);
  // An index outside the domain changes nothing, whatever stands behind it.
  return `(${assignments}, V.isInDomain(${index}, ${outer}) ? V.${operation}(${outer}, ${index}, ${inner}) : ${outer})`;
}
