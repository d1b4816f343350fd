/** `[x \in S |-> e]`, also where the function is used in its own definition. */

import type { Bound, Expression } from '../meaning/resolved.js';
import { type Code, valueCode } from './code.js';
import { bind, type Context } from './context.js';
import { value } from './expression.js';
import { enumerated, iterate, nestedLoops } from './loops.js';
import { membership } from './membership.js';
import { bindElement, codeBinding } from './scoping.js';
import type { Writer } from './writer.js';

type FunctionExpression = Expression & { kind: 'function' };

export function functionLiteral(writer: Writer, expression: FunctionExpression, context: Context): Code {
  if (expression.self !== undefined) return recursiveFunction(writer, expression, context);
  const only = singleBound(expression);
  const text = writer.lift('g', context, (inner) => {
    const mark = inner.builder.declare(writer.fresh('m'));
    if (only === undefined) {
      const domain = domainText(writer, expression, inner);
      const loops = nestedLoops(writer, expression.bounds, inner, (innermost) => {
        return `V.push(${value(writer, expression.body, innermost)});`;
      });
      // The loops run in the order of the domain: its elements are tuples, compared component by component.
      return `const ${mark} = V.mark(); ${loops} return V.functionOn(${domain}, ${mark});`;
    }
    const domain = inner.builder.declare(writer.fresh('s'));
    const { text: head, set } = domainOf(writer, only.set, domain, inner);
    const loops = iterate(writer, set, { ...inner, scope: head.scope }, (element, at) => {
      const scoped = bindElement(writer, only, element, at);
      return `${scoped.text} V.push(${value(writer, expression.body, scoped.context)});`;
    });
    return `${head.text} const ${mark} = V.mark(); ${loops} return V.functionOn(${domain}, ${mark});`;
  });
  return valueCode(text);
}

/** The bound of a function of one argument. */
function singleBound({ bounds }: FunctionExpression) {
  const [bound, ...others] = bounds;
  if (bound === undefined || others.length > 0) return undefined;
  return bound.pattern === 'tuple' || bound.parameters.length === 1 ? bound : undefined;
}

/** Puts the elements of `set` into the JavaScript variable `name`, and gives an expression that stands for it. */
function domainOf(writer: Writer, set: Expression, name: string, context: Context) {
  const parameter = { name, arity: 0 };
  const text = `const ${name} = ${enumerated(writer, set, context)};`;
  const scope = bind(context.scope, parameter, codeBinding(name));
  const stand: Expression = { kind: 'parameter', parameter, place: set.place, level: set.level };
  return { text: { text, scope }, set: stand };
}

/** The domain of a function of several arguments: the product of their sets, each once for every name. */
function domainText(writer: Writer, expression: FunctionExpression, context: Context): string {
  const sets = expression.bounds.flatMap((bound) => {
    const text = value(writer, bound.set, context);
    return bound.pattern === 'tuple' ? [text] : bound.parameters.map(() => text);
  });
  return `V.enumerate(V.product([${sets.join(', ')}]))`;
}

function recursiveFunction(writer: Writer, expression: FunctionExpression, context: Context): Code {
  const domain = singleBound(expression) === undefined ? domainText(writer, expression, context) : undefined;
  const [bound] = expression.bounds;
  const set = domain ?? (bound === undefined ? '' : enumerated(writer, bound.set, context));
  return valueCode(`R.tabulate(${set}, ${evaluator(writer, expression, context)})`);
}

/** Code of a JavaScript function from an argument to the value there, each computed once. */
export function evaluator(writer: Writer, expression: FunctionExpression, context: Context): string {
  const name = context.builder.temporary(writer.fresh('r'));
  const argument = writer.fresh('x');
  const closure = writer.closure(context, [argument], (inner) => {
    const { self } = expression;
    let at = inner;
    if (self !== undefined) {
      at = { ...inner, scope: bind(inner.scope, self, { kind: 'function', name: inner.builder.use(name) }) };
    }
    const only = singleBound(expression);
    if (only === undefined) return several(writer, expression, argument, at);
    const inDomain = membership(writer, argument, only.set, inner);
    const scoped = bindElement(writer, only, argument, at);
    return `if (!${inDomain}) R.outside(${argument}); ${scoped.text} return ${value(writer, expression.body, scoped.context)};`;
  });
  return `(${name} = R.remembering(${closure}))`;
}

/** The value of a function of several arguments at the tuple `argument`: a component for every name, and for every pattern. */
function several(writer: Writer, expression: FunctionExpression, argument: string, context: Context): string {
  const bounds = expression.bounds.flatMap((bound): Bound[] =>
    bound.pattern === 'tuple' ? [bound] : bound.parameters.map((each) => ({ ...bound, parameters: [each] })),
  );
  const { place, level } = expression;
  const product: Expression = { kind: 'product', sets: bounds.map(({ set }) => set), place, level };
  const inDomain = membership(writer, argument, product, context);
  const texts: string[] = [];
  let scope = context.scope;
  for (const [index, bound] of bounds.entries()) {
    const component = context.builder.declare(writer.fresh('x'));
    const scoped = bindElement(writer, bound, component, { ...context, scope });
    texts.push(`const ${component} = V.arena[V.offset[${argument}] + ${index}]; ${scoped.text}`);
    scope = scoped.context.scope;
  }
  const body = value(writer, expression.body, { ...context, scope });
  return `if (!${inDomain}) R.outside(${argument}); ${texts.join(' ')} return ${body};`;
}
