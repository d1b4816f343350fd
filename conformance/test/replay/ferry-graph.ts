/** The toy model's graph, and one run of its conformance. */

import { join } from 'node:path';
import { exploreModel, type ModelGraph } from '../../../spec/checker/index.js';
import { projectRoot } from '../../../spec/project-root.js';
import { type Conformance, conform, defaultConformOptions } from '../../replay/conform.js';
import { type Flaws, ferryBinding } from '../ferry.js';

const fixtures = join(projectRoot(), 'conformance/test/fixtures');

export function ferryGraph(model = 'two'): Promise<ModelGraph> {
  return exploreModel(
    { moduleFile: join(fixtures, 'Ferry.tla'), configFile: join(fixtures, `Ferry.${model}.cfg`) },
    1000,
  );
}

export async function conformFerry(flaws: Flaws = {}, model = 'two'): Promise<Conformance> {
  const options = { ...defaultConformOptions, signal: new AbortController().signal };
  return conform(await ferryGraph(model), ferryBinding(flaws), options);
}
