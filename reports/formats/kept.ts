/** Reads back the documents that the doors keep, and tells them: whatever is wrong with a file is said in one line. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineModel } from '../../spec/engine-model.js';
import { InputError } from '../../spec/input-error.js';
import { modelDigest } from '../../spec/model-digest.js';
import type { Project } from '../../spec/project.js';
import { shownPath } from '../../spec/project-root.js';
import type { ConformanceDocument } from '../conformance/document.js';
import { conformanceFault } from '../conformance/store.js';
import type { GateDocument } from '../gate/document.js';
import { gateFault } from '../gate/schema.js';
import type { VerifyDocument } from '../verify/document.js';
import { verifyFault } from '../verify/store.js';
import type { Places } from './places.js';
import { tellConformance } from './tell-conformance.js';
import { tellGate } from './tell-gate.js';
import { tellVerify } from './tell-verify.js';
import type { Telling } from './telling.js';

export type Document = VerifyDocument | ConformanceDocument | GateDocument;
export type Door = Telling['door'];

export const doors: readonly Door[] = ['verify', 'conformance', 'gate'];

/** Where the last full document of a door is, from the project root. */
export function keptPath(door: Door): string {
  return `reports/results/${door}.json`;
}

/**
 * The last full document of a door in the project at `root`, and its text.
 * @throws {InputError} `missing-file`, with what makes it; what `readDocument` throws.
 */
export function readKept(root: string, door: Door): { readonly document: Document; readonly text: string } {
  const file = join(root, keptPath(door));
  if (!existsSync(file)) {
    const part = existsSync(file.replace(/\.json$/, '-partial.json'));
    const found = part ? 'only those of a part of the models' : 'none';
    const expected = `the results of ${door} (npm run ${door} makes them)`;
    throw new InputError({ code: 'missing-file', file: shownPath(file), expected, found });
  }
  const read = readDocument(file);
  if (doorOf(read.document) === door) return read;
  const expected = `a document of ${door}`;
  throw new InputError({
    code: 'foreign-file',
    file: shownPath(file),
    field: 'schema',
    expected,
    found: read.document.schema,
  });
}

/**
 * Any document of the doors.
 * @throws {InputError} `missing-file`; `syntax` for what is no JSON, as when it was cut short; `foreign-file` for another schema
 *   or version; `schema` for what does not fit its schema.
 */
export function readDocument(file: string): { readonly document: Document; readonly text: string } {
  const shown = shownPath(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const expected = 'a document of verify, conformance or gate';
    throw new InputError({ code: 'missing-file', file: shown, expected, found: 'none that can be read' });
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    const expected = 'one JSON document, whole';
    throw new InputError({
      code: 'syntax',
      file: shown,
      expected,
      found: 'a text that is none, or that was cut short',
    });
  }
  const schema = typeof content === 'object' && content !== null && 'schema' in content ? content.schema : undefined;
  const door = doors.find((name) => schema === `lsm-verify/${name}@1`);
  if (door === undefined) {
    const expected = `one of ${doors.map((name) => `lsm-verify/${name}@1`).join(', ')}`;
    const found = JSON.stringify(schema) ?? 'none';
    throw new InputError({ code: 'foreign-file', file: shown, field: 'schema', expected, found });
  }
  const fault = faultOf(door, content);
  if (fault !== undefined) {
    throw new InputError({
      code: 'schema',
      file: shown,
      expected: `a document that fits the schema of ${door}`,
      found: fault,
    });
  }
  return { document: content as Document, text };
}

export function doorOf({ schema }: Document): Door {
  return schema === 'lsm-verify/verify@1' ? 'verify' : schema === 'lsm-verify/conformance@1' ? 'conformance' : 'gate';
}

export function tell(document: Document, places: Places): Telling {
  switch (document.schema) {
    case 'lsm-verify/verify@1':
      return tellVerify(document, places);
    case 'lsm-verify/conformance@1':
      return tellConformance(document, places);
    case 'lsm-verify/gate@1':
      return tellGate(document);
  }
}

/** Models of a `verify` document whose module or configuration is another one now: lines told of them may be off. */
export function staleModels(document: Document, project: Project): readonly string[] {
  if (document.schema !== 'lsm-verify/verify@1') return [];
  return document.results
    .filter(({ model, digest }) => {
      const known = project.manifest.models.find(({ id }) => id === model);
      if (known === undefined) return true;
      const { moduleFile, configFile } = engineModel(project.root, known);
      return modelDigest(moduleFile, configFile) !== digest;
    })
    .map(({ model }) => model);
}

function faultOf(door: Door, content: unknown): string | undefined {
  switch (door) {
    case 'verify':
      return verifyFault(content);
    case 'conformance':
      return conformanceFault(content);
    case 'gate':
      return gateFault(content);
  }
}
