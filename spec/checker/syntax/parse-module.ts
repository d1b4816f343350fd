/** A TLA+ module's text to its syntax tree. */

import { InputError } from '../../input-error.js';
import { type ParseNode, parseText } from './grammar.js';
import { syntaxError } from './lower-names.js';
import { lowerModule } from './lower-unit.js';
import { type ModuleText, moduleText, positionOf } from './module-text.js';
import { syntaxFault } from './syntax-fault.js';
import type { Expression, ModuleTree } from './tree.js';

/**
 * The tree of the first module in `text`, or of the one called `module`, known to be there; what is written before and after the module, comments and PlusCal are ignored.
 * `loadGrammar()` must have ended. `file` is used in errors only.
 *
 * Throws InputError: `syntax` for what is not TLA+, `unsupported` for what the checker does not know.
 */
export function parseModule(text: string, file: string, module?: string): ModuleTree {
  const prepared = moduleText(text, file, module === undefined ? {} : { module });
  return lowerModule(moduleNode(prepared), prepared);
}

function moduleNode(text: ModuleText): ParseNode {
  const { root, hasError } = parseText(text.text);
  const module = root.children.find((child) => child.type === 'module');
  if (hasError || module === undefined) throw syntaxFault(text);
  return module;
}

/**
 * The tree of an expression alone, as a user would type it; places count from the first line of `text`.
 * Throws as `parseModule` does.
 */
export function parseExpression(text: string, file: string): Expression {
  const typed = text.trimEnd();
  const prepared = moduleText(`---- MODULE Expression ----\nexpression ==\n${typed}\n====`, file, { linesBefore: 2 });
  const end = prepared.text.length - 1;
  const isWhole = positionOf(prepared, end).line > typed.split('\n').length;
  if (!isWhole) throw syntaxError(end, prepared, 'an expression alone', '`====`');
  const [unit, next] = lowerModule(moduleNode(prepared), prepared).units;
  if (unit?.kind !== 'operator') throw new Error('the wrapping of an expression is gone');
  if (next !== undefined) {
    const { line, column } = next.place;
    throw new InputError({
      code: 'syntax',
      file,
      line,
      column,
      expected: 'an expression alone',
      found: 'a definition',
    });
  }
  return unit.body;
}
