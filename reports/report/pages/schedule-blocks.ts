/** A schedule as blocks, in a table that wraps well where lanes side by side would be too wide. */

import { type Block, cell, paragraph } from '../../render/page.js';
import type { Schedule } from '../../render/schedule.js';
import { scheduleText } from '../../render/schedule.js';

/** `terminal`: as the doors print it, 75 columns; `table`: one row a step. */
export type ScheduleForm = 'terminal' | 'table';

/** Of report.txt: what mail to a kernel list is wrapped to. */
export const mailWidth = 75;

export function scheduleBlocks(schedule: Schedule, form: ScheduleForm): readonly Block[] {
  if (form === 'terminal') {
    // Indented by four as verbatim text is.
    return [
      {
        kind: 'verbatim',
        language: 'text',
        text: scheduleText(schedule, { width: mailWidth - 4, colour: false }).trimEnd(),
      },
    ];
  }
  const named = schedule.lanes.some((name) => name !== '');
  return [
    paragraph(`Start: ${schedule.start.join('; ')}`),
    {
      kind: 'table',
      columns: [
        { title: '#', align: 'right' },
        ...(named ? [{ title: 'who', wraps: true }] : []),
        { title: 'what happens', wraps: true },
        { title: 'what changes', wraps: true },
      ],
      rows: schedule.steps.map((step) => [
        cell(step.number),
        ...(named ? [cell(schedule.lanes[step.lane] ?? '')] : []),
        cell(step.sentence === '' ? step.action : `${step.action}: ${step.sentence}`),
        cell(step.changes.length === 0 ? 'nothing' : step.changes.join('; ')),
      ]),
    },
    ...(schedule.loop === undefined ? [] : [paragraph(schedule.loop)]),
    paragraph(schedule.ending, 'bad'),
  ];
}
