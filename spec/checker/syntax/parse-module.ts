/** A TLA+ module's text to its syntax tree. */

import { InputError } from '../../input-error.js';
import { type ParseNode, parseText } from './grammar.js';
import { syntaxError } from './lower-names.js';
import { lowerModule } from './lower-unit.js';
import { type ModuleText, moduleText } from './module-text.js';
import type { Expression, ModuleTree } from './tree.js';

/**
 * The tree of the first module in `text`; what is written before and after the module, comments and PlusCal are ignored.
 * `loadGrammar()` must have ended. `file` is used in errors only.
 *
 * Throws InputError: `syntax` for what is not TLA+, `unsupported` for what the checker does not know.
 */
export function parseModule(text: string, file: string): ModuleTree {
  const prepared = moduleText(text, file);
  return lowerModule(moduleNode(prepared), prepared);
}

function moduleNode(text: ModuleText): ParseNode {
  const { root, hasError } = parseText(text.text);
  const module = root.children.find((child) => child.type === 'module');
  if (hasError || module === undefined) throw syntaxError(0, text, 'TLA+', 'something else');
  return module;
}

/**
 * The tree of an expression alone, as a user would type it; places count from the first line of `text`.
 * Throws as `parseModule` does.
 */
export function parseExpression(text: string, file: string): Expression {
  const prepared = moduleText(`---- MODULE Expression ----\nexpression ==\n${text}\n====`, file, { linesBefore: 2 });
  const [unit, next] = lowerModule(moduleNode(prepared), prepared).units;
  if (unit?.kind !== 'operator' || next !== undefined) {
    throw new InputError({
      code: 'syntax',
      file,
      line: next?.place.line ?? 1,
      column: next?.place.column ?? 1,
      expected: 'one expression',
      found: 'a definition',
    });
  }
  return unit.body;
}
