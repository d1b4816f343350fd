/** A schedule as a sequence diagram: time runs down, one lane an actor, arrows to the actors whose parts of the state a step changes. */

import type { Schedule, ScheduleStep } from '../../render/schedule.js';
import { wrapped } from '../../render/terminal.js';
import { clipped, type Drawing, escapeXml, short } from './svg.js';

const margin = 14;
/** Width of a sign on average, in the sizes of `drawingStyle`. */
const signWidth = 6.6;
const monoWidth = 6.4;
const lineHeight = 14;
const laneMin = 120;
const laneMax = 250;
const numberWidth = 30;
/** Signs of a line of what changes. */
const changesWidth = 62;
/** Changes of one step are cut at this many lines: the table has them all. */
const linesMax = 7;

export function sequenceDrawing(schedule: Schedule, title: string, ending: string): Drawing {
  const lanes = schedule.lanes.map((name) => name || 'step');
  const labels = lanes.map((name, lane) => {
    const longest = Math.max(...schedule.steps.filter((step) => step.lane === lane).map(({ action }) => action.length));
    return Math.min(laneMax, Math.max(laneMin, longest * signWidth + 26, name.length * signWidth + 26));
  });
  const left = (lane: number) => margin + numberWidth + labels.slice(0, lane).reduce((sum, each) => sum + each, 0);
  const centre = (lane: number) => left(lane) + (labels[lane] ?? laneMin) / 2;
  const textLeft = left(lanes.length) + 12;
  const width = Math.ceil(textLeft + changesWidth * monoWidth + margin);
  const headTop = margin;
  const headHeight = 26;

  const pieces: string[] = [];
  let y = headTop + headHeight + 12;
  for (const step of schedule.steps) {
    const lines = changeLines(step);
    const height = Math.max(32, lines.length * lineHeight + 12);
    const middle = y + height / 2;
    pieces.push(`<path class="d-row" d="M${margin} ${short(y + height)}H${width - margin}"/>`);
    pieces.push(text('d-t d-q d-r', margin + numberWidth - 10, middle + 4, String(step.number)));
    for (const lane of touchedLanes(step, lanes))
      pieces.push(arrow(centre(step.lane), centre(lane), labels[step.lane] ?? laneMin, middle));
    const isLast = step.number === schedule.steps.length;
    const boxWidth = (labels[step.lane] ?? laneMin) - 10;
    const boxLeft = centre(step.lane) - boxWidth / 2;
    pieces.push(
      `<rect class="${isLast ? 'd-badbox' : 'd-box'}" x="${short(boxLeft)}" y="${short(middle - 12)}" width="${short(boxWidth)}" height="24" rx="4"/>`,
      text('d-t d-b d-n', centre(step.lane), middle + 4, clipped(step.action, Math.floor((boxWidth - 10) / signWidth))),
    );
    for (const [index, line] of lines.entries()) {
      const indent = line.startsWith(' ') ? 12 : 0;
      const at = middle + 4 - ((lines.length - 1) / 2 - index) * lineHeight;
      pieces.push(text('d-m', textLeft + indent, at, line.trimStart()));
    }
    y += height;
  }
  const lifeEnd = y + 6;
  const tail = [
    ...(schedule.loop === undefined ? [] : wrapped(schedule.loop, 90)),
    ...wrapped(`✗ ${ending}`, Math.floor((width - 2 * margin - 20) / signWidth)),
  ];
  const tailHeight = tail.length * 16 + 14;
  const bottom = [
    `<rect class="d-badbox" x="${margin}" y="${lifeEnd}" width="${width - 2 * margin}" height="${tailHeight}" rx="4"/>`,
    ...tail.map((line, index) => text('d-t d-b d-bad', margin + 10, lifeEnd + 19 + index * 16, line)),
  ];
  const heads = lanes.flatMap((name, lane) => {
    const laneWidth = labels[lane] ?? laneMin;
    return [
      `<path class="d-life" d="M${short(centre(lane))} ${headTop + headHeight}V${short(lifeEnd)}"/>`,
      `<rect class="d-box d-init" x="${short(left(lane) + 5)}" y="${headTop}" width="${short(laneWidth - 10)}" height="${headHeight}" rx="4"/>`,
      text('d-t d-b d-n', centre(lane), headTop + 17, clipped(name, Math.floor((laneWidth - 16) / signWidth))),
    ];
  });
  return {
    width,
    height: Math.ceil(lifeEnd + tailHeight + margin),
    title,
    description: described(schedule, lanes, ending),
    body: [...heads, text('d-t d-q', textLeft, headTop + 17, 'what changes'), ...pieces, ...bottom].join(''),
  };
}

function changeLines(step: ScheduleStep): readonly string[] {
  if (step.changes.length === 0) return ['nothing changes'];
  const lines = step.changes.flatMap((change) => {
    return wrapped(change, changesWidth - 2).map((line, index) => (index === 0 ? line : ` ${line}`));
  });
  return lines.length <= linesMax
    ? lines
    : [...lines.slice(0, linesMax - 1), `… and ${lines.length - linesMax + 1} lines more`];
}

/** Lanes other than its own whose part of the state the step changes: `status[a]` is Task a's. */
function touchedLanes(step: ScheduleStep, lanes: readonly string[]): readonly number[] {
  return lanes.flatMap((name, lane) => {
    const key = name.slice(name.lastIndexOf(' ') + 1);
    const isNamed =
      name.includes(' ') && step.changes.some((change) => new RegExp(`^\\w+\\[${escaped(key)}\\]`).test(change));
    return lane !== step.lane && isNamed ? [lane] : [];
  });
}

function arrow(from: number, to: number, fromWidth: number, y: number): string {
  const direction = Math.sign(to - from);
  const start = from + direction * (fromWidth / 2 - 5);
  const end = to - direction * 2;
  const back = end - direction * 8;
  return `<path class="d-arrow" d="M${short(start)} ${short(y)}H${short(back)}"/><path class="d-head" d="M${short(end)} ${short(y)}L${short(back)} ${short(y - 4)}V${short(y + 4)}Z"/>`;
}

function text(names: string, x: number, y: number, content: string): string {
  return `<text class="${names}" x="${short(x)}" y="${short(y)}">${escapeXml(content)}</text>`;
}

function described(schedule: Schedule, lanes: readonly string[], ending: string): string {
  const steps = schedule.steps.map((step) => `${step.number}. ${lanes[step.lane] ?? ''}: ${step.action}.`).join(' ');
  return `${lanes.length} lanes: ${lanes.join(', ')}. ${steps} ${schedule.loop ?? ''} ${ending}`;
}

function escaped(key: string): string {
  return key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
