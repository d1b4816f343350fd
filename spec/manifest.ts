/** Reads spec/manifest.json: every model, its bounds, and what a run of it must give. */

import { join } from 'node:path';
import type { EngineName, PropertyKind } from './checker/index.js';
import { InputError, nearestName } from './input-error.js';
import { manifestPath } from './manifest-path.js';
import { type FieldPath, fieldName, type PositionedFile, readPositioned } from './positioned-file.js';
import { shownPath } from './project-root.js';
import { document } from './schema/manifest.schema.js';
import type { SearchVerdict } from './verdict.js';

export interface ExpectedProperty {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly expected: SearchVerdict;
  /** An invariant of the same model whose violation shows the antecedent of this property true. */
  readonly witness?: string;
  /** `witness`: its violation shows an action or a good state reachable, and is no failure. */
  readonly role?: 'witness';
  /** Line of `expected` in the manifest. */
  readonly line: number;
}

export interface Model {
  /** For example `tsem/TrustRelease.v3-two-tasks`. */
  readonly id: string;
  /** From the project root. */
  readonly module: string;
  /** From the project root. */
  readonly config: string;
  readonly system: string;
  readonly variant: string;
  readonly repairs: readonly string[];
  /** One sentence. */
  readonly purpose: string;
  readonly bounds: Readonly<Record<string, number | string | boolean>>;
  readonly notExplored: readonly string[];
  readonly properties: readonly ExpectedProperty[];
  readonly distinctStates: number | null;
  readonly generatedStates: number | null;
  readonly depth: number | null;
  readonly engines: readonly EngineName[];
  readonly cannotExpress: Readonly<Partial<Record<EngineName, readonly string[]>>>;
  readonly conformance: boolean;
  /** Too large to run unless it is asked for: with `--deep`, or by its full id. */
  readonly deep: boolean;
  /** Ids of models of the same code in smaller bounds, whose properties this one repeats. */
  readonly enlarges: readonly string[];
  /** Lines in the manifest. */
  readonly lines: {
    readonly entry: number;
    readonly module: number;
    readonly config: number;
    readonly distinctStates: number;
    readonly generatedStates: number;
    readonly depth: number;
    /** Of `enlarges`, or of the entry where there is none. */
    readonly enlarges: number;
  };
}

/** One id of the register of catalogue entries. */
export interface RegisteredClaim {
  readonly system: string;
  readonly id: string;
  readonly line: number;
}

export interface Manifest {
  readonly register: readonly RegisteredClaim[];
  readonly models: readonly Model[];
  /** Line of the list of models. */
  readonly modelsLine: number;
}

type ReadProperty = Omit<ExpectedProperty, 'line'>;
type Optional = 'deep' | 'enlarges';
type ReadModel = Omit<Model, 'lines' | 'properties' | Optional> &
  Partial<Pick<Model, Optional>> & { readonly properties: readonly ReadProperty[] };
interface ReadManifest {
  readonly claims: Readonly<Record<string, readonly string[]>>;
  readonly models: readonly ReadModel[];
}

/**
 * Reads the manifest of the project at `root`.
 * @throws {InputError} when it is missing, malformed or contradicts itself (two models of one id, a witness that is not a property, ...).
 */
export function readManifest(root: string): Manifest {
  const file = join(root, manifestPath);
  const source = readPositioned<ReadManifest>(file, document);
  const { content, lineOf } = source;
  checkModels(file, source);
  return {
    register: Object.entries(content.claims).flatMap(([system, ids]) =>
      ids.map((id, index) => ({ system, id, line: lineOf(['claims', system, index]) })),
    ),
    modelsLine: lineOf(['models']),
    models: content.models.map((model, index) => {
      const line = (...path: FieldPath) => lineOf(['models', index, ...path]);
      return {
        ...model,
        deep: model.deep ?? false,
        enlarges: model.enlarges ?? [],
        properties: model.properties.map((property, at) => ({ ...property, line: line('properties', at, 'expected') })),
        lines: {
          entry: line('id'),
          module: line('module'),
          config: line('config'),
          distinctStates: line('distinctStates'),
          generatedStates: line('generatedStates'),
          depth: line('depth'),
          enlarges: line(model.enlarges === undefined ? 'id' : 'enlarges'),
        },
      };
    }),
  };
}

function checkModels(file: string, source: PositionedFile<ReadManifest>): void {
  const refuse = (path: FieldPath, expected: string, found: string, nearest?: string): never => {
    throw new InputError({
      code: 'contradiction',
      file: shownPath(file),
      ...source.positionOf(path),
      field: fieldName(path),
      expected,
      found,
      ...(nearest === undefined ? {} : { nearest }),
    });
  };
  const ids = new Set<string>();
  for (const [index, model] of source.content.models.entries()) {
    const at = (...path: FieldPath): FieldPath => ['models', index, ...path];
    if (ids.has(model.id)) refuse(at('id'), 'an id of its own', `a second model ${model.id}`);
    ids.add(model.id);
    if (!model.id.startsWith(`${model.system}/`)) {
      refuse(at('system'), `the system of ${model.id}, its part before the stroke`, model.system);
    }
    const name = model.id.slice(model.system.length + 1);
    if (!model.config.endsWith(`/${name}.cfg`)) refuse(at('config'), `a path that ends in /${name}.cfg`, model.config);
    checkProperties(model, (path, ...rest) => refuse(at(...path), ...rest));
  }
}

type Refuse = (path: FieldPath, expected: string, found: string, nearest?: string) => never;

function checkProperties(model: ReadModel, refuse: Refuse): void {
  const names = model.properties.map((property) => property.name);
  for (const [index, property] of model.properties.entries()) {
    const at = (...path: FieldPath): FieldPath => ['properties', index, ...path];
    if (names.indexOf(property.name) !== index) refuse(at('name'), 'a property named once', property.name);
    const fixed = property.kind === 'deadlock' || property.kind === 'assumption';
    if (fixed && property.name !== property.kind) refuse(at('name'), property.kind, property.name);
    if (property.witness === undefined) continue;
    const witness = model.properties.find((other) => other.name === property.witness);
    if (witness === undefined) {
      refuse(at('witness'), 'a property of the same model', property.witness, nearestName(property.witness, names));
    } else if (witness.expected !== 'violated' || witness.kind !== 'invariant') {
      refuse(
        at('witness'),
        'an invariant expected to be violated',
        `${witness.name}: ${witness.kind}, expected ${witness.expected}`,
      );
    }
  }
  for (const [engine, missing] of Object.entries(model.cannotExpress)) {
    for (const [index, name] of (missing ?? []).entries()) {
      if (names.includes(name)) continue;
      refuse(['cannotExpress', engine, index], 'a property of the same model', name, nearestName(name, names));
    }
  }
}
