/** Reading an export file, tsem_export_show(): which queue is read, and how a record looks. */

import type { Code } from './code.js';
import { ENODATA } from './errno.js';
import type { ExportQueue, ExportRecord } from './export-queue.js';
import type { KernelState } from './kernel-state.js';
import type { Task } from './task.js';
import type { TsemEvent } from './tsem-event.js';

/** The queue that `reader` reads, whatever file it opened; undefined where it has none. */
export function queueReadBy({ code }: KernelState, { blob }: Task): ExportQueue | undefined {
  return (code.isKeyed ? blob.context : blob.tmaContext)?.exports;
}

/** The oldest record of the queue that `reader` reads, as a line; -ENODATA; or undefined when the kernel dies of it. */
export function readExport(kernel: KernelState, reader: Task): string | number | undefined {
  const context = kernel.code.isKeyed ? reader.blob.context : reader.blob.tmaContext;
  if (context === kernel.root) return ENODATA;
  if (context?.isFreed === true) kernel.fault('tsem_export_show', 'a freed context');
  const queue = context?.exports;
  if (queue === undefined) {
    // Nobody asks whether the reader's namespace has a queue.
    kernel.fault('tsem_export_show', 'NULL external structure');
    reader.hasFatalSignal = true;
    return undefined;
  }
  const record = queue.records.shift();
  return record === undefined ? ENODATA : exportLine(record, kernel.code);
}

/** A record as it is read, newline included. Strings are not escaped, no more than by the kernel. */
export function exportLine(record: ExportRecord, code: Code): string {
  switch (record.kind) {
    case 'aggregate':
      return `{"export": {"type": "aggregate"}, "aggregate": ${fields({ value: Buffer.from(record.value).toString('hex') })}}\n`;
    case 'event':
      return eventLine(record.event, code);
    case 'log': {
      const { process, operation, action } = record;
      return `{"export": {"type": "log"}, "log": ${fields({ process, event: operation, action })}}\n`;
    }
  }
}

/**
 * What is known of an event here: no credentials, no identities, no parameters. A release that names its task or its event by number
 * needs that number.
 */
function eventLine({ id, pid, tnum, context, process, operation }: TsemEvent, code: Code): string {
  const numbers = { ...(code.comparesTaskNumbers ? { tnum } : {}), ...(code.isKeyed ? {} : { context }) };
  const number = code.isKeyed && !code.has('BindToEvent') ? {} : { number: id };
  const event = fields({ pid, ...numbers, ...number, process, type: operation });
  return `{"export": {"type": "event"}, "event": ${event}, "${operation}": {}}\n`;
}

function fields(values: Readonly<Record<string, string | number>>): string {
  return `{${Object.entries(values)
    .map(([name, value]) => `"${name}": "${value}"`)
    .join(', ')}}`;
}
