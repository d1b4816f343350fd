/** A TLA+ expression as text that reads the same under any table of precedences: one line, every operand in parentheses. */

import type { Bound, Expression, LocalDefinition, Selector } from './expression.js';

/** How an operator is written, when not as itself; undefined for as itself. */
export interface OperatorPrinters {
  infix(operator: string, left: string, right: string): string | undefined;
  prefix(operator: string, operand: Expression): string | undefined;
  /** Another name for an operator that is called with arguments. */
  call(name: string): string | undefined;
}

/**
 * One line of TLA+ that means what the tree says. Lists become infix `/\` and `\/`; the rewrites that only spell a thing
 * out are: `x, y \in S` to `x \in S, y \in S`, and a function definition inside LET to a plain one.
 *
 * @param printers may write operators another way.
 */
export function printExpression(expression: Expression, printers: Partial<OperatorPrinters> = {}): string {
  const print = (node: Expression): string => {
    switch (node.kind) {
      case 'name':
        return node.name;
      case 'number':
      case 'string':
        return node.text;
      case 'at':
        return '@';
      case 'call':
        return `${printers.call?.(node.name) ?? node.name}(${list(node.args)})`;
      case 'prefix':
        return printers.prefix?.(node.operator, node.operand) ?? `${node.operator} ${operand(node.operand)}`;
      case 'postfix':
        return `${base(node.operand)}${node.operator}`;
      case 'infix': {
        const [left, right] = [operand(node.left), operand(node.right)];
        return printers.infix?.(node.operator, left, right) ?? `${left} ${node.operator} ${right}`;
      }
      case 'junction':
        return node.items.map(operand).join(` ${node.operator} `);
      case 'quantifier':
        return `${node.quantifier} ${bounds(node.bounds)} : ${operand(node.body)}`;
      case 'choose':
        return `CHOOSE ${bounds([node.bound])} : ${operand(node.body)}`;
      case 'if':
        return `IF ${operand(node.condition)} THEN ${operand(node.consequent)} ELSE ${operand(node.otherwise)}`;
      case 'case': {
        const arms = node.arms.map(({ guard, value }) => `${operand(guard)} -> ${operand(value)}`);
        const other = node.otherwise === undefined ? [] : [`OTHER -> ${operand(node.otherwise)}`];
        return `CASE ${[...arms, ...other].join(' [] ')}`;
      }
      case 'let':
        return `LET ${node.definitions.map(definition).join(' ')} IN ${operand(node.body)}`;
      case 'lambda':
        return `LAMBDA ${node.parameters.join(', ')} : ${operand(node.body)}`;
      case 'set':
        return `{${list(node.elements)}}`;
      case 'tuple':
        return `<<${list(node.elements)}>>`;
      case 'filter':
        return `{${bounds([node.bound])} : ${operand(node.condition)}}`;
      case 'map':
        return `{${operand(node.body)} : ${bounds(node.bounds)}}`;
      case 'function':
        return `[${bounds(node.bounds)} |-> ${print(node.body)}]`;
      case 'functions':
        return `[${operand(node.domain)} -> ${operand(node.range)}]`;
      case 'record':
        return `[${node.fields.map(([name, field]) => `${name} |-> ${print(field)}`).join(', ')}]`;
      case 'records':
        return `[${node.fields.map(([name, field]) => `${name} : ${operand(field)}`).join(', ')}]`;
      case 'except': {
        const updates = node.updates.map(({ path, value }) => `!${path.map(selector).join('')} = ${operand(value)}`);
        return `[${operand(node.base)} EXCEPT ${updates.join(', ')}]`;
      }
      case 'apply':
        return `${base(node.operand)}[${list(node.args)}]`;
      case 'field':
        return `${base(node.operand)}.${node.field}`;
      case 'box':
        return `[${print(node.action)}]_${operand(node.subscript)}`;
      case 'angle':
        return `<<${print(node.action)}>>_${operand(node.subscript)}`;
    }
  };

  const operand = (node: Expression): string => (closed.has(node.kind) ? print(node) : `(${print(node)})`);
  /** What a postfix operator, an index or a field is put after: `(Head(q))[1]` is read where `Head(q)[1]` may not be. */
  const base = (node: Expression): string => (node.kind === 'call' ? `(${print(node)})` : operand(node));
  const list = (nodes: readonly Expression[]): string => nodes.map(print).join(', ');
  const bounds = (all: readonly Bound[]): string => all.flatMap(bound).join(', ');
  const bound = ({ names, isTuple, set }: Bound): string[] => {
    if (isTuple) return [`<<${names.join(', ')}>>${set === undefined ? '' : ` \\in ${operand(set)}`}`];
    return names.map((name) => (set === undefined ? name : `${name} \\in ${operand(set)}`));
  };
  const selector = (step: Selector): string => (step.kind === 'field' ? `.${step.field}` : `[${list(step.args)}]`);
  const definition = ({ name, parameters, bounds: domain, body }: LocalDefinition): string => {
    if (domain.length > 0) return `${name} == [${bounds(domain)} |-> ${print(body)}]`;
    return `${name}${parameters.length === 0 ? '' : `(${parameters.join(', ')})`} == ${operand(body)}`;
  };

  return print(expression);
}

/** Kinds that end where they begin and end, whatever stands around them. */
const closed: ReadonlySet<Expression['kind']> = new Set([
  'name', 'number', 'string', 'at', 'call', 'postfix', 'set', 'tuple', 'filter', 'map', 'function', 'functions', 'record',
  'records', 'except', 'apply', 'field', 'box', 'angle',
] as const); // biome-ignore format: a table
