/** A report of a few models that are checked when it is asked for, with a claim whose text is hostile. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProject } from '../../../spec/project.js';
import { projectRoot } from '../../../spec/project-root.js';
import { collectReport } from '../../report/collect/collect.js';
import { reportHtml } from '../../report/html/report-html.js';
import { createDrawer } from '../../report/pictures/drawer.js';
import { drawPictures } from '../../report/pictures/pictures.js';
import { links } from '../links.js';
import { settledModels } from './explorer-page.js';

export interface ReportPage {
  readonly file: string;
  remove(): void;
}

/** Ends its element, runs a script, loads something, and has a word that fits no line. */
export const hostile = `</title></script><script>document.title='taken'</script><img src="x" onerror="document.title='taken'">${'a'.repeat(4095)}`;

/** What the lost wake-up in v3 rests on, and a search that never ends. Of all else the report says that it is unknown. */
const models = [
  'tsem/TrustRelease.v3-one-task',
  'tsem/TrustRelease.v3-one-task-with-state-first',
  'tsem/TaskKey.v3-search-exhausted',
];

/** Writes the report into a temporary folder. */
export async function reportPage(): Promise<ReportPage> {
  const project = readProject(projectRoot());
  const settled = await settledModels(project, models);
  const claims = settled.claims.map((claim) => (claim.id === 'TSEM-C16' ? { ...claim, title: hostile } : claim));
  const verify = { ...settled, claims };
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  const { signal } = new AbortController();
  const drawer = createDrawer(60_000);
  try {
    const results = { verify, conformance: undefined, branches: undefined, gate: undefined };
    const document = await collectReport(project, results, { signal, onModel: () => undefined, links });
    const pictures = await drawPictures(document, { drawer, signal, onGraph: () => undefined });
    writeFileSync(join(folder, 'index.html'), reportHtml(document, pictures));
  } finally {
    await drawer.close();
  }
  return { file: join(folder, 'index.html'), remove: () => rmSync(folder, { recursive: true }) };
}
