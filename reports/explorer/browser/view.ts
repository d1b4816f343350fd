/** Shows a position of the explorer, and says where the reader wants to go from it. */

import type { ExplorerData } from '../explorer-data.js';
import type { ExplorerGraph } from '../graph.js';
import type { Position } from '../position.js';
import { toldPosition, toldStep } from '../told.js';
import { type Course, choose, lastStep, type Move, move, nextEdge, stateAt } from '../walk.js';
import { code, element } from './elements.js';
import { type Pickers, pickers } from './pickers.js';
import { scheduleTable, stateTable } from './tables.js';

export interface Shown {
  readonly graph: ExplorerGraph;
  readonly course: Course;
  readonly position: Position;
}

export interface View {
  /** Shows where the reader stands. The keyboard stays where it was. */
  show(shown: Shown): void;
  /** Says why an address leads nowhere; what is shown otherwise stays. */
  lost(reason: string): void;
}

const moves: readonly (readonly [Move, string])[] = [
  ['first', 'First'],
  ['back', 'Back'],
  ['forward', 'Forward'],
  ['last', 'Last'],
];

/** @param go called with the position to show next. */
export function createView(app: HTMLElement, data: ExplorerData, go: (position: Position) => void): View {
  const picked: Pickers = pickers(data, go);
  const lost = element('p', { class: 'explorer-lost', role: 'alert', hidden: true });
  const about = element('p', { class: 'explorer-about' });
  const place = element('span', { class: 'explorer-place' });
  const said = element('div', { class: 'explorer-said', 'aria-live': 'polite', 'aria-atomic': 'true' });
  const places = element('p', { class: 'explorer-about explorer-places' });
  const next = element('div', { class: 'explorer-possible' });
  const state = element('div');
  const schedule = element('div', { class: 'explorer-scroll', tabindex: '0', role: 'region', 'aria-label': 'Steps' });
  const buttons = moves.map(([where, label]) => element('button', { type: 'button', 'data-key': where }, label));
  const stateColumn = element('div', { class: 'explorer-state' }, element('h3', {}, 'The state'), state);
  app.replaceChildren(
    picked.form,
    lost,
    about,
    element('div', { class: 'explorer-bar', role: 'group', 'aria-label': 'Move along the run' }, ...buttons, place),
    said,
    places,
    element(
      'div',
      { class: 'explorer-columns' },
      element('div', {}, next, element('h3', {}, 'The run so far and to come'), schedule),
      stateColumn,
    ),
    keysHelp(),
  );
  let shown: Shown | undefined;
  for (const [index, [where]] of moves.entries()) {
    buttons[index]?.addEventListener('click', () => {
      if (shown !== undefined) go(move(shown.course, shown.position, where));
    });
  }
  return {
    show(now) {
      shown = now;
      const { graph, course, position } = now;
      const { at } = position;
      const focused = document.activeElement?.getAttribute('data-key') ?? undefined;
      lost.hidden = true;
      picked.show(graph.model, position);
      about.textContent = aboutText(graph);
      const told = toldPosition(data, graph, course, at);
      place.textContent = told.place;
      for (const [index, [where]] of moves.entries()) {
        const isEnd = where === 'first' || where === 'back' ? at === 0 : at >= lastStep(course);
        const isThere = where === 'last' && at === course.states.length - 1;
        buttons[index]?.setAttribute('aria-disabled', String(isEnd || isThere));
      }
      said.replaceChildren(...saidBlocks(now, told));
      places.replaceChildren(...placesOf(told.step));
      next.replaceChildren(element('h3', {}, 'What can happen next'), ...possible(now, go));
      state.replaceChildren(stateTable(data, graph, course, at));
      schedule.replaceChildren(scheduleTable(data, graph, course, position));
      keepInSight(schedule);
      restoreFocus(app, focused);
    },
    lost(reason) {
      lost.textContent = reason;
      lost.hidden = false;
    },
  };
}

function aboutText({ model }: ExplorerGraph): string {
  const bounds = model.bounds === '' ? '' : ` Bounds: ${model.bounds}.`;
  return `${model.purpose}${bounds}${model.partial === undefined ? '' : ` ${model.partial.reason}`}`;
}

function saidBlocks({ graph, course, position }: Shown, told: ReturnType<typeof toldPosition>): HTMLElement[] {
  const { step, changes, remark } = told;
  const place = element('span', { class: 'explorer-place' }, `${told.place}. `);
  const named = step === undefined ? (position.at === 0 ? '' : 'A step without a name. ') : '';
  const first = element(
    'p',
    {},
    place,
    named,
    step === undefined || step.actor === '' ? '' : `${step.actor}: `,
    step === undefined ? '' : code(step.call),
    step === undefined || step.sentence === '' ? '' : `: ${step.sentence}`,
  );
  const changed = changes.length === 0 ? 'Nothing changes.' : `Changes: ${changes.join('; ')}.`;
  const { trace } = course;
  const opening =
    trace === undefined
      ? 'Choose a step below.'
      : `${trace.isWitness ? 'This run shows that something can happen:' : 'This run ends so:'} ${trace.ending}`;
  const isLeft = position.origin.kind === 'trace' && position.origin.steps !== undefined;
  const end =
    position.at === course.states.length - 1 && (graph.edgesOf(stateAt(course, position.at))?.length ?? 1) === 0;
  return [
    first,
    element('p', {}, position.at === 0 ? opening : changed),
    ...(isLeft ? [element('p', {}, `You left the run for ${trace?.property} after step ${course.traceSteps}.`)] : []),
    ...(remark === '' ? [] : [element('p', { class: 'explorer-ending' }, remark)]),
    ...(end && remark === '' ? [element('p', {}, 'No step is possible from here.')] : []),
  ];
}

function placesOf(step: ReturnType<typeof toldPosition>['step']): (Node | string)[] {
  if (step === undefined || step.spec === '') return [];
  const implemented = step.implementation.flatMap((each, index) => [
    index === 0 ? ', implemented in ' : ', ',
    code(each),
  ]);
  return ['Written in ', code(step.spec), ...implemented, '.'];
}

/** The steps that are possible, each a button; the first nine have their number as key. */
function possible({ graph, course, position }: Shown, go: (position: Position) => void): HTMLElement[] {
  const edges = graph.edgesOf(stateAt(course, position.at));
  if (edges === undefined) {
    return [element('p', {}, 'The steps of this state were left out of this page. Forward goes on along the run.')];
  }
  if (edges.length === 0) return [element('p', {}, 'Nothing: no step is possible in this state.')];
  const taken = nextEdge(graph, course, position.at);
  const items = edges.map(({ step }, index) => {
    const told = toldStep(graph, step);
    const isCourse = index === taken;
    const who = told === undefined || told.actor === '' ? '' : `${told.actor}: `;
    const button = element(
      'button',
      { type: 'button', 'data-key': `choice-${index}`, class: isCourse ? 'explorer-course' : undefined },
      element('span', { class: 'explorer-key' }, index < 9 ? String(index + 1) : ''),
      element(
        'span',
        { class: 'explorer-text' },
        who,
        code(told?.call ?? '(a step)'),
        isCourse ? ' (the run goes on here)' : '',
        element('small', {}, told?.sentence ?? ''),
      ),
    );
    button.addEventListener('click', () => go(choose(graph, course, position, index)));
    return element('li', {}, button);
  });
  return [element('ol', { class: 'explorer-next' }, ...items)];
}

function keysHelp(): HTMLElement {
  const key = (name: string) => element('kbd', {}, name);
  return element(
    'p',
    { class: 'explorer-keys' },
    'Keys, while the focus is in the explorer: ',
    ...[
      key('←'),
      ' and ',
      key('→'),
      ' one step back and forward, ',
      key('Home'),
      ' and ',
      key('End'),
      ' start and end, ',
    ],
    ...[key('1'), ' to ', key('9'), ' take that step. The browser’s Back returns to where you were.'],
  );
}

/** Scrolls the present step into the middle of the box where it is not to be seen, and never the page. */
function keepInSight(box: HTMLElement): void {
  const row = box.querySelector<HTMLElement>('[aria-current]');
  if (row === null) return;
  const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
  const isSeen = top >= box.scrollTop && bottom + row.offsetHeight <= box.scrollTop + box.clientHeight;
  if (!isSeen) box.scrollTop = top - box.clientHeight / 2;
}

/** What had the focus is made anew: its successor gets it, or the first choice. */
function restoreFocus(app: HTMLElement, key: string | undefined): void {
  if (key === undefined || document.activeElement?.getAttribute('data-key') === key) return;
  const find = (name: string) => app.querySelector<HTMLElement>(`[data-key="${name}"]`);
  (find(key) ?? find('choice-0') ?? find('back'))?.focus({ preventScroll: true });
}
