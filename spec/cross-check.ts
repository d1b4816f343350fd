/** Compares manifest, catalogues and configuration files with each other, before anything is run. */

import type { Catalogue, Entry, Ruling } from './claims.js';
import { checkEnlarged } from './cross-check-enlarged.js';
import { checkRuling, modelsOf } from './cross-check-ruling.js';
import type { Disagreement } from './disagreement.js';
import type { Manifest, Model } from './manifest.js';
import { manifestPath } from './manifest-path.js';
import { moduleName } from './module-name.js';

/** A name that a configuration file asks the engine to check. */
export interface ConfiguredName {
  readonly name: string;
  /** Which of the two lists it stands in. */
  readonly kind: 'invariant' | 'property';
  readonly line: number;
}

/** What a configuration says of a model that the manifest says too. */
export interface ConfiguredModel {
  readonly names: readonly ConfiguredName[];
  /** The constants `Variant` (a string) and `Repairs` (a set of strings), each with its line; undefined where there is none. */
  readonly variant?: { readonly word: string; readonly line: number };
  readonly repairs?: { readonly words: readonly string[]; readonly line: number };
}

/** What lies beside the modules. */
export interface ModelFiles {
  /** Every .cfg beside a module under spec/<system>/, from the project root. */
  readonly configFiles: readonly string[];
  /** What a configuration file says; undefined when it is not there. */
  readonly configured: (config: string) => ConfiguredModel | undefined;
}

/** Every place where manifest, catalogues and configuration files do not agree, in the order of the files. */
export function crossCheck(
  manifest: Manifest,
  catalogues: readonly Catalogue[],
  files: ModelFiles,
): readonly Disagreement[] {
  return [
    ...checkRegister(manifest, catalogues),
    ...manifest.models.flatMap((model) => checkConfiguration(model, files)),
    ...checkUnlisted(manifest, files),
    ...manifest.models.flatMap((model) => checkEnlarged(manifest, model)),
    ...checkUnclaimed(manifest, catalogues),
    ...catalogues.flatMap((catalogue) => catalogue.entries.flatMap((entry) => checkEntry(manifest, catalogue, entry))),
  ];
}

function checkRegister(manifest: Manifest, catalogues: readonly Catalogue[]): Disagreement[] {
  const found: Disagreement[] = [];
  const entries = new Set(catalogues.flatMap(({ system, entries }) => entries.map(({ id }) => `${system} ${id}`)));
  const register = new Set(manifest.register.map(({ system, id }) => `${system} ${id}`));
  for (const { system, id, line } of manifest.register) {
    if (entries.has(`${system} ${id}`)) continue;
    const message = `${id} is registered, but no catalogue of ${system} has an entry for it`;
    found.push({ code: 'missing-entry', file: manifestPath, line, message });
  }
  for (const { system, path, entries } of catalogues) {
    for (const { id, line } of entries) {
      if (register.has(`${system} ${id}`)) continue;
      const message = `${id} is not in the register of ${manifestPath} (claims.${system})`;
      found.push({ code: 'unregistered-entry', file: path, line, message });
    }
  }
  return found;
}

function checkConfiguration(model: Model, files: ModelFiles): Disagreement[] {
  const configured = files.configured(model.config);
  if (configured === undefined) {
    const message = `${model.id} names ${model.config}, which is not there`;
    return [{ code: 'missing-config', file: manifestPath, line: model.lines.config, message }];
  }
  const found: Disagreement[] = [];
  const sort = (kind: string) => (kind === 'invariant' ? 'INVARIANT' : 'PROPERTY');
  for (const { name, kind, line } of configured.names) {
    const listed = model.properties.find((property) => property.name === name);
    if (listed === undefined) {
      const message = `${sort(kind)} ${name} is not among the properties of ${model.id} in ${manifestPath}`;
      found.push({ code: 'unlisted-property', file: model.config, line, message });
    } else if ((listed.kind === 'invariant') !== (kind === 'invariant')) {
      const message = `${name} is an ${sort(kind)} here, but of kind ${listed.kind} in ${manifestPath}:${listed.line}`;
      found.push({ code: 'property-kind', file: model.config, line, message });
    }
  }
  for (const { name, kind, line } of model.properties) {
    if (kind === 'deadlock' || kind === 'assumption' || configured.names.some((other) => other.name === name)) continue;
    const message = `${model.id}: ${name} is not an ${sort(kind)} of ${model.config}`;
    found.push({ code: 'unchecked-property', file: manifestPath, line, message });
  }
  return [...found, ...checkConstants(model, configured)];
}

/** A model is of the variant, and has the repairs, that its constants say. `fixed` is a word for both together. */
function checkConstants(model: Model, { variant, repairs }: ConfiguredModel): Disagreement[] {
  const found: Disagreement[] = [];
  const at = `${manifestPath}:${model.lines.entry}`;
  if (variant !== undefined && model.variant !== 'fixed' && variant.word !== model.variant) {
    const message = `Variant is "${variant.word}" here, but ${model.id} is of variant ${model.variant} in ${at}`;
    found.push({ code: 'constants', file: model.config, line: variant.line, message });
  }
  const given = [...(repairs?.words ?? [])].sort().join(', ');
  const listed = [...model.repairs].sort().join(', ');
  if (given !== listed) {
    const message = `Repairs is {${given}} here, but ${model.id} has the repairs {${listed}} in ${at}`;
    found.push({ code: 'constants', file: model.config, line: repairs?.line ?? 1, message });
  }
  return found;
}

function checkUnlisted(manifest: Manifest, files: ModelFiles): Disagreement[] {
  const listed = new Set(manifest.models.map((model) => model.config));
  return files.configFiles
    .filter((config) => !listed.has(config))
    .map((config) => ({
      code: 'unlisted-config',
      file: config,
      line: 1,
      message: `no model of ${manifestPath}:${manifest.modelsLine} uses this configuration`,
    }));
}

/**
 * A model that enlarges others is there for the properties that it repeats, one in which alone a property of its module fails, to show that
 * it can; every other one serves a claim.
 */
function checkUnclaimed(manifest: Manifest, catalogues: readonly Catalogue[]): Disagreement[] {
  const named = new Set(
    catalogues.flatMap(({ entries }) => entries.flatMap(({ rulings }) => rulings.flatMap(modelsOf))),
  );
  return manifest.models
    .filter((model) => !named.has(model.id) && model.enlarges.length === 0 && !failsAlone(model, manifest))
    .map((model) => ({
      code: 'unclaimed-model',
      file: manifestPath,
      line: model.lines.entry,
      message: `${model.id} is named by no catalogue entry`,
    }));
}

/** Whether some property of the module is violated in this model and in no other. */
function failsAlone(model: Model, { models }: Manifest): boolean {
  const module = moduleName(model);
  const others = models.filter((other) => other !== model && moduleName(other) === module);
  const failing = (other: Model) =>
    other.properties
      .filter(({ expected, role }) => expected === 'violated' && role !== 'witness')
      .map(({ name }) => name);
  const elsewhere = new Set(others.flatMap(failing));
  return failing(model).some((name) => !elsewhere.has(name));
}

function checkEntry(manifest: Manifest, { path, variants, system }: Catalogue, entry: Entry): Disagreement[] {
  const missing = variants.filter((variant) => !entry.rulings.some((ruling) => ruling.variant === variant));
  const lost = missing.map((variant) => ({
    code: 'missing-variant',
    file: path,
    line: entry.line,
    message: `${entry.id} has no verdict for ${variant}`,
  }));
  const judged = entry.rulings.flatMap((ruling: Ruling) =>
    checkRuling(manifest, system, ruling).map(({ code, line, message }) => ({
      code,
      file: path,
      line,
      message: `${entry.id}, ${ruling.variant}: ${message}`,
    })),
  );
  return [...lost, ...judged];
}
