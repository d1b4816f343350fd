/** `\A x \in S : A` that gives variables their values. */

import type { Expression } from '../meaning/resolved.js';
import { statements } from './action.js';
import type { Context } from './context.js';
import { type Continuation, shared } from './continuation.js';
import { enumerated } from './loops.js';
import { bindElement } from './scoping.js';
import type { Writer } from './writer.js';

/** `\A x \in S : A` that gives variables their values: the first element may, the others then test. */
export function forAll(
  writer: Writer,
  expression: Expression & { kind: 'quantifier' },
  context: Context,
  then: Continuation,
): string {
  const [bound, ...others] = expression.bounds;
  if (bound === undefined) return statements(writer, expression.body, context, then);
  const [parameter, ...more] = bound.parameters;
  if (parameter !== undefined && (more.length > 0 || others.length > 0) && bound.pattern === 'names') {
    const rest = more.length > 0 ? [{ ...bound, parameters: more }, ...others] : others;
    const body: Expression = { ...expression, bounds: rest };
    const first: Expression = { ...expression, bounds: [{ ...bound, parameters: [parameter] }], body };
    return forAll(writer, first as Expression & { kind: 'quantifier' }, context, then);
  }
  const set = context.builder.declare(writer.fresh('s'));
  const after = shared(writer, context, then);
  const steps = new Map<string, { readonly name: string; readonly free: string[] }>();
  const step = (at: Context, index: string): string => {
    const key = at.assigned === 'all' ? 'all' : [...at.assigned].map(({ name }) => name).join();
    let target = steps.get(key);
    if (target === undefined) {
      const name = writer.fresh('each');
      // The names it takes from around are those of the whole formula, known before its body is written.
      target = { name, free: [] };
      steps.set(key, target);
      const position = writer.fresh('p');
      const element = writer.fresh('x');
      const closure = writer.closure({ ...at, scope: context.scope }, [position], (inner) => {
        inner.builder.declare(element);
        inner.builder.use(set);
        const scoped = bindElement(writer, bound, element, inner);
        const body = statements(writer, expression.body, scoped.context, (next) => {
          // What follows may be a function of its own that gets the position handed in.
          return step(next, `${next.builder.use(position)} + 1`);
        });
        const done = after(inner);
        const end = inner.ending === 'exists' ? 'return false;' : 'return;';
        return `if (${position} === V.length[${set}]) { ${done} ${end} } const ${element} = V.arena[V.offset[${set}] + ${position}]; ${scoped.text} ${body} ${inner.ending === 'exists' ? 'return false;' : ''}`;
      });
      context.builder.temporary(name);
      definitions.push(`${name} = ${closure};`);
    }
    at.builder.use(target.name);
    const call = `${target.name}(${index})`;
    return at.ending === 'exists' ? `if (${call}) return true;` : `${call};`;
  };
  const definitions: string[] = [];
  const start = step(context, '0');
  return `const ${set} = ${enumerated(writer, bound.set, context)}; ${definitions.join(' ')} ${start}`;
}
