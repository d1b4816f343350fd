/** The models, catalogues and files of one project folder, read together. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, readConfiguration } from './checker/index.js';
import { type Catalogue, readCatalogues } from './claims.js';
import { type ConfiguredModel, crossCheck } from './cross-check.js';
import type { Disagreement } from './disagreement.js';
import { InputError } from './input-error.js';
import { type Manifest, readManifest } from './manifest.js';
import { manifestPath } from './manifest-path.js';
import { shownPath } from './project-root.js';
import { readText } from './read-text.js';

export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly manifest: Manifest;
  readonly catalogues: readonly Catalogue[];
  /** Where the files do not agree with each other. */
  readonly disagreements: readonly Disagreement[];
  /** Read once, by path from the root; without those whose file is missing. */
  readonly configurations: ReadonlyMap<string, Configuration>;
}

/**
 * Reads the project at `root`.
 * @throws {InputError} for malformed files and for a model whose module is missing. A missing configuration is a disagreement:
 *   the model was taken away.
 */
export function readProject(root: string): Project {
  const manifest = readManifest(root);
  const catalogues = readCatalogues(root);
  for (const { module, lines } of manifest.models) {
    if (existsSync(join(root, module))) continue;
    throw new InputError({
      code: 'missing-file',
      file: shownPath(join(root, manifestPath)),
      line: lines.module,
      expected: `a module ${module}`,
      found: 'no such file',
    });
  }
  const configurations = new Map<string, Configuration>();
  for (const { config } of manifest.models) {
    const file = join(root, config);
    if (existsSync(file)) configurations.set(config, readConfiguration(readText(file), shownPath(file)));
  }
  const configured = (config: string) => {
    const configuration = configurations.get(config);
    return configuration === undefined ? undefined : configuredModel(configuration);
  };
  const disagreements = crossCheck(manifest, catalogues, { configFiles: configFilesUnder(root), configured });
  return { root, manifest, catalogues, disagreements, configurations };
}

function configuredModel(configuration: Configuration): ConfiguredModel {
  const constant = (name: string) =>
    configuration.constants.find((each) => each.name === name && each.kind === 'value') as
      | Extract<Configuration['constants'][number], { kind: 'value' }>
      | undefined;
  const variant = constant('Variant');
  const repairs = constant('Repairs');
  const words = repairs?.value.kind === 'set' ? repairs.value.elements : [];
  return {
    names: [
      ...configuration.invariants.map(({ name, line }) => ({ name, line, kind: 'invariant' as const })),
      ...configuration.properties.map(({ name, line }) => ({ name, line, kind: 'property' as const })),
    ],
    ...(variant?.value.kind === 'string' ? { variant: { word: variant.value.value, line: variant.line } } : {}),
    ...(repairs === undefined
      ? {}
      : { repairs: { words: words.map((word) => (word.kind === 'string' ? word.value : '?')), line: repairs.line } }),
  };
}

/** Rooms under spec that hold no modules of a system. */
const otherRooms = new Set(['checker', 'claims', 'schema', 'test']);

function configFilesUnder(root: string): readonly string[] {
  const spec = join(root, 'spec');
  return readdirSync(spec, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !otherRooms.has(entry.name))
    .flatMap(({ name }) => readdirSync(join(spec, name)).map((file) => `spec/${name}/${file}`))
    .filter((file) => file.endsWith('.cfg'))
    .sort();
}
