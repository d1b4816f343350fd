/** A model of the manifest as what an engine is given. */

import { join } from 'node:path';
import type { EngineModel } from './checker/index.js';
import type { Model } from './manifest.js';

/** @param root of the project, absolute. */
export function engineModel(root: string, model: Model): EngineModel {
  return {
    id: model.id,
    moduleFile: join(root, model.module),
    configFile: join(root, model.config),
    properties: model.properties.map(({ name, kind }) => ({ name, kind })),
  };
}
