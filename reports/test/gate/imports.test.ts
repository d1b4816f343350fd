/** What code depends on, read off its text. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { Imports } from '../../gate/imports.js';

function project(t: ExecutionContext, files: Readonly<Record<string, string>>): Imports {
  const root = mkdtempSync(join(tmpdir(), 'lsm-verify-imports-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'a'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return new Imports(root);
}

const files = {
  'a/main.ts': [
    "import fs from 'node:fs';",
    "import { b } from './b.js';",
    "import type { T } from './types.js';",
    "import {\n  type U,\n  c,\n} from '../c.js';",
    "export { d } from './d.js';",
    "import schema from './s.schema.json' with { type: 'json' };",
    "import { document } from './compiled.schema.js';",
    "const later = () => import('./later.js');",
    "const worker = new Worker(new URL('./worker.js', import.meta.url));",
    "register('./hook.js', import.meta.url);",
  ].join('\n'),
  'a/b.ts': "import './main.js';\nimport './side.js';",
  'a/later.ts': "import './deep.js';",
};

test('everything that may be loaded is in the closure, types are not', (t) => {
  t.deepEqual(project(t, files).closure('a/main.ts'), [
    ...[
      'a/b.ts',
      'a/compiled.schema.json',
      'a/d.ts',
      'a/deep.ts',
      'a/hook.ts',
      'a/later.ts',
      'a/main.ts',
      'a/s.schema.json',
      'a/side.ts',
      'a/worker.ts',
      'c.ts',
    ],
  ]);
});

test('what is loaded at once leaves out what waits until it is needed', (t) => {
  t.deepEqual(project(t, files).loadedAtOnce('a/main.ts'), [
    ...['a/b.ts', 'a/compiled.schema.json', 'a/d.ts', 'a/main.ts', 'a/s.schema.json', 'a/side.ts', 'c.ts'],
  ]);
});

test('a file can be taken to import something else', (t) => {
  const imports = project(t, files);
  t.deepEqual(imports.closureThrough(new Map([['a/main.ts', ['a/later.ts']]]), 'a/main.ts'), [
    'a/deep.ts',
    'a/later.ts',
    'a/main.ts',
  ]);
});
