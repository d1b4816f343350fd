import { join } from 'node:path';
import test from 'ava';
import { InputError } from '../../../input-error.js';
import { projectRoot } from '../../../project-root.js';
import type { EngineModel } from '../../engines/engine.js';
import { enginesPresent, selectEngines } from '../../engines/engines.js';
import { defaultLimits } from '../../settle.js';

test('our own engine is preferred, and it and tla-checker are always present, each with its version', async (t) => {
  const [first, second] = await enginesPresent();
  t.deepEqual([first?.name, second?.name], ['own', 'tla-checker']);
  t.regex((await first?.version()) ?? '', /^\d+\.\d+\.\d+$/);
  t.regex((await second?.version()) ?? '', /^\d+\.\d+\.\d+$/);
});

for (const name of ['own', 'tla-checker']) {
  test(`${name} is chosen by its name`, async (t) => {
    t.deepEqual(
      (await selectEngines(name)).map((engine) => engine.name as string),
      [name],
    );
  });
}

test('a misspelt engine is told with the nearest name', async (t) => {
  const error = await t.throwsAsync(selectEngines('tla-cheker'), { instanceOf: InputError });
  t.is(error?.fault.nearest, 'tla-checker');
  t.is(error?.fault.expected, 'own|tla-checker|tlc|all');
});

const fixtures = join(projectRoot(), 'spec/checker/test/engines/fixtures/pass');
const turnstile: EngineModel = {
  id: 'Turnstile',
  moduleFile: join(fixtures, 'Turnstile.tla'),
  configFile: join(fixtures, 'Turnstile.cfg'),
  properties: [],
};

test('our own engine settles one model after another, the later ones on workers that are there already', async (t) => {
  const [own] = await selectEngines('own');
  const { signal } = new AbortController();
  const settle = () => own?.settle(turnstile, { limits: { ...defaultLimits, timeoutMs: 60_000 }, signal });
  const first = await settle();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const later = [await settle(), await settle()];
  t.true(first?.complete);
  t.deepEqual(
    later.map((outcome) => outcome?.distinctStates),
    [first?.distinctStates, first?.distinctStates],
  );
});

test('our own engine tells what the configuration asks for, with the kinds of the formulas', async (t) => {
  const [own] = await selectEngines('own');
  const { signal } = new AbortController();
  const outcome = await own?.settle(turnstile, { limits: defaultLimits, signal, options: { asConfigured: true } });
  t.true((outcome?.properties.length ?? 0) > 0);
  t.true(outcome?.properties.every(({ verdict }) => verdict === 'holds'));
});
