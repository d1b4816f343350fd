/** Writes a report in all its formats, and its pictures, into a folder. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../verify/store.js';
import type { ReportDocument } from './document.js';
import { reportHtml } from './html/report-html.js';
import { reportMarkdown, reportRst, reportText } from './pages/texts.js';
import type { Painter } from './pictures/painter.js';
import type { Pictures } from './pictures/pictures.js';
import { type Drawing, standaloneSvg } from './pictures/svg.js';

/** A file of the folder, or all pictures together. */
export interface Written {
  readonly file: string;
  readonly bytes: number;
}

export interface WriteOptions {
  readonly painter: Painter;
  readonly signal: AbortSignal;
  readonly onPicture: (name: string, index: number, total: number) => void;
}

/** Files written, and what could not be made, one sentence each. */
export interface WriteOutcome {
  readonly written: readonly Written[];
  readonly failed: readonly string[];
}

export async function writeReport(
  document: ReportDocument,
  pictures: Pictures,
  folder: string,
  options: WriteOptions,
): Promise<WriteOutcome> {
  const files: readonly (readonly [string, string])[] = [
    ['index.html', reportHtml(document, pictures)],
    ['report.txt', reportText(document)],
    ['report.md', reportMarkdown(document)],
    ['report.rst', reportRst(document)],
  ];
  const written = files.map(([file, text]): Written => {
    writeWhole(join(folder, file), text);
    return { file, bytes: Buffer.byteLength(text) };
  });
  const { bytes, count, failed } = await writePictures(pictures, join(folder, 'pictures'), options);
  return { written: [...written, { file: `pictures (${count})`, bytes }], failed };
}

async function writePictures(pictures: Pictures, folder: string, { painter, signal, onPicture }: WriteOptions) {
  // Those of an earlier report would be taken for this one's.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const drawings: readonly (readonly [string, Drawing])[] = [
    ...[...pictures.sequences.values()].map(({ slug, drawing }) => [slug, drawing] as const),
    ...[...pictures.graphs.values()].flatMap(({ slug, drawing }) =>
      drawing === undefined ? [] : [[slug, drawing] as const],
    ),
  ];
  for (const [, drawing] of drawings) void painter.paint(drawing);
  const failed: string[] = [];
  let bytes = 0;
  for (const [index, [slug, drawing]] of drawings.entries()) {
    signal.throwIfAborted();
    onPicture(slug, index, drawings.length);
    const svg = standaloneSvg(drawing);
    writeFileSync(join(folder, `${slug}.svg`), svg);
    bytes += Buffer.byteLength(svg);
    const png = await painter.paint(drawing);
    if ('reason' in png) failed.push(`pictures/${slug}.png: ${png.reason}`);
    else {
      writeFileSync(join(folder, `${slug}.png`), png.bytes);
      bytes += png.bytes.length;
    }
  }
  return { bytes, count: drawings.length, failed };
}
