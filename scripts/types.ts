/** Writes the types of every bound module: `npm run types`, after a module has changed. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundModules } from '../conformance/bindings/bindings.js';
import { moduleTypes, typesPath } from '../conformance/bindings/module-types.js';
import { moduleShape } from '../spec/checker/index.js';
import { engineModel } from '../spec/engine-model.js';
import { readProject } from '../spec/project.js';
import { projectRoot } from '../spec/project-root.js';

const root = projectRoot();
const { models } = readProject(root).manifest;
for (const module of boundModules) {
  const model = models.find(({ id }) => id.startsWith(`${module}.`));
  if (model === undefined) throw new Error(`no model of ${module}`);
  writeFileSync(join(root, typesPath(module)), moduleTypes(module, await moduleShape(engineModel(root, model))));
}
