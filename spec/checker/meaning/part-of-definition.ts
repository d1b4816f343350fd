/** Parts of definitions by their place in them: `Op!2` for the second operand of what Op is defined as. */

import type { PathStep, Place, Expression as Tree } from '../syntax/tree.js';
import { reject } from './faults.js';
import { type DefinitionMeaning, type Meaning, shownMeaning } from './meanings.js';

/**
 * What `name` with a path after it stands for: a definition with the same parameters whose body is that part alone.
 *
 * @throws {InputError} `syntax` where there is no such part, `unsupported` where names are bound on the way to it.
 */
export function partOf(meaning: Meaning, name: string, path: readonly PathStep[], place: Place): DefinitionMeaning {
  const unit = meaning.kind === 'definition' ? meaning.unit : undefined;
  const body = unit !== undefined && 'body' in unit && unit.kind !== 'functionDefinition' ? unit.body : undefined;
  if (meaning.kind !== 'definition' || meaning.part === undefined || body === undefined) {
    return reject(place, 'unsupported', {
      expected: 'a path into an operator definition that is not recursive',
      found: `one into ${name}, ${shownMeaning(meaning)}`,
    });
  }
  return meaning.part(path.reduce(operandAt, body));
}

function operandAt(tree: Tree, { operand, place }: PathStep): Tree {
  if (operand === 'whole') return tree;
  const operands = operandsOf(tree);
  if (operands === undefined) {
    return reject(place, 'unsupported', {
      expected: 'a path through operators, lists, sets, tuples, IF and functions applied',
      found: 'one through another kind of expression',
    });
  }
  const index = operand === 'first' ? 0 : operand === 'last' ? operands.length - 1 : operand - 1;
  const found = operands[index];
  if (found !== undefined) return found;
  return reject(place, 'syntax', { expected: `one of ${operands.length} operands`, found: String(operand) });
}

/** In the order of *TLA+ Version 2*, section 6; undefined where names are bound in between or the order is another. */
function operandsOf(tree: Tree): readonly Tree[] | undefined {
  switch (tree.kind) {
    case 'reference':
      return tree.path === undefined ? tree.arguments : undefined;
    case 'junction':
      return tree.isRow === true ? rowOperands(tree) : tree.items;
    case 'set':
    case 'tuple':
      return tree.elements;
    case 'product':
      return tree.sets;
    case 'functionSet':
      return [tree.domain, tree.range];
    case 'application':
      return tree.arguments.length === 1 ? [tree.function, ...tree.arguments] : undefined;
    case 'if':
      return [tree.condition, tree.then, tree.else];
    case 'box':
    case 'angle':
      return [tree.action, tree.subscript];
    case 'fairness':
      return [tree.subscript, tree.action];
    default:
      return undefined;
  }
}

function rowOperands(row: Tree & { readonly kind: 'junction' }): readonly Tree[] {
  const [last, before] = [row.items.at(-1), row.items.slice(0, -1)];
  const [first] = before;
  if (last === undefined || first === undefined) return row.items;
  return [before.length === 1 ? first : { ...row, items: before }, last];
}
