/** Writes a report in all its formats into a folder. */

import { join } from 'node:path';
import { writeWhole } from '../verify/store.js';
import type { ReportDocument } from './document.js';
import { reportMarkdown, reportRst, reportText } from './pages/texts.js';

/** Files of the folder, each with its size in bytes, in the order they were written. */
export interface Written {
  readonly file: string;
  readonly bytes: number;
}

export function writeReport(document: ReportDocument, folder: string): readonly Written[] {
  const files: readonly (readonly [string, string])[] = [
    ['report.txt', reportText(document)],
    ['report.md', reportMarkdown(document)],
    ['report.rst', reportRst(document)],
  ];
  return files.map(([file, text]) => {
    writeWhole(join(folder, file), text);
    return { file, bytes: Buffer.byteLength(text) };
  });
}
