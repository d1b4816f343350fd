/** The links between a module, the steps that implement it and its binding: each action in all three, nothing else in any. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import test from 'ava';
import { type ModuleOutline, outlineModule } from '../../../spec/checker/index.js';
import { projectRoot } from '../../../spec/project-root.js';
import type { Binding } from '../../bindings/binding.js';
import { allBindings } from '../../bindings/bindings.js';

const root = projectRoot();

interface Link {
  /** File of the step, from the root. */
  readonly file: string;
  readonly action: string;
}

function outline({ module }: Binding): ModuleOutline {
  const file = join('spec', `${module}.tla`);
  return outlineModule(readFileSync(join(root, file), 'utf8'), file);
}

/** What Next names that says something of the next state, each with the number of its parameters. */
function actionsOf({ definitions }: ModuleOutline): Map<string, number> {
  const named = new Set(definitions.get('Next')?.body.map(({ text }) => text));
  const actions = [...definitions.values()].filter(
    ({ name, body }) => named.has(name) && body.some(({ text }) => text === "'" || text === 'UNCHANGED'),
  );
  return new Map(actions.map(({ name, parameters }) => [name, parameters.length]));
}

/** Step files as the module's header names them: the first by its whole path, the others beside it. */
function stepFiles(text: string): string[] {
  const [first = '', ...others] = (/\bSteps: (.+)$/m.exec(text)?.[1] ?? '').split(', ').map((name) => name.trim());
  return [first, ...others.map((name) => join(dirname(first), name))];
}

/** Every `@spec` link to the module, in the order of files. */
function linksTo({ module }: Binding): Link[] {
  const files = readdirSync(join(root, 'impl'), { recursive: true, encoding: 'utf8' }).sort();
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((name) => {
      const file = join('impl', name);
      const links = readFileSync(join(root, file), 'utf8').matchAll(/@spec ([\w/]+)!(\w+)/g);
      return [...links].flatMap(([, linked, action = '']) => (linked === module ? [{ file, action }] : []));
    });
}

for (const binding of await allBindings()) {
  const name = basename(binding.module);

  test(`${name}: the binding has every action, with its arguments, and every variable`, (t) => {
    const module = outline(binding);
    t.true(binding.actions.size > 10);
    t.deepEqual([...binding.actions].sort(), [...actionsOf(module)].sort());
    t.deepEqual([...binding.variables].sort(), module.variables.map((variable) => variable.name).sort());
  });

  test(`${name}: every action has one step, and every step its action`, (t) => {
    t.deepEqual(
      linksTo(binding)
        .map(({ action }) => action)
        .sort(),
      [...actionsOf(outline(binding)).keys()].sort(),
    );
  });

  test(`${name}: the header names the files that have steps, and no others`, (t) => {
    const named = stepFiles(outline(binding).text);
    t.deepEqual([...new Set(linksTo(binding).map(({ file }) => file))].sort(), [...named].sort());
  });
}

test('a link to an action that is not there, and an action without a step, are seen', (t) => {
  const text =
    "---- MODULE M ----\n\\* Steps: impl/a.ts, b.ts\nVARIABLE x\nA == x' = 1\nB(t) == UNCHANGED x\nS == {1}\nNext == A \\/ \\E t \\in S : B(t)\n====";
  t.deepEqual(stepFiles(text), ['impl/a.ts', 'impl/b.ts']);
  t.deepEqual(
    actionsOf(outlineModule(text, 'M.tla')),
    new Map([
      ['A', 0],
      ['B', 1],
    ]),
  );
});
