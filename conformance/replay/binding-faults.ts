/** Whether a binding speaks of the module as it is. */

import type { KnownGraph } from '../../spec/checker/index.js';
import type { Binding } from '../bindings/binding.js';

/**
 * What the binding names and the module does not, and the other way round; and the actions that leave a choice open which no argument
 * names, so that nobody can say which outcome an implementation is to have. Empty when all is well.
 */
export function bindingFaults(graph: KnownGraph, binding: Binding): readonly string[] {
  const { variables, actions } = graph;
  const arities = new Map(actions.map(({ name, parameters }) => [name, parameters.length]));
  return [
    ...variables.filter((name) => !binding.variables.includes(name)).map((name) => `variable ${name} is not compared`),
    ...binding.variables
      .filter((name) => !variables.includes(name))
      .map((name) => `the module has no variable ${name}`),
    ...[...arities].filter(([name]) => !binding.actions.has(name)).map(([name]) => `action ${name} is not bound`),
    ...[...binding.actions].flatMap(([name, arity]) => {
      const own = arities.get(name);
      if (own === undefined) return [`the module has no action ${name}`];
      return own === arity ? [] : [`action ${name} has ${own} arguments, not ${arity}`];
    }),
    ...openChoices(graph).map((name) => `action ${name} makes a choice that is none of its arguments`),
  ];
}

/** Actions of which one step, with the same arguments, leads from one state to several. */
function openChoices({ states, offsets, label, labels, actions }: KnownGraph): readonly string[] {
  const found = new Set<string>();
  for (let state = 0; state < states; state++) {
    const own = label.subarray(offsets[state], offsets[state + 1]);
    for (const [index, each] of own.entries()) {
      if (own.indexOf(each) < index) found.add(actions[labels[each]?.action ?? -1]?.name ?? '');
    }
  }
  return [...found];
}
