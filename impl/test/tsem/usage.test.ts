/** The example of the room's README, taken from there and run. */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { ts } from 'ts-morph';
import { inOrder } from '../../scheduler/schedule.js';
import { Kernel } from '../../tsem/kernel.js';

type Example = (...given: unknown[]) => Promise<void>;

/** The TypeScript block of the README, its types taken away, as a function of what it uses. */
function exampleTaking(names: readonly string[]): Example {
  const readme = readFileSync(join(process.cwd(), 'impl', 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)];
  if (blocks.length !== 1) throw new Error(`the README has ${blocks.length} blocks of TypeScript`);
  const code = ts.transpileModule(blocks[0]?.[1] ?? '', {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;
  return new Function(...names, `return (async () => {${code}})();`) as Example;
}

test('the example prints what it says it prints', async (t) => {
  const printed: unknown[] = [];
  const console = { log: (value: unknown) => printed.push(value) };
  const given = { Kernel, randomBytes, inOrder, console };
  await exampleTaking(Object.keys(given))(...Object.values(given));
  const aggregate = `{"export": {"type": "aggregate"}, "aggregate": {"value": "${'00'.repeat(32)}"}}\n`;
  t.deepEqual(printed, [78, aggregate, false, 0]);
});
