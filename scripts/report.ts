/** The door `report`: writes the report from the last results, in all its formats. */

import { join, resolve } from 'node:path';
import { collectReport } from '../reports/report/collect/collect.js';
import { createDrawer } from '../reports/report/pictures/drawer.js';
import { createPainter } from '../reports/report/pictures/painter.js';
import { drawPictures, drawSequences } from '../reports/report/pictures/pictures.js';
import { readResults } from '../reports/report/results.js';
import { verdictLine } from '../reports/report/words.js';
import { writeReport } from '../reports/report/write.js';
import { readProject } from '../spec/project.js';
import { projectRoot, shownPath } from '../spec/project-root.js';
import { exitCodes, progressLine, type World } from './terminal.js';

export interface ReportFlags {
  readonly output?: string;
  readonly quiet?: boolean;
  readonly root?: string;
}

/** Where the report goes unless `--output` says otherwise, from the project root. */
export const outputFolder = 'reports/output';

/** A drawing that takes longer is left out, and the report says so. */
const drawingTimeoutMs = 20_000;

/** Runs the door and resolves to the exit code. @throws {InputError} when it could not run. */
export async function reportDoor(flags: ReportFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  const results = readResults(root);
  const project = readProject(root);
  const progress = progressLine(world, flags.quiet === true);
  const started = performance.now();
  const tell = (phase: string) => (model: string, index: number, total: number) => {
    progress.settled(index, total);
    progress.show({ model, phase, elapsedMs: performance.now() - started });
  };
  const { signal } = world;
  const drawer = createDrawer(drawingTimeoutMs);
  // On threads of their own, while graphs are walked on others.
  const painting = [createDrawer(drawingTimeoutMs), createDrawer(drawingTimeoutMs)];
  const painter = createPainter(painting);
  try {
    const document = await collectReport(project, results, {
      signal,
      onModel: tell('walking its graph'),
      onClaims(claims) {
        for (const { drawing } of drawSequences(claims).values()) void painter.paint(drawing);
      },
    });
    const pictures = await drawPictures(document, { drawer, signal, onGraph: tell('drawing its graph') });
    const folder = flags.output === undefined ? join(root, outputFolder) : resolve(flags.output);
    const { written, failed } = await writeReport(document, pictures, folder, {
      painter,
      signal,
      onPicture: tell('PNG'),
    });
    progress.clear();
    for (const reason of failed) world.stderr.write(`no picture: ${reason}\n`);
    if (flags.quiet !== true) {
      world.stdout.write(`${verdictLine(document)}\n`);
      for (const { file, bytes } of written) {
        world.stdout.write(`${shownPath(join(folder, file))}  ${bytes} bytes\n`);
      }
    }
    return exitCodes.asExpected;
  } finally {
    progress.clear();
    await Promise.all([drawer, ...painting].map((each) => each.close()));
  }
}
