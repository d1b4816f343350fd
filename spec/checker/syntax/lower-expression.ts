/** Expressions, lowered from the grammar's nodes. What the language has and the checker has not is refused by name. */

import type { ParseNode } from './grammar.js';
import { lowerBound, lowerBounds, lowerNames, lowerPattern } from './lower-bounds.js';
import { lowerFunction } from './lower-functions.js';
import { lowerNumber, lowerString } from './lower-literals.js';
import {
  childrenOf,
  isOperatorSymbol,
  lowerName,
  numberSets,
  onlyChild,
  parts,
  place,
  syntaxError,
  unforeseen,
  unsupported,
  written,
} from './lower-names.js';
import { isOperatorRow, lowerOperatorRow, lowerSignCall } from './lower-operators.js';
import { lowerUnits } from './lower-unit.js';
import type { ModuleText } from './module-text.js';
import type { CaseArm, Expression, InstancePrefix, PathStep } from './tree.js';

type Reference = Extract<Expression, { kind: 'reference' }>;

export function lowerExpression(node: ParseNode, text: ModuleText): Expression {
  if (isOperatorRow(node)) return lowerOperatorRow(node, text);
  if (isOperatorSymbol(node)) return reference(node, lowerName(node, text).name, [], text);
  switch (node.type) {
    case 'parentheses':
      return lowerExpression(part(node, 0, text), text);
    case 'label':
      return lowerExpression(part(node, -1, text), text);
    case 'identifier_ref':
    case 'nat_number_set':
    case 'int_number_set':
    case 'real_number_set':
      return reference(node, lowerName(node, text).name, [], text);
    case 'string_set':
    case 'boolean_set':
      return reference(node, written(node, text), [], text);
    case 'bound_op':
    case 'bound_nonfix_op':
    case 'prefixed_op':
      return lowerCall(node, text);
    case 'nat_number':
    case 'binary_number':
    case 'octal_number':
    case 'hex_number':
    case 'real_number':
      return lowerNumber(node, text);
    case 'string':
      return lowerString(node, text);
    case 'boolean':
      return { kind: 'boolean', place: place(node, text), value: written(node, text) === 'TRUE' };
    case 'conj_list':
    case 'disj_list':
      return lowerList(node, text);
    case 'bounded_quantification':
      return {
        kind: 'quantifier',
        place: place(node, text),
        quantifier: part(node, 0, text).type === 'forall' ? '\\A' : '\\E',
        bounds: lowerBounds(node, text),
        body: lowerExpression(part(node, -1, text), text),
      };
    case 'unbounded_quantification':
      return lowerUnboundedQuantifier(node, text);
    case 'choose':
      return lowerChoose(node, text);
    case 'finite_set_literal':
      return { kind: 'set', place: place(node, text), elements: lowerArguments(parts(node), text) };
    case 'set_filter':
      return {
        kind: 'filter',
        place: place(node, text),
        bound: lowerBound(part(node, 0, text), text),
        predicate: lowerExpression(part(node, 1, text), text),
      };
    case 'set_map':
      return {
        kind: 'map',
        place: place(node, text),
        body: lowerExpression(part(node, 0, text), text),
        bounds: lowerBounds(node, text),
      };
    case 'tuple_literal':
      return { kind: 'tuple', place: place(node, text), elements: lowerArguments(parts(node), text) };
    case 'step_expr_or_stutter':
    case 'step_expr_no_stutter':
      return {
        kind: node.type === 'step_expr_or_stutter' ? 'box' : 'angle',
        place: place(node, text),
        action: lowerExpression(part(node, 0, text), text),
        subscript: lowerExpression(part(node, 1, text), text),
      };
    case 'fairness':
      return {
        kind: 'fairness',
        place: place(node, text),
        strength: written(node, text).startsWith('WF') ? 'WF' : 'SF',
        subscript: lowerExpression(part(node, -2, text), text),
        action: lowerExpression(part(node, -1, text), text),
      };
    case 'if_then_else':
      return {
        kind: 'if',
        place: place(node, text),
        condition: lowerExpression(part(node, 0, text), text),
        // biome-ignore lint/suspicious/noThenProperty: the field's word
        then: lowerExpression(part(node, 1, text), text),
        else: lowerExpression(part(node, 2, text), text),
      };
    case 'case':
      return lowerCase(node, text);
    case 'let_in':
      return {
        kind: 'let',
        place: place(node, text),
        units: lowerUnits(parts(node).slice(0, -1), text),
        body: lowerExpression(part(node, -1, text), text),
      };
    case 'lambda':
      return {
        kind: 'lambda',
        place: place(node, text),
        parameters: lowerNames(node, text),
        body: lowerExpression(part(node, -1, text), text),
      };
    case 'subexpression':
      return lowerPath(node, text);
    case 'proof_step_ref':
      throw unsupported(node, text, 'the name of a proof step');
    default:
      return lowerFunction(node, text);
  }
}

export function lowerArguments(nodes: readonly ParseNode[], text: ModuleText): Expression[] {
  return nodes.map((node) => lowerExpression(node, text));
}

/** The part at an index, from the end if negative. */
export function part(node: ParseNode, index: number, text: ModuleText): ParseNode {
  const found = parts(node).at(index);
  if (found === undefined) throw unforeseen(node, text);
  return found;
}

function reference(node: ParseNode, name: string, operands: readonly Expression[], text: ModuleText): Reference {
  return { kind: 'reference', place: place(node, text), prefix: [], name, arguments: operands };
}

function lowerCall(node: ParseNode, text: ModuleText): Reference {
  if (node.type === 'prefixed_op') {
    const operation = lowerCall(part(node, -1, text), text);
    return { ...operation, place: place(node, text), prefix: lowerPrefix(part(node, 0, text), text) };
  }
  if (node.type === 'bound_nonfix_op') {
    const call = lowerSignCall(node, text);
    return reference(node, call.name, call.arguments, text);
  }
  if (node.type === 'bound_op') {
    const [name, ...operands] = parts(node) as [ParseNode, ...ParseNode[]];
    return reference(node, lowerName(name, text).name, lowerArguments(operands, text), text);
  }
  if (node.type === 'identifier_ref' || numberSets.has(node.type))
    return reference(node, lowerName(node, text).name, [], text);
  throw unforeseen(node, text);
}

/** `M!Op(e)!2!1` : a definition, the last name, and the way to a part of it. */
function lowerPath(node: ParseNode, text: ModuleText): Expression {
  const components = [...parts(part(node, 0, text)), part(node, -1, text)];
  const length = components.findIndex(({ type }) => type === 'subexpr_tree_nav');
  const [name, steps] = [components[length - 1], components.slice(length)];
  if (name?.type !== 'subexpr_component') throw unforeseen(node, text);
  return {
    ...lowerCall(onlyChild(name), text),
    place: place(node, text),
    prefix: lowerInstances(components.slice(0, length - 1), text),
    path: steps.map((step) => lowerStep(step, text)),
  };
}

function lowerStep(node: ParseNode, text: ModuleText): PathStep {
  const selector = node.type === 'subexpr_tree_nav' ? onlyChild(node) : node;
  const named = ({ langle_bracket: 'first', rangle_bracket: 'last', colon: 'whole' } as const)[selector.type];
  if (named === undefined && selector.type !== 'child_id') {
    throw unsupported(node, text, 'a path through a label or bound names, such as `Op!label` or `Op!(x)`');
  }
  return { operand: named ?? Number(written(selector, text)), place: place(node, text) };
}

/** `M!N(e)!` : the instances that are gone through, outermost first. */
function lowerPrefix(node: ParseNode, text: ModuleText): InstancePrefix[] {
  return lowerInstances(parts(node), text);
}

function lowerInstances(components: readonly ParseNode[], text: ModuleText): InstancePrefix[] {
  return components.map((component) => {
    if (component.type === 'subexpr_tree_nav') throw unsupported(component, text, 'a path with a name after it');
    if (component.type !== 'subexpr_component') throw unforeseen(component, text);
    const { name, arguments: operands } = lowerCall(onlyChild(component), text);
    return { name, place: place(component, text), arguments: operands };
  });
}

function lowerList(node: ParseNode, text: ModuleText): Expression {
  const items = childrenOf(node, 'conj_item', 'disj_item').map((item) => lowerExpression(part(item, -1, text), text));
  return { kind: 'junction', place: place(node, text), operator: node.type === 'conj_list' ? '/\\' : '\\/', items };
}

function lowerUnboundedQuantifier(node: ParseNode, text: ModuleText): Expression {
  const quantifiers = { forall: '\\A', exists: '\\E', temporal_forall: '\\AA', temporal_exists: '\\EE' } as const;
  const type = part(node, 0, text).type as keyof typeof quantifiers;
  return {
    kind: 'unboundedQuantifier',
    place: place(node, text),
    quantifier: quantifiers[type],
    names: lowerNames(node, text),
    body: lowerExpression(part(node, -1, text), text),
  };
}

function lowerChoose(node: ParseNode, text: ModuleText): Expression {
  const set = node.children.findIndex((child) => child.type === 'set_in');
  const colon = node.children.findIndex((child) => child.type === ':');
  return {
    kind: 'choose',
    place: place(node, text),
    ...lowerPattern(node.children.slice(0, set === -1 ? colon : set), text),
    set: set === -1 ? undefined : lowerExpression(part(node, -2, text), text),
    body: lowerExpression(part(node, -1, text), text),
  };
}

function lowerCase(node: ParseNode, text: ModuleText): Expression {
  const arms = childrenOf(node, 'case_arm').map((arm): CaseArm => {
    const [guard, value] = parts(arm) as [ParseNode, ParseNode];
    return { guard: lowerExpression(guard, text), value: lowerExpression(value, text) };
  });
  const other = childrenOf(node, 'other_arm')[0];
  const value = other === undefined ? undefined : lowerExpression(part(other, -1, text), text);
  if (arms.length === 0) throw syntaxError(node.start, text, 'an arm of CASE before OTHER', 'none');
  return { kind: 'case', place: place(node, text), arms, other: value };
}
