/** What follows a formula that gives variables their values, written where the formula is satisfied. */

import type { Expression } from '../meaning/resolved.js';
import type { Context } from './context.js';
import { boolean } from './expression.js';
import type { Writer } from './writer.js';

/** Writes what is to be done where a formula is satisfied. */
export type Continuation = ((context: Context) => string) & {
  /** Set on what is written once however often it is needed. */
  readonly isShared?: boolean;
};

/** `then` in the scope that it was written for, after a formula that brought names of its own. */
export function back(context: Context, then: Continuation): Continuation {
  const inner = (after: Context): string =>
    then({ ...after, scope: context.scope, frames: context.frames, depth: context.depth });
  return then.isShared === true ? Object.assign(inner, { isShared: true }) : inner;
}

/**
 * `then` as a function of the program, one for each set of variables that have their values when it is reached; so that the
 * ways of a disjunction do not each repeat all that follows.
 */
export function shared(writer: Writer, context: Context, then: Continuation): Continuation {
  if (then.isShared === true) return then;
  const written = new Map<string, { readonly name: string; readonly free: readonly string[] }>();
  const jump = (after: Context): string => {
    const key = after.assigned === 'all' ? 'all' : [...after.assigned].map(({ name }) => name).join();
    let target = written.get(key);
    if (target === undefined) {
      const name = writer.fresh('then');
      const around = { ...after, scope: context.scope, frames: context.frames, depth: context.depth };
      const { text, free } = writer.body(around, [], then);
      const ending = after.ending === 'exists' ? ' return false;' : '';
      writer.add(`function ${name}(${free.join(', ')}) {${text}${ending}}`);
      target = { name, free };
      written.set(key, target);
    }
    for (const name of target.free) after.builder.use(name);
    const call = `${target.name}(${target.free.join(', ')})`;
    return after.ending === 'exists' ? `if (${call}) return true;` : `${call};`;
  };
  return Object.assign(jump, { isShared: true });
}

/** The formula as a mere test before `then`. */
export function test(writer: Writer, expression: Expression, context: Context, then: Continuation): string {
  const text = boolean(writer, expression, context);
  if (text === 'true') return then(context);
  if (text === 'false') return '';
  return `if (${text}) { ${then(context)} }`;
}
