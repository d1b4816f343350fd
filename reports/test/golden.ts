/** Compares text that people read with the copy kept in reports/golden; RENEW_GOLDENS=1 writes the copies anew. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { projectRoot } from '../../spec/project-root.js';

export function matchesGolden(t: ExecutionContext, name: string, text: string): void {
  const file = join(projectRoot(), 'reports/golden', name);
  if (process.env.RENEW_GOLDENS === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  t.is(text, readFileSync(file, 'utf8'), `renew with RENEW_GOLDENS=1 npx ava, and read what changed`);
}
