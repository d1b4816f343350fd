/** Finds what `explain` tells of: the claim or model meant, and results that still speak of the present text. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DescribedModule, describeModule } from '../../spec/actions.js';
import type { Catalogue, Entry } from '../../spec/claims.js';
import { modelsOf } from '../../spec/cross-check-ruling.js';
import { engineModel } from '../../spec/engine-model.js';
import { InputError } from '../../spec/input-error.js';
import type { Model } from '../../spec/manifest.js';
import { modelDigest } from '../../spec/model-digest.js';
import type { Project } from '../../spec/project.js';
import { readText } from '../../spec/read-text.js';
import type { DocumentResult, VerifyDocument } from './document.js';
import { nearestId } from './run.js';

export type Subject =
  | { readonly kind: 'claim'; readonly catalogue: Catalogue; readonly entry: Entry }
  | { readonly kind: 'model'; readonly model: Model };

/**
 * The claim or model that `id` names; upper and lower case are the same, and a model's system may be left out.
 * @throws {InputError} `unknown-id`, with the nearest name.
 */
export function findSubject(project: Project, id: string): Subject {
  const wanted = id.toLowerCase();
  for (const catalogue of project.catalogues) {
    const entry = catalogue.entries.find((other) => other.id.toLowerCase() === wanted);
    if (entry !== undefined) return { kind: 'claim', catalogue, entry };
  }
  const { models } = project.manifest;
  const model = models.find((other) => [other.id, shortId(other)].some((name) => name.toLowerCase() === wanted));
  if (model !== undefined) return { kind: 'model', model };
  const claims = project.catalogues.flatMap(({ entries }) => entries.map((entry) => entry.id));
  const nearest = nearestId(id, [...claims, ...models.map((other) => other.id)]);
  throw new InputError({
    code: 'unknown-id',
    expected: 'the id of a claim or of a model (verify --list shows the models)',
    found: id,
    ...(nearest === undefined ? {} : { nearest }),
  });
}

/** The models whose results an explanation needs. */
export function modelsNeeded(project: Project, subject: Subject): readonly Model[] {
  if (subject.kind === 'model') return [subject.model];
  const ids = new Set(subject.entry.rulings.flatMap(modelsOf));
  return project.manifest.models.filter((model) => ids.has(model.id) && project.configurations.has(model.config));
}

/** The results in `document` whose module and configuration are as they were then. */
export function currentResults(
  project: Project,
  document: VerifyDocument | undefined,
  models: readonly Model[],
): readonly DocumentResult[] {
  const digests = new Map(
    models.map((model) => {
      const { moduleFile, configFile } = engineModel(project.root, model);
      return [model.id, modelDigest(moduleFile, configFile)];
    }),
  );
  return (document?.results ?? []).filter(({ model, digest }) => digests.get(model) === digest);
}

/** Reads files below `root`; undefined for one that is not there. */
export function textUnder(root: string): (file: string) => string | undefined {
  return (file) => (existsSync(resolve(root, file)) ? readText(resolve(root, file)) : undefined);
}

/** Describes the module of a model, each module once. */
export function moduleReader(root: string): (model: Model) => DescribedModule {
  const described = new Map<string, DescribedModule>();
  return ({ module }) => {
    const known = described.get(module) ?? describeModule(readText(join(root, module)), module, textUnder(root));
    described.set(module, known);
    return known;
  };
}

function shortId(model: Model): string {
  return model.id.slice(model.system.length + 1);
}
