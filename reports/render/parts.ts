/** Pages and schedules one after the other, for a terminal or as Markdown. */

import { markdownText } from './markdown.js';
import type { Page } from './page.js';
import { type Schedule, schedulePage, scheduleText } from './schedule.js';
import { type TerminalStyle, terminalText } from './terminal.js';

export type Part = { readonly page: Page } | { readonly schedule: Schedule };

export function partsText(parts: readonly Part[], style: TerminalStyle): string {
  return parts
    .map((part) => ('page' in part ? terminalText(part.page, style) : scheduleText(part.schedule, style)))
    .join('\n');
}

export function partsMarkdown(parts: readonly Part[]): string {
  return parts.map((part) => markdownText('page' in part ? part.page : schedulePage(part.schedule))).join('\n');
}
