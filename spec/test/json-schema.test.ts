/** The schemas of the project's own files and documents, and what the build has compiled of them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import test from 'ava';
import { type CompiledSchema, errorForReaders, schemaError, schemaFault } from '../json-schema.js';
import { manifestPath } from '../manifest-path.js';
import { projectRoot } from '../project-root.js';
import { document as isManifest } from '../schema/manifest.schema.js';

const folders = ['spec/schema', 'reports/schema', 'conformance/validation'];
const files = folders.flatMap((folder) =>
  readdirSync(join(projectRoot(), folder))
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => `${folder}/${name}`),
);

test('there are schemas to look at', (t) => {
  t.true(files.length >= 10);
});

for (const file of files) {
  const schema = JSON.parse(readFileSync(join(projectRoot(), file), 'utf8'));

  test(`${file} is a JSON Schema of draft 7`, (t) => {
    const ajv = new Ajv({ strict: false });
    t.true(ajv.validateSchema(schema), ajv.errorsText());
  });

  test(`${file} as the build compiled it refuses what the schema refuses, for the same reason`, async (t) => {
    const built = pathToFileURL(join(projectRoot(), 'dist', file.replace(/json$/, 'js'))).href;
    const compiled: Readonly<Record<string, CompiledSchema>> = await import(built);
    t.true(Object.keys(compiled).length > 0);
    for (const [name, validate] of Object.entries(compiled)) {
      const part = name === 'document' ? {} : { $ref: `#/definitions/${name}`, definitions: schema.definitions };
      const now = new Ajv({ strict: false }).compile(name === 'document' ? schema : part);
      let refused = 0;
      for (const content of samples(name === 'document' ? schema : schema.definitions[name], schema.definitions)) {
        t.is(validate(content), now(content), JSON.stringify(content));
        const [one, other] = [validate.errors?.[0], now.errors?.[0]];
        t.deepEqual([one?.instancePath, one?.message], [other?.instancePath, other?.message], JSON.stringify(content));
        if (one !== undefined) refused++;
      }
      t.true(refused >= 3);
    }
  });
}

/** Values near to what a schema of an object wants: nothing, another type, one field at a time, each with a wrong value. */
function* samples(shape: Shape, definitions: Record<string, Shape> = {}): Generator<unknown> {
  yield* [undefined, 7, 'text', [], {}];
  const { properties = {} } = resolved(shape, definitions);
  const whole = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, fitting(each, definitions)]),
  );
  yield whole;
  yield { ...whole, somethingElse: 1 };
  for (const name of Object.keys(properties)) {
    const { [name]: _, ...without } = whole;
    yield without;
    for (const value of [null, -1, 'no such word', [0], {}]) yield { ...whole, [name]: value };
  }
}

interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Shape>>;
}

function resolved(shape: Shape, definitions: Readonly<Record<string, Shape>>): Shape {
  const named = shape.$ref === undefined ? undefined : definitions[shape.$ref.replace('#/definitions/', '')];
  return named === undefined ? shape : resolved(named, definitions);
}

/** A value that may fit: what it is does not matter, the two are asked about the same. */
function fitting(shape: Shape, definitions: Readonly<Record<string, Shape>>, depth = 0): unknown {
  const { type, properties = {}, ...words } = resolved(shape, definitions);
  if ('const' in words) return words.const;
  if (words.enum !== undefined) return words.enum[0];
  const [kind] = [type].flat();
  if (kind === 'array') return [];
  if (kind === 'string') return 'text';
  if (kind === 'integer' || kind === 'number') return 1;
  if (kind === 'boolean') return true;
  if (kind !== 'object' || depth > 3) return {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, fitting(each, definitions, depth + 1)]),
  );
}

test('a file that fits has no fault', (t) => {
  const manifest: unknown = JSON.parse(readFileSync(join(projectRoot(), manifestPath), 'utf8'));
  t.is(schemaFault(isManifest, manifest), undefined);
});

test('a fault is told with its place', (t) => {
  t.is(schemaFault(isManifest, { schema: 'lsm-verify/manifest@1', claims: {}, models: 1 }), '/models must be array');
  t.is(schemaError(isManifest, {})?.keyword, 'required');
});

test('a reader is told of the field that should not be there, not of the one that it was meant to be', (t) => {
  const misspelt = { claims: {}, modles: [] };
  t.is(schemaError(isManifest, misspelt)?.keyword, 'required');
  t.is(errorForReaders(isManifest, misspelt)?.keyword, 'additionalProperties');
});
