/** Actions that call themselves: functions that go on with what follows whenever they are satisfied. */

import type { Definition, Expression } from '../meaning/resolved.js';
import { statements } from './action.js';
import { expand } from './calls.js';
import { bind, type Context } from './context.js';
import { back, type Continuation } from './continuation.js';
import { value } from './expression.js';
import type { Writer } from './writer.js';

type Call = Expression & { kind: 'call' };

/** What a recursive action leaves behind: the same variables with values, whichever way it was satisfied. */
interface Entered {
  readonly name: string;
  /** Undefined while that is being found out. */
  readonly after: Context['assigned'] | undefined;
}

const entered = new WeakMap<Writer, Map<Definition, Map<string, Entered>>>();

/** Statements that call the definition as a JavaScript function, with `then` as its argument. */
export function recursiveAction(writer: Writer, expression: Call, context: Context, then: Continuation): string {
  const { definition } = expression;
  const inside = entriesOf(writer, definition);
  const key = `${context.frame.key} ${context.ending} ${assignedKey(context.assigned)}`;
  const known = inside.get(key);
  if (known !== undefined && known.after === undefined) return '';
  const after = known?.after ?? leftBy(writer, expression, context, inside, key);
  if (after === undefined) return '';
  const name = known?.name ?? writer.fresh(definition.name);
  const go = writer.closure(context, [], (inner) => {
    const done = back(context, then)({ ...inner, assigned: after });
    return context.ending === 'exists' ? `${done} return false;` : done;
  });
  const call = `${context.builder.use(name)}(${[...valuesOf(writer, expression, context), go].join(', ')})`;
  const text = context.ending === 'exists' ? `if (${call}) return true;` : `${call};`;
  if (known !== undefined) return text;
  inside.set(key, { name, after });
  const next = writer.fresh('then');
  const names = definition.parameters.map((parameter) => writer.fresh(parameter.name));
  const closure = writer.closure({ ...context, scope: undefined }, [...names, next], (inner) => {
    let scope = inner.scope;
    definition.parameters.forEach((parameter, index) => {
      scope = bind(scope, parameter, { kind: 'code', name: names[index] ?? '', representation: 'value' });
    });
    const proceed = (at: Context): string => {
      const proceeding = `${at.builder.use(next)}()`;
      return at.ending === 'exists' ? `if (${proceeding}) return true;` : `${proceeding};`;
    };
    const body = statements(writer, definition.body, { ...inner, scope }, Object.assign(proceed, { isShared: true }));
    return context.ending === 'exists' ? `${body} return false;` : body;
  });
  inside.delete(key);
  context.builder.temporary(name);
  return `${name} = ${closure}; ${text}`;
}

/** The variables that have values after the action, found by writing it once without its own calls. */
function leftBy(
  writer: Writer,
  expression: Call,
  context: Context,
  inside: Map<string, Entered>,
  key: string,
): Context['assigned'] | undefined {
  inside.set(key, { name: '', after: undefined });
  const ends = new Map<string, Context['assigned']>();
  writer.body(context, [], (inner) => {
    const expanded = expand(writer, expression.definition, expression, { context: inner, outer: undefined });
    return statements(writer, expression.definition.body, expanded.context, (after) => {
      ends.set(assignedKey(after.assigned), after.assigned);
      return '';
    });
  });
  inside.delete(key);
  if (ends.size > 1)
    throw new Error(`${expression.definition.name} gives values to different variables on different ways`);
  return [...ends.values()][0];
}

function valuesOf(writer: Writer, expression: Call, context: Context): string[] {
  return expression.arguments.map((argument) => {
    if (!('place' in argument)) throw new Error(`${expression.definition.name} takes an operator and calls itself`);
    return value(writer, argument, context);
  });
}

function assignedKey(assigned: Context['assigned']): string {
  return assigned === 'all'
    ? 'all'
    : [...assigned]
        .map(({ name }) => name)
        .sort()
        .join();
}

function entriesOf(writer: Writer, definition: Definition): Map<string, Entered> {
  const all = entered.get(writer) ?? new Map<Definition, Map<string, Entered>>();
  entered.set(writer, all);
  const inside = all.get(definition) ?? new Map<string, Entered>();
  all.set(definition, inside);
  return inside;
}
