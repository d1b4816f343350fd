/** ENABLED: whether the action has a step from here. */

import type { Expression, Variable } from '../meaning/resolved.js';
import { statements } from './action.js';
import { booleanCode, type Code } from './code.js';
import type { Context } from './context.js';
import { enabledFrame } from './frames.js';
import type { Writer } from './writer.js';

export function enabled(writer: Writer, expression: Expression & { kind: 'enabled' }, context: Context): Code {
  const array = writer.fresh('E');
  writer.add(`const ${array} = new Int32Array(${Math.max(1, expression.variables.length)});`);
  const slots = new Map<Variable, number>(expression.variables.map((variable, index) => [variable, index]));
  const frame = enabledFrame(array, slots, context.frame);
  const text = writer.lift('enabled', context, (inner) => {
    const start: Context = { ...inner, frame, assigned: new Set(), initial: false, ending: 'exists' };
    return `${statements(writer, expression.action, start, () => 'return true;')} return false;`;
  });
  return booleanCode(text);
}
