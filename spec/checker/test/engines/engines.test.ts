import test from 'ava';
import { InputError } from '../../../input-error.js';
import { enginesPresent, selectEngines } from '../../engines/engines.js';

test('tla-checker is always present, and tells its version', async (t) => {
  const [first] = await enginesPresent();
  t.is(first?.name, 'tla-checker');
  t.regex((await first?.version()) ?? '', /^\d+\.\d+\.\d+$/);
});

test('an engine is chosen by its name', async (t) => {
  t.deepEqual(
    (await selectEngines('tla-checker')).map(({ name }) => name),
    ['tla-checker'],
  );
});

test('the engine of our own is not part of this build, and that is said', async (t) => {
  const error = await t.throwsAsync(selectEngines('own'), { instanceOf: InputError });
  t.regex(
    error?.message ?? '',
    /--engine: expected tla-checker\|tlc\|all, found `own`, which is not part of this build/,
  );
});

test('a misspelt engine is told with the nearest name', async (t) => {
  const error = await t.throwsAsync(selectEngines('tla-cheker'), { instanceOf: InputError });
  t.is(error?.fault.nearest, 'tla-checker');
});
