/** The note beside the automata: what they are, what is seen and what is not, how to make a monitor of one. */

import { wrapped } from '../render/terminal.js';
import type { Automaton } from './automaton.js';
import type { Monitor } from './monitors.js';
import { events, hidden } from './trust-release.js';

export interface Note {
  readonly monitors: readonly { readonly monitor: Monitor; readonly automaton: Automaton; readonly states: number }[];
  readonly differences: {
    /** Shortest sequences of the second that the first refuses. */
    readonly plain: readonly (readonly string[])[];
    /** Hidden in both for `rest`. */
    readonly order: readonly string[];
    readonly rest: readonly (readonly string[])[];
  };
}

/** Fit for a mail to a kernel list. */
const width = 75;

export function noteText({ monitors, differences }: Note): string {
  const [fixed] = monitors;
  const name = fixed?.monitor.name ?? '';
  const wide = Math.max(...Object.keys(events).map((event) => event.length));
  return [
    'Automata of a task that waits for its trust orchestrator (TSEM)',
    '',
    ...paragraph(
      'Made by lsm-verify (npm run export -- --format rv) from the TLA+ module TrustRelease. Each is deterministic and as small as can be, in the dialect that the runtime verification generator of the kernel reads.',
    ),
    ...monitors.flatMap(({ monitor, automaton, states }) => [
      ...paragraph(
        `${monitor.name}.dot: ${monitor.about} ${automaton.length} states, ${automaton.reduce((sum, { next }) => sum + next.size, 0)} edges; the model of ${monitor.config} has ${states} states.`,
      ),
    ]),
    'A monitor from it, in a kernel tree',
    '',
    `  python3 tools/verification/rvgen monitor -c da -t per_task \\`,
    `      -s ${name}.dot -n ${name}`,
    '',
    ...paragraph(
      '(in older trees: tools/verification/dot2/dot2k -d FILE -t per_task). Then fill in the handlers of the generated file; each event below says where in the kernel it is told. TSEM has no tracepoints there: they are to be added. An event is told in the same critical section as the access it stands for, or the order seen can be another one than the order that was.',
    ),
    ...paragraph(
      'Let the handler of export_enter call da_handle_start_run_event(), which starts the monitor of a task at its first export; the generator finds no event that leads to the initial state from wherever it comes. Turn the monitor on before the workload starts: the initial state supposes that no release is under way. A doubled circle is a state in which nothing is owed to anybody; monitors of this kind do not check it.',
    ),
    'Events',
    '',
    ...Object.entries(events).flatMap(([event, where]) => {
      return wrapped(where, width - wide - 4).map((line, index) => {
        return `  ${(index === 0 ? event : '').padEnd(wide)}  ${line}`;
      });
    }),
    '',
    'Hidden',
    '',
    ...hidden.flatMap((line) => listed(line)),
    '',
    'Bounds and what they mean',
    '',
    ...paragraph(
      'One task, its orchestrator, one fatal signal at any time, every event allowed or forbidden; no other signals, no reuse of identifiers, no exec, no foreign caller, no death of the orchestrator, enforcing, sequentially consistent memory. Numbers of events are forgotten: a state after the last event of the bound is taken for the same state before it. With every repair the automaton is the same for two, three and four events. As posted it grows with each event (tried up to seven), since the release of an earlier event can free the task, whose own event then stays in the queue.',
    ),
    `What v3 as posted does and ${name} reports`,
    '',
    ...paragraph('A shortest sequence for each event that can be the one reported; the last one is:'),
    ...sequences(differences.plain),
    ...paragraph(`With ${differences.order.join(' and ')} hidden in both, whose order is the first of the repairs:`),
    ...sequences(differences.rest),
    'State names say what the task is doing; numbers tell apart states in which it does the same and something else may follow.',
  ]
    .flatMap((line) => (line.length > width ? wrapped(line, width) : [line]))
    .map((line) => `${line}\n`)
    .join('');
}

function paragraph(text: string): readonly string[] {
  return [...wrapped(text, width), ''];
}

function listed(text: string): readonly string[] {
  return wrapped(text, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}

function sequences(words: readonly (readonly string[])[]): readonly string[] {
  return words.length === 0 ? ['  none', ''] : [...words.flatMap((word) => listed(word.join(', '))), ''];
}
