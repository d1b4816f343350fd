/** The tables of the explorer: the state, and the steps of the run. */

import type { ExplorerData } from '../explorer-data.js';
import type { ExplorerGraph } from '../graph.js';
import { leavesOf } from '../leaves.js';
import { type Position, printFragment } from '../position.js';
import { changesBetween, endingOf, toldStep, valuesIn } from '../told.js';
import { type Course, indexAt, stateAt } from '../walk.js';
import { code, element } from './elements.js';

/** The values after `at` steps; what the last step changed is marked by a sign, a word and the ground it stands on. */
export function stateTable(data: ExplorerData, graph: ExplorerGraph, course: Course, at: number): HTMLElement {
  const previous = at === 0 ? undefined : valuesIn(data, graph, stateAt(course, at - 1));
  const leaves = leavesOf(graph.module.variables, valuesIn(data, graph, stateAt(course, at)), previous);
  const changed = leaves.filter(({ before }) => before !== undefined).length;
  const caption =
    at === 0 ? 'The initial state.' : changed === 0 ? 'Nothing changed.' : `${changed} changed, marked with ●.`;
  return element(
    'table',
    { class: 'explorer-values' },
    element('caption', {}, caption),
    header('part of the state', 'value'),
    element(
      'tbody',
      {},
      ...leaves.map(({ path, value, before }) =>
        element(
          'tr',
          before === undefined ? {} : { class: 'explorer-changed' },
          element('th', { scope: 'row' }, before === undefined ? '' : '● ', code(path)),
          element('td', {}, code(value), ...(before === undefined ? [] : [element('small', {}, 'was ', code(before))])),
        ),
      ),
    ),
  );
}

/** Every step of the course with what it changed, each a link to the state after it. */
export function scheduleTable(
  data: ExplorerData,
  graph: ExplorerGraph,
  course: Course,
  position: Position,
): HTMLElement {
  const present = indexAt(course, position.at);
  const { trace } = course;
  const what =
    trace === undefined
      ? 'Your walk'
      : trace.isWitness
        ? `Witness of ${trace.property}`
        : `How ${trace.property} is violated`;
  const left = trace !== undefined && position.origin.kind === 'trace' && position.origin.steps !== undefined;
  const caption = `${what} in ${graph.model.id}${left ? `, left after step ${course.traceSteps}` : ''}`;
  const ending = endingOf(course);
  return element(
    'table',
    { class: 'explorer-schedule' },
    element('caption', {}, caption),
    header('#', 'who', 'what happens and what changes'),
    element(
      'tbody',
      {},
      ...course.states.map((state, index) => {
        const address = printFragment({ ...position, at: index });
        const step = index === 0 ? undefined : toldStep(graph, course.steps[index - 1] ?? -1);
        const name = index === 0 ? 'Start' : (step?.call ?? '(a step)');
        const phrases = index === 0 ? [] : changesBetween(data, graph, course.states[index - 1] ?? state, state);
        return element(
          'tr',
          { 'aria-current': index === present ? 'step' : undefined },
          element('td', {}, String(index)),
          element('td', {}, step?.actor ?? ''),
          element(
            'td',
            { class: 'explorer-what' },
            element('a', { href: address, 'data-key': `schedule-${index}` }, code(name)),
            step === undefined || step.sentence === '' ? '' : `: ${step.sentence}`,
            index === 0 ? '' : element('small', {}, phrases.length === 0 ? 'nothing changes' : phrases.join('; ')),
          ),
        );
      }),
      ...(ending === '' ? [] : [element('tr', {}, element('td', { colspan: '3', class: 'explorer-ending' }, ending))]),
    ),
  );
}

function header(...titles: readonly string[]): HTMLElement {
  return element('thead', {}, element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title))));
}
