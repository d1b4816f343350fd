/** Notes in a log as record-reads.ts keeps them which files of the project are loaded as code. Runs in the thread of the module hooks. */

import fs from 'node:fs';
import type { InitializeHook, LoadHook } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface LoadsLog {
  readonly file: string;
  /** Of the project, absolute. */
  readonly root: string;
}

let log: number | undefined;
let root = '';

export const initialize: InitializeHook<LoadsLog> = (data) => {
  log = fs.openSync(data.file, 'a');
  root = data.root;
};

export const load: LoadHook = (url, context, nextLoad) => {
  const below = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : '..';
  if (log !== undefined && !below.startsWith('..')) fs.writeSync(log, `c\t${below}\n`);
  return nextLoad(url, context);
};
