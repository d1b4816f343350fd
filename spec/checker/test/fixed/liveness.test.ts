/** Temporal properties with verdicts that TLC gave, or that follow in a line. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { parse } from 'yaml';
import { fixtures, runFixture } from './run-fixture.js';

interface Check {
  readonly title: string;
  readonly module: string;
  readonly config: string;
  readonly property: string;
  readonly verdict: 'holds' | 'violated' | 'unknown';
}

const folder = new URL('liveness/', fixtures);
const { checks } = parse(readFileSync(new URL('liveness.yaml', folder), 'utf8')) as {
  readonly checks: readonly Check[];
};

for (const { title, module, config, property, verdict } of checks) {
  test(title, async (t) => {
    const own = mkdtempSync(join(tmpdir(), 'liveness-'));
    t.teardown(() => rmSync(own, { recursive: true }));
    const configFile = join(own, 'model.cfg');
    writeFileSync(configFile, config);
    const moduleFile = fileURLToPath(new URL(module, folder));
    const outcome = await runFixture({ moduleFile, configFile, properties: [{ name: property, kind: 'liveness' }] });
    const [found] = outcome.properties;
    t.is(found?.verdict, verdict, found?.reason ?? '');
    // A violation is a lasso, or what the search saw on its way.
    if (verdict === 'violated') t.truthy(found?.counterexample);
  });
}
