/** What a model's side of conformance is kept by: all that it comes from, which is no implementation. */

import test from 'ava';
import { readManifest } from '../../../spec/manifest.js';
import { projectRoot } from '../../../spec/project-root.js';
import { Imports } from '../../gate/imports.js';
import { conformanceFacts, planFacts } from '../../gate/model-facts.js';

const root = projectRoot();
const [model] = readManifest(root).models.filter(({ conformance }) => conformance);
if (model === undefined) throw new Error('no model is marked for conformance');
const sources = { root, imports: new Imports(root), facts: { of: () => 'as it is' } };
const kept = new Set(planFacts(sources, model, []).files);

test('it comes from no implementation and no binding', (t) => {
  const isImplementation = (file: string) => file.startsWith('impl/') || file.startsWith('conformance/bindings/tsem/');
  t.deepEqual([...kept].filter(isImplementation), []);
});

test('it comes from all of the model, of the checker and of the choice of traces that a replay comes from', (t) => {
  const isOfModels = (file: string) => /^(spec\/(checker|tsem)|conformance\/traces)\//.test(file);
  const all = conformanceFacts(sources, model, []).files.filter(isOfModels);
  t.deepEqual(
    all.filter((file) => !kept.has(file)),
    // Reads and writes the file of one trace: of a divergence, or asked for by name.
    ['conformance/traces/itf-trace.ts'],
  );
});
