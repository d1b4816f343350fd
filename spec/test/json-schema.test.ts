/** The schemas of the project's own files and documents. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import test from 'ava';
import { schemaError, schemaFault } from '../json-schema.js';
import { projectRoot } from '../project-root.js';

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
  test(`${file} is a JSON Schema of draft 7`, (t) => {
    const schema = JSON.parse(readFileSync(join(projectRoot(), file), 'utf8'));
    const ajv = new Ajv({ strict: false });
    t.true(ajv.validateSchema(schema), ajv.errorsText());
  });
}

const schema = {
  definitions: { count: { type: 'integer', minimum: 0 } },
  type: 'object',
  additionalProperties: false,
  required: ['states'],
  properties: { states: { $ref: '#/definitions/count' } },
};

test('a document that fits has no fault', (t) => {
  t.is(schemaFault(schema, { states: 1 }), undefined);
  t.is(schemaFault(schema, 1, '#/definitions/count'), undefined);
});

test('a fault is told with its place', (t) => {
  t.is(schemaFault(schema, { states: -1 }), '/states must be >= 0');
  t.is(schemaError(schema, {})?.keyword, 'required');
  t.is(schemaFault(schema, '1', '#/definitions/count'), ' must be integer');
});

test('a part that the schema does not have is a mistake of ours', (t) => {
  t.throws(() => schemaFault(schema, 1, '#/definitions/sum'), { message: /has no #\/definitions\/sum/ });
});
