/** Which models a run takes: filters, and deep models only when asked for. */

import test from 'ava';
import { InputError } from '../../../spec/input-error.js';
import { selectModels } from '../../verify/run.js';
import { modelNamed } from '../findings.js';

const models = [modelNamed('toy/M.one'), modelNamed('toy/M.two', { deep: true }), modelNamed('toy/N.two')];

const selects = test.macro((t, filters: readonly string[], deep: boolean, ids: readonly string[]) => {
  const selected = selectModels(models, { filters, shard: undefined, deep });
  t.deepEqual(
    selected.map(({ id }) => id),
    ids,
  );
});

test('deep models are left out', selects, [], false, ['toy/M.one', 'toy/N.two']);
test('deep models run when asked for', selects, [], true, ['toy/M.one', 'toy/M.two', 'toy/N.two']);
test('a filter leaves deep models out', selects, ['two'], false, ['toy/N.two']);
test('a filter with deep takes them', selects, ['m.'], true, ['toy/M.one', 'toy/M.two']);
test('the full id of a deep model runs it', selects, ['toy/m.two'], false, ['toy/M.two']);

test('a filter that only deep models match is an error that says how to run them', (t) => {
  t.throws(() => selectModels(models, { filters: ['M.two'], shard: undefined, deep: false }), {
    instanceOf: InputError,
    message: /expected a model that is not deep, the full id of one that is, or --deep, found M\.two/,
  });
});
