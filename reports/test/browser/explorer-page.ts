/** A page with nothing but the explorer, of a few models that are checked when it is asked for. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selectEngines } from '../../../spec/checker/index.js';
import { defaultLimits } from '../../../spec/checker/settle.js';
import { type Project, readProject } from '../../../spec/project.js';
import { projectRoot } from '../../../spec/project-root.js';
import { explorerData } from '../../explorer/data.js';
import { explorerFragment } from '../../explorer/embed.js';
import type { ExplorerData } from '../../explorer/explorer-data.js';
import type { VerifyDocument } from '../../verify/document.js';
import { verify } from '../../verify/run.js';
import { links } from '../links.js';

/** The project's own models with these ids, settled by our checker. */
export async function settledModels(project: Project, ids: readonly string[]): Promise<VerifyDocument> {
  const engines = await selectEngines('own');
  return verify({
    project,
    models: project.manifest.models.filter(({ id }) => ids.includes(id)),
    engines: engines.map((engine) => ({ engine, version: 'any' })),
    enginesAbsent: [],
    limits: defaultLimits,
    workers: 1,
    signal: new AbortController().signal,
  });
}

export interface ExplorerPage {
  readonly data: ExplorerData;
  readonly file: string;
  remove(): void;
}

/** Writes the page into a temporary folder. */
export async function explorerPage(ids: readonly string[]): Promise<ExplorerPage> {
  const project = readProject(projectRoot());
  const data = await explorerData({ project, document: await settledModels(project, ids), links });
  const { html, script, style } = explorerFragment(data);
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  const file = join(folder, 'index.html');
  const plain =
    'body { margin: 1rem; font: 16px/1.5 sans-serif } @media (prefers-color-scheme: dark) { body { background: #161617 } }';
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Explorer</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${plain}${style}</style></head>
<body><main>${html}</main><script>${script}</script></body></html>`,
  );
  return { data, file, remove: () => rmSync(folder, { recursive: true }) };
}
