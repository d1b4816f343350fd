/** The explorer in the page: the address says where the reader stands, everything else follows from it. */

import type { ExplorerData } from '../explorer-data.js';
import { type ExplorerGraph, graphOf } from '../graph.js';
import { isExplorerFragment, type Position, parseFragment, printFragment } from '../position.js';
import { choose, follow, move } from '../walk.js';
import { preferredRun, startOf } from './pickers.js';
import { createView, type Shown } from './view.js';

const section = document.getElementById('explorer');
const app = document.getElementById('explorer-app');
const text = document.getElementById('explorer-data')?.textContent;
if (section !== null && app !== null && text !== null && text !== undefined) start(section, app, JSON.parse(text));

function start(section: HTMLElement, app: HTMLElement, data: ExplorerData): void {
  const [first] = data.models;
  if (first === undefined) {
    app.textContent = 'There is no model to walk through.';
    return;
  }
  const graphs = new Map<string, ExplorerGraph>();
  let shown: Shown | undefined;
  /** The address that was set from here: its event is not news. */
  let own = '';
  /** Shown, but not yet in the address. */
  let pending: Position | undefined;
  const view = createView(app, data, (position) => go(position));

  function show(position: Position): string | undefined {
    const model = data.models.find(({ id }) => id === position.model);
    if (model === undefined) return `This page has no model ${position.model}.`;
    const graph = graphs.get(model.id) ?? graphOf(data, model);
    graphs.set(model.id, graph);
    const followed = follow(graph, position);
    if (followed.kind === 'lost') return `The address leads nowhere in ${model.id}: ${followed.reason}.`;
    shown = { graph, course: followed.course, position };
    view.show(shown);
    return undefined;
  }

  /** Shows a position and puts it into the address; while a key is held down, the address waits until it is let go. */
  function go(position: Position, isRepeated = false): void {
    const lost = show(position);
    if (lost !== undefined) view.lost(lost);
    if (lost !== undefined) return;
    pending = position;
    if (!isRepeated) writeAddress();
  }

  function writeAddress(): void {
    if (pending === undefined) return;
    own = printFragment(pending);
    pending = undefined;
    if (location.hash !== own) location.hash = own;
  }

  function followAddress(): void {
    if (!isExplorerFragment(location.hash) || location.hash === own) return;
    own = location.hash;
    const position = parseFragment(location.hash);
    const lost = position === undefined ? 'The address is not one of the explorer’s.' : show(position);
    if (lost !== undefined) view.lost(lost);
  }

  function onKey(event: KeyboardEvent): void {
    if (shown === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target instanceof HTMLSelectElement) return;
    const { graph, course, position } = shown;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : undefined;
    const where = ({ ArrowLeft: 'back', ArrowRight: 'forward', Home: 'first', End: 'last' } as const)[event.key];
    if (digit === undefined && where === undefined) return;
    event.preventDefault();
    const to = where === undefined ? choose(graph, course, position, (digit ?? 1) - 1) : move(course, position, where);
    if (printFragment(to) !== printFragment(position)) go(to, event.repeat);
  }

  section.addEventListener('keydown', onKey);
  for (const event of ['keyup', 'blur']) window.addEventListener(event, writeAddress);
  window.addEventListener('hashchange', () => {
    const isNews = isExplorerFragment(location.hash) && location.hash !== own;
    const isInside = section.contains(document.activeElement);
    followAddress();
    if (isNews && !isInside) bringIntoSight(section);
  });
  show(startOf(first, preferredRun(first)?.property));
  if (isExplorerFragment(location.hash)) {
    followAddress();
    bringIntoSight(section);
  }
}

/** For a reader who followed a link from elsewhere in the page. */
function bringIntoSight(section: HTMLElement): void {
  section.scrollIntoView();
  section.querySelector<HTMLElement>('[data-key="forward"]')?.focus({ preventScroll: true });
}
