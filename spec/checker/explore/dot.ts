/** State graphs and traces in the DOT language of Graphviz, piece by piece. */

import { printValue } from '../values/print-value.js';
import type { StateGraph } from './state-graph.js';
import { valuesOf } from './state-graph.js';

/**
 * The graph, one piece a state or an edge: each state with its values, initial states filled, each edge with its action
 * and arguments.
 */
export function* dotGraph(graph: StateGraph, name = 'states'): Generator<string> {
  yield `digraph ${quote(name)} {\n  node [shape=box, fontname="monospace"];\n`;
  const initial = new Set(graph.initial);
  const row = new Int32Array(graph.variables.length);
  for (let state = 0; state < graph.states; state++) {
    graph.read(state, row);
    const values = valuesOf(graph, row);
    const lines = graph.variables.map((variable, i) => {
      const value = values[i];
      return `/\\ ${variable} = ${value === undefined ? '' : printValue(value)}`;
    });
    const style = initial.has(state) ? ', style=filled, fillcolor=lightgrey' : '';
    yield `  ${state} [label=${quoteLines(lines)}${style}];\n`;
  }
  const labels = graph.labels.map((_, index) => quote(labelText(graph, index)));
  for (let state = 0; state < graph.states; state++) {
    const end = graph.offsets[state + 1] as number;
    for (let edge = graph.offsets[state] as number; edge < end; edge++) {
      yield `  ${state} -> ${graph.to[edge]} [label=${labels[graph.label[edge] as number]}];\n`;
    }
  }
  yield '}\n';
}

/** The label as a reader would write the step: `Send`, `Send(p1, {2})`. */
export function labelText(graph: Pick<StateGraph, 'actions' | 'labels' | 'valueOf'>, label: number): string {
  const step = graph.labels[label];
  if (step === undefined) throw new RangeError(`label ${label} of ${graph.labels.length}`);
  const name = graph.actions[step.action]?.name ?? '';
  if (step.arguments.length === 0) return name;
  return `${name}(${step.arguments.map((id) => printValue(graph.valueOf(id))).join(', ')})`;
}

function quote(text: string): string {
  return `"${escapeText(text)}"`;
}

/** Lines set to the left, as `\l` ends them. */
function quoteLines(lines: readonly string[]): string {
  return `"${lines.map((line) => `${escapeText(line)}\\l`).join('')}"`;
}

/** In a label, a backslash starts an escape, so that one that is meant is written twice. */
function escapeText(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}
