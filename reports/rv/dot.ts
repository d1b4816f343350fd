/**
 * Writes an automaton as the kernel's runtime verification generator reads it.
 *
 * Follows Documentation/trace/rv/deterministic_automata.rst, and automata.py of tools/verification/rvgen (once dot2), which reads
 * line by line: `digraph state_automaton` first; then one `{node ...}` line a state without a blank line between, the initial one
 * marked by `__init_`; then the edge from that mark, which is skipped; then labels and edges, up to the first other line.
 */

import type { Automaton } from './automaton.js';

export interface DotText {
  /** Lines of a comment at the top. */
  readonly comment: readonly string[];
  /** One a state. */
  readonly names: readonly string[];
}

/** The text of a `.dot` file. The name of the file becomes that of the monitor. */
export function dotText(automaton: Automaton, { comment, names }: DotText): string {
  const name = (state: number) => `"${names[state]}"`;
  const nodes = automaton.map(({ final }, state) => {
    return `\t{node [shape = ${final ? 'doublecircle' : 'circle'}] ${name(state)}};`;
  });
  const edges = automaton.flatMap(({ next }, state) => [
    `\t${name(state)} [label = ${name(state)}${state === 0 ? ', color = green3' : ''}];`,
    ...[...next].map(([event, to]) => `\t${name(state)} -> ${name(to)} [ label = "${event}" ];`),
  ]);
  return [
    'digraph state_automaton {',
    ...comment.map((line) => `\t// ${line}`),
    `\t{node [shape = plaintext, style=invis, label=""] "__init_${names[0]}"};`,
    ...nodes,
    `\t"__init_${names[0]}" -> ${name(0)};`,
    ...edges,
    '\t{ rank = min ;',
    `\t\t"__init_${names[0]}";`,
    `\t\t${name(0)};`,
    '\t}',
    '}',
    '',
  ].join('\n');
}
