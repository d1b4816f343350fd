/** A counterexample as a numbered schedule: one row a step, one lane an actor, only what changed, and how it ends. */

import { type DescribedModule, describeStep } from '../../spec/actions.js';
import type { ItfValue } from '../../spec/checker/index.js';
import type { DocumentCounterexample, DocumentState } from '../verify/document.js';
import { changes, plainValue, type Variables } from './changes.js';
import { cell, type Page, paragraph } from './page.js';
import { type TerminalStyle, toned, wrapped } from './terminal.js';

export interface ScheduleStep {
  /** 1 for the first step; the initial state has none. */
  readonly number: number;
  /** Index in `lanes`. */
  readonly lane: number;
  /** `Name(arguments)`, or `(a step)` where the engine does not tell. */
  readonly action: string;
  /** What happens in the world; empty where the module does not say. */
  readonly sentence: string;
  readonly changes: readonly string[];
}

export interface Schedule {
  /** Actors in the order of their first step; one lane without a name where the module names none. */
  readonly lanes: readonly string[];
  readonly start: readonly string[];
  readonly steps: readonly ScheduleStep[];
  /** For a behaviour that goes on for ever. */
  readonly loop?: string;
  /** What went wrong. */
  readonly ending: string;
}

/** Lanes stand side by side where the table has room for them in this many columns. */
const widthMax = 110;
const unknownAction = '(a step)';
/** Stands in the lane of the actor that takes the step. */
const laneMark = '*';

/**
 * Tells a counterexample step by step.
 *
 * @param ending the sentence it ends in: the harm of the catalogue, or what the violated property says.
 */
export function scheduleOf(counterexample: DocumentCounterexample, module: DescribedModule, ending: string): Schedule {
  const { states, loopStart } = counterexample;
  const lanes: string[] = [];
  const steps = states.slice(1).map((state, index): ScheduleStep => {
    const { action, arguments: values } = state['#meta'];
    const told = action === null ? { sentence: '' } : describeStep(module, action, values);
    const actor = 'actor' in told && told.actor !== undefined ? told.actor : '';
    if (!lanes.includes(actor)) lanes.push(actor);
    const before = states[index];
    return {
      number: index + 1,
      lane: lanes.indexOf(actor),
      action: action === null ? unknownAction : shownCall(action, values),
      sentence: told.sentence,
      changes: before === undefined ? [] : changes(variablesOf(before), variablesOf(state)),
    };
  });
  const first = states[0];
  const start =
    first === undefined ? [] : [...variablesOf(first)].map(([name, value]) => `${name}: ${plainValue(value)}`);
  return {
    lanes,
    start,
    steps,
    ending,
    ...(loopStart === undefined ? {} : { loop: loopText(loopStart, steps.length) }),
  };
}

/** The schedule for a terminal. */
export function scheduleText(schedule: Schedule, style: TerminalStyle): string {
  const width = Math.min(style.width, widthMax);
  const digits = String(schedule.steps.length).length;
  const laneWidths = namesActors(schedule) ? schedule.lanes.map((name) => Math.max(name.length, laneMark.length)) : [];
  const taken = digits + 2 + laneWidths.reduce((sum, each) => sum + each + 2, 0);
  const beside = width - taken >= 50;
  const lines = [
    ...wrapped(`Start: ${schedule.start.join('; ')}`, width).map((line) => toned(line, 'quiet', style)),
    ...(schedule.steps.length === 0 ? [] : ['']),
    ...(beside
      ? laneLines(schedule, { width, digits, laneWidths, taken, style })
      : prefixLines(schedule, { width, digits, style })),
    ...(schedule.loop === undefined ? [] : ['', ...wrapped(schedule.loop, width)]),
    '',
    ...wrapped(schedule.ending, width).map((line) => toned(line, 'bad', style)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** The same schedule as blocks of a page, for Markdown. */
export function schedulePage(schedule: Schedule): Page {
  const named = namesActors(schedule);
  return [
    paragraph(`Start: ${schedule.start.join('; ')}`),
    {
      kind: 'table',
      columns: [
        { title: '#', align: 'right' },
        ...schedule.lanes.map((name) => ({ title: named ? name || 'other' : 'step' })),
        { title: 'what happens', wraps: true },
        { title: 'what changes', wraps: true },
      ],
      rows: schedule.steps.map((step) => [
        cell(step.number),
        ...schedule.lanes.map((_, lane) => cell(lane === step.lane ? step.action : '')),
        cell(step.sentence),
        cell(step.changes.length === 0 ? 'nothing' : step.changes.join('; ')),
      ]),
    },
    ...(schedule.loop === undefined ? [] : [paragraph(schedule.loop)]),
    paragraph(schedule.ending, 'bad'),
  ];
}

function namesActors({ lanes }: Schedule): boolean {
  return lanes.some((name) => name !== '');
}

interface Layout {
  readonly width: number;
  readonly digits: number;
  readonly style: TerminalStyle;
}

function laneLines(
  { lanes, steps }: Schedule,
  layout: Layout & { readonly laneWidths: readonly number[]; readonly taken: number },
): string[] {
  const { width, digits, style, laneWidths, taken } = layout;
  const row = (number: string, cells: readonly string[], text: string) =>
    `${number.padStart(digits)}  ${laneWidths.map((each, lane) => `${(cells[lane] ?? '').padEnd(each)}  `).join('')}${text}`;
  const titles = laneWidths.length > 0 ? [toned(row('#', lanes, ''), 'quiet', style)] : [];
  return [
    ...titles,
    ...steps.flatMap((step) => {
      const told = tell(step, width - taken);
      const cells = lanes.map((_, lane) => (lane === step.lane ? laneMark : ''));
      return told.map(({ text, tone }, line) =>
        row(line === 0 ? String(step.number) : '', line === 0 ? cells : lanes.map(() => ''), toned(text, tone, style)),
      );
    }),
  ];
}

function prefixLines({ lanes, steps }: Schedule, { width, digits, style }: Layout): string[] {
  const actorWidth = Math.max(...lanes.map((name) => name.length), 0);
  const bar = actorWidth === 0 ? '' : ' | ';
  const taken = digits + 2 + actorWidth + bar.length;
  return steps.flatMap((step) => {
    const actor = (lanes[step.lane] ?? '').padEnd(actorWidth);
    return tell(step, width - taken).map(({ text, tone }, line) => {
      const number = line === 0 ? String(step.number) : '';
      return `${number.padStart(digits)}  ${line === 0 ? actor : ' '.repeat(actorWidth)}${bar}${toned(text, tone, style)}`;
    });
  });
}

/** The action with its sentence, and below it what changed. */
function tell(step: ScheduleStep, width: number): readonly { text: string; tone: 'plain' | 'quiet' }[] {
  const changed = step.changes.length === 0 ? 'nothing changes' : step.changes.join('; ');
  const told = step.sentence === '' ? step.action : `${step.action}: ${step.sentence}`;
  return [
    ...wrapped(told, width).map((text) => ({ text, tone: 'plain' as const })),
    ...wrapped(changed, width - 2).map((text) => ({ text: `  ${text}`, tone: 'quiet' as const })),
  ];
}

function loopText(loopStart: number, steps: number): string {
  if (loopStart === steps) return 'From here on nothing happens, for ever.';
  const again = loopStart === 0 ? 'the start' : `the state after step ${loopStart}`;
  return `Then back to ${again}, and so on for ever.`;
}

function shownCall(action: string, values: readonly string[]): string {
  return values.length === 0
    ? action
    : `${action}(${values.map((value) => value.replace(/^"([^"\\]*)"$/, '$1')).join(', ')})`;
}

function variablesOf(state: DocumentState): Variables {
  return new Map(Object.entries(state).filter((entry): entry is [string, ItfValue] => entry[0] !== '#meta'));
}
