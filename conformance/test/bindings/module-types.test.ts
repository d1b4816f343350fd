import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { moduleShape } from '../../../spec/checker/index.js';
import { engineModel } from '../../../spec/engine-model.js';
import { readProject } from '../../../spec/project.js';
import { projectRoot } from '../../../spec/project-root.js';
import { boundModules } from '../../bindings/bindings.js';
import { moduleTypes, typesPath } from '../../bindings/module-types.js';

const root = projectRoot();
const { models } = readProject(root).manifest;

for (const module of boundModules) {
  test(`the types of ${module} are those of the module as it is now`, async (t) => {
    const model = models.find(({ id }) => id.startsWith(`${module}.`));
    t.truthy(model);
    if (model === undefined) return;
    const text = moduleTypes(module, await moduleShape(engineModel(root, model)));
    t.is(readFileSync(join(root, typesPath(module)), 'utf8'), text, 'write them anew with: npm run types');
  });
}

test('an action and a variable that a module gains are in its types', (t) => {
  const action = { name: 'Sail', parameters: ['to'], file: 'Ferry.tla', line: 1 };
  const text = moduleTypes('toys/Ferry', { module: 'Ferry', variables: ['place'], actions: [action] });
  t.regex(text, /interface FerryState \{\s+readonly place: Value;\s+\}/);
  t.regex(text, /interface FerryArguments \{\s+readonly Sail: readonly \[to: Value\];\s+\}/);
  t.regex(text, /ferryVariables = \['place'\]/);
});
