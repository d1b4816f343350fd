/** Trees written so that grouping shows: `+(1, *(2, 3))`. Kinds that are not operators are shown by their kind. */

import type { Bound, Expression, Unit } from '../../syntax/tree.js';

export function show(expression: Expression): string {
  switch (expression.kind) {
    case 'reference': {
      const prefix = expression.prefix.map((p) => `${p.name}${list(p.arguments)}!`).join('');
      return `${prefix}${expression.name}${list(expression.arguments)}`;
    }
    case 'number':
    case 'boolean':
      return String(expression.value);
    case 'string':
      return JSON.stringify(expression.value);
    case 'junction':
      return `${expression.operator}{${all(expression.items)}}`;
    case 'product':
      return `\\X{${all(expression.sets)}}`;
    case 'application':
      return `${show(expression.function)}[${all(expression.arguments)}]`;
    case 'field':
      return `${show(expression.record)}.${expression.name}`;
    case 'set':
      return `{${all(expression.elements)}}`;
    case 'tuple':
      return `<<${all(expression.elements)}>>`;
    case 'if':
      return `if(${all([expression.condition, expression.then, expression.else])})`;
    case 'quantifier':
      return `${expression.quantifier} ${expression.bounds.map(showBound).join(', ')} : ${show(expression.body)}`;
    case 'unboundedQuantifier':
      return `${expression.quantifier} ${names(expression.names)} : ${show(expression.body)}`;
    case 'choose': {
      const set = expression.set === undefined ? '' : ` \\in ${show(expression.set)}`;
      return `choose ${expression.pattern} ${names(expression.names)}${set} : ${show(expression.body)}`;
    }
    case 'filter':
      return `{${showBound(expression.bound)} : ${show(expression.predicate)}}`;
    case 'map':
      return `{${show(expression.body)} : ${expression.bounds.map(showBound).join(', ')}}`;
    case 'function':
      return `[${expression.bounds.map(showBound).join(', ')} |-> ${show(expression.body)}]`;
    case 'functionSet':
      return `[${show(expression.domain)} -> ${show(expression.range)}]`;
    case 'record':
      return `[${expression.fields.map((field) => `${field.name} |-> ${show(field.value)}`).join(', ')}]`;
    case 'recordSet':
      return `[${expression.fields.map((field) => `${field.name} : ${show(field.value)}`).join(', ')}]`;
    case 'except': {
      const updates = expression.updates.map(({ path, value }) => {
        const steps = path.map((step) => (step.kind === 'field' ? `.${step.name}` : `[${all(step.arguments)}]`));
        return `!${steps.join('')} = ${show(value)}`;
      });
      return `[${show(expression.function)} except ${updates.join(', ')}]`;
    }
    case 'at':
      return '@';
    case 'case': {
      const arms = expression.arms.map(({ guard, value }) => `${show(guard)} -> ${show(value)}`);
      const other = expression.other === undefined ? [] : [`other -> ${show(expression.other)}`];
      return `case(${[...arms, ...other].join('; ')})`;
    }
    case 'let':
      return `let ${expression.units.map(showUnit).join('; ')} in ${show(expression.body)}`;
    case 'lambda':
      return `lambda ${names(expression.parameters)} : ${show(expression.body)}`;
    case 'box':
      return `box(${all([expression.action, expression.subscript])})`;
    case 'angle':
      return `angle(${all([expression.action, expression.subscript])})`;
    case 'fairness':
      return `${expression.strength}(${all([expression.subscript, expression.action])})`;
  }
}

export function showUnit(unit: Unit): string {
  const local = 'local' in unit && unit.local ? 'local ' : '';
  switch (unit.kind) {
    case 'constants':
    case 'recursive':
      return `${unit.kind} ${declarations(unit.declarations)}`;
    case 'variables':
      return `variables ${names(unit.names)}`;
    case 'assumption':
      return `assumption ${unit.name?.name ?? '_'}: ${show(unit.body)}`;
    case 'theorem':
      return `theorem ${unit.name.name}: ${show(unit.body)}`;
    case 'operator':
      return `${local}${unit.name.name}(${declarations(unit.parameters)}) == ${show(unit.body)}`;
    case 'functionDefinition':
      return `${local}${unit.name.name}[${unit.bounds.map(showBound).join(', ')}] == ${show(unit.body)}`;
    case 'instance': {
      const { module, substitutions } = unit.instance;
      const shown = substitutions.map(({ name, value }) => `${name} <- ${show(value)}`).join(', ');
      return `${local}${unit.name?.name ?? '_'}(${declarations(unit.parameters)}) == instance ${module.name}(${shown})`;
    }
    case 'module':
      return `module ${unit.module.name.name} {${unit.module.units.map(showUnit).join('; ')}}`;
  }
}

function showBound(bound: Bound): string {
  const bare = names(bound.names);
  return `${bound.pattern === 'tuple' ? `<<${bare}>>` : bare} \\in ${show(bound.set)}`;
}

function declarations(declared: readonly { readonly name: string; readonly arity: number }[]): string {
  return declared.map(({ name, arity }) => (arity === 0 ? name : `${name}/${arity}`)).join(', ');
}

function names(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => name).join(', ');
}

function list(operands: readonly Expression[]): string {
  return operands.length === 0 ? '' : `(${all(operands)})`;
}

function all(expressions: readonly Expression[]): string {
  return expressions.map(show).join(', ');
}
