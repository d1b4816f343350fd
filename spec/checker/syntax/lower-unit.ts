/** The units of a module and of LET, lowered. */

import type { ParseNode } from './grammar.js';
import { lowerBounds, lowerNames } from './lower-bounds.js';
import { lowerExpression, part } from './lower-expression.js';
import {
  childrenOf,
  isDeclaration,
  isOperatorSymbol,
  lowerDeclaration,
  lowerName,
  onlyChild,
  parts,
  place,
  unforeseen,
} from './lower-names.js';
import type { ModuleText } from './module-text.js';
import type { Expression, InstanceExpression, ModuleTree, Unit } from './tree.js';

export function lowerModule(node: ParseNode, text: ModuleText): ModuleTree {
  const name = lowerName(part(node, 0, text), text);
  const own: ModuleText = { ...text, source: { file: text.source.file, module: name.name } };
  const units = parts(node)
    .slice(1)
    .filter((unit) => unit.type !== 'extends' && unit.type !== 'double_line');
  return {
    source: own.source,
    name,
    extends: childrenOf(node, 'extends').flatMap((list) =>
      childrenOf(list, 'identifier_ref').map((extended) => lowerName(extended, own)),
    ),
    units: lowerUnits(units, own),
  };
}

export function lowerUnits(nodes: readonly ParseNode[], text: ModuleText): Unit[] {
  return nodes.flatMap((node) => {
    const unit = lowerUnit(node, text);
    return unit === undefined ? [] : [unit];
  });
}

/** The unit of a node; undefined for what a checker has no use for. */
function lowerUnit(node: ParseNode, text: ModuleText): Unit | undefined {
  switch (node.type) {
    case 'constant_declaration':
    case 'recursive_declaration':
      return {
        kind: node.type === 'constant_declaration' ? 'constants' : 'recursive',
        place: place(node, text),
        declarations: node.children.filter(isDeclaration).map((child) => lowerDeclaration(child, text)),
      };
    case 'variable_declaration':
      return { kind: 'variables', place: place(node, text), names: lowerNames(node, text) };
    case 'assumption': {
      // As in TLC: an axiom is taken for true, not evaluated.
      if (node.children[0]?.type === 'AXIOM') return lowerTheorem(node, text);
      const name = childrenOf(node, 'identifier')[0];
      return {
        kind: 'assumption',
        place: place(node, text),
        name: name === undefined ? undefined : lowerName(name, text),
        body: lowerExpression(part(node, -1, text), text),
      };
    }
    case 'local_definition': {
      const definition = lowerDefinition(part(node, 0, text), true, text);
      return { ...definition, place: place(node, text) };
    }
    case 'module':
      return { kind: 'module', place: place(node, text), module: lowerModule(node, text) };
    case 'theorem':
      return lowerTheorem(node, text);
    case 'use_or_hide':
    case 'single_line':
      return undefined;
    default:
      return lowerDefinition(node, false, text);
  }
}

/** Nothing for a theorem or axiom without a name, or with ASSUME and PROVE: nobody can use it as an expression. */
function lowerTheorem(node: ParseNode, text: ModuleText): Unit | undefined {
  const sign = node.children.findIndex(({ type }) => type === 'def_eq');
  const [name, statement] = [childrenOf(node, 'identifier')[0], node.children[sign + 1]];
  if (sign === -1 || name === undefined || statement === undefined || statement.type === 'assume_prove')
    return undefined;
  let body: Expression | undefined;
  return {
    kind: 'theorem',
    place: place(node, text),
    name: lowerName(name, text),
    // Much that only a prover understands stands in theorems that no model uses.
    get body() {
      body ??= lowerExpression(statement, text);
      return body;
    },
  };
}

function lowerDefinition(node: ParseNode, local: boolean, text: ModuleText): Unit {
  switch (node.type) {
    case 'operator_definition': {
      const before = node.children.slice(
        0,
        node.children.findIndex((child) => child.type === 'def_eq'),
      );
      const symbol = before.find(isOperatorSymbol) ?? (before[0] as ParseNode);
      return {
        kind: 'operator',
        place: place(node, text),
        local,
        name: lowerName(symbol, text),
        parameters: before
          .filter((child) => child !== symbol && isDeclaration(child))
          .map((child) => lowerDeclaration(child, text)),
        body: lowerExpression(part(node, -1, text), text),
      };
    }
    case 'function_definition':
      return {
        kind: 'functionDefinition',
        place: place(node, text),
        local,
        name: lowerName(onlyChild(node), text),
        bounds: lowerBounds(node, text),
        body: lowerExpression(part(node, -1, text), text),
      };
    case 'module_definition': {
      const [name, ...parameters] = node.children.filter(isDeclaration) as [ParseNode, ...ParseNode[]];
      return {
        kind: 'instance',
        place: place(node, text),
        local,
        name: lowerName(name, text),
        parameters: parameters.map((child) => lowerDeclaration(child, text)),
        instance: lowerInstance(part(node, -1, text), text),
      };
    }
    case 'instance':
      return {
        kind: 'instance',
        place: place(node, text),
        local,
        name: undefined,
        parameters: [],
        instance: lowerInstance(node, text),
      };
    default:
      throw unforeseen(node, text);
  }
}

function lowerInstance(node: ParseNode, text: ModuleText): InstanceExpression {
  return {
    module: lowerName(part(node, 0, text), text),
    substitutions: childrenOf(node, 'substitution').map((substitution) => {
      const [name, value] = parts(substitution) as [ParseNode, ParseNode];
      return { ...lowerName(name, text), value: lowerExpression(value, text) };
    }),
  };
}
