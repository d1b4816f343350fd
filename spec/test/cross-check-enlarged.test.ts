/** A model that enlarges another has its code, at least its bounds, and all that it asks. */

import test from 'ava';
import { checkEnlarged } from '../cross-check-enlarged.js';
import { type Model, readManifest } from '../manifest.js';
import { lineOf, temporaryProject, toyProject } from './temporary-project.js';

const manifest = readManifest(toyProject);
const small = manifest.models.find(({ id }) => id === 'toy/Latch.old-one') as Model;
const large: Model = { ...small, id: 'toy/Latch.old-two', bounds: { sleepers: 2 }, enlarges: [small.id] };

const finds = test.macro((t, changes: Partial<Model>, messages: readonly RegExp[]) => {
  const found = checkEnlarged(manifest, { ...large, ...changes }).map(({ message }) => message);
  t.is(found.length, messages.length, found.join('\n'));
  for (const [index, message] of messages.entries()) t.regex(found[index] ?? '', message);
});

test('the same code in larger bounds enlarges', finds, {}, []);
test('a bound that the smaller model does not have may be added', finds, { bounds: { sleepers: 1, wakers: 2 } }, []);
test('a smaller bound is named', finds, { bounds: { sleepers: 0 } }, [
  /"sleepers" is 0, in toy\/Latch\.old-one it is 1/,
]);
test('a bound in words must be the same', finds, { bounds: { sleepers: 2, memory: 'weak' } }, [/"memory" is weak/]);
test('another variant is named', finds, { variant: 'new' }, [/toy\/Latch\.old-one is of another module, variant/]);
test('other repairs are named', finds, { repairs: ['TestAgain'] }, [/of another module, variant or set of repairs/]);
test('a model does not enlarge itself', finds, { id: small.id }, [/it enlarges itself/]);
test('a model that is not there is named with the nearest one', finds, { enlarges: ['toy/Latch.old-on'] }, [
  /toy\/Latch\.old-on is not in spec\/manifest\.json \(did you mean toy\/Latch\.old-one\?\)/,
]);
test('an invariant that is not repeated is named, a witness is not', finds, { properties: [] }, [
  /NoLostWakeup of toy\/Latch\.old-one is not among its properties/,
  /deadlock of toy\/Latch\.old-one is not among its properties/,
]);

test('a model is not deep and enlarges nothing unless the manifest says so', (t) => {
  t.false(small.deep);
  t.deepEqual(small.enlarges, []);
  const added = '"conformance": false,\n      "deep": true,\n      "enlarges": ["toy/Latch.fixed-one"]';
  const root = temporaryProject(t, { file: 'spec/manifest.json', replace: ['"conformance": false', added] });
  const [first] = readManifest(root).models;
  t.true(first?.deep);
  t.deepEqual(first?.enlarges, ['toy/Latch.fixed-one']);
  t.is(first?.lines.enlarges, lineOf(root, 'spec/manifest.json', '"enlarges"'));
});
