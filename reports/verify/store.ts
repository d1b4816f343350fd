/** Checks documents against their schema, keeps them in reports/results, and reads them back. */

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../../spec/input-error.js';
import { type CompiledSchema, schemaFault } from '../../spec/json-schema.js';
import { shownPath } from '../../spec/project-root.js';
import { document as isDocument, result as isResult } from '../schema/verify.schema.js';
import type { DocumentResult, VerifyDocument } from './document.js';

/** Where a document of `verify` is kept, from the project root: a partial one never in the place of a full one. */
export function resultPath(document: Pick<VerifyDocument, 'partial'>): string {
  return document.partial ? 'reports/results/verify-partial.json' : 'reports/results/verify.json';
}

/** Where its page is. */
export function pagePath(document: Pick<VerifyDocument, 'partial'>): string {
  return document.partial ? 'reports/output/verify-partial.md' : 'reports/output/verify.md';
}

/**
 * The document as JSON text, checked against its schema first: a mistake of ours is not printed as a result. One line an
 * element, since the states of hundreds of counterexamples would otherwise be mostly indentation.
 */
export function verifyJson(document: VerifyDocument): string {
  assertValid('document', isDocument, document);
  const lines = Object.entries(document).map(([name, value]) => {
    const text = Array.isArray(value)
      ? `[${value.map((element) => `\n${JSON.stringify(element)}`).join(',')}\n]`
      : JSON.stringify(value);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** One element of `results` as JSON text, as `check` prints it. */
export function resultJson(result: DocumentResult): string {
  assertValid('result', isResult, result);
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

/**
 * Writes the whole of `content` or nothing: readers never see half a file.
 * @throws {InputError} `unwritable`, with the reason: a full disk, a folder that may not be written.
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}.draft`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    discard(draft);
    if (!(error instanceof Error && 'code' in error)) throw error;
    const found = error.message.split(',')[0] ?? String(error.code);
    throw new InputError({ code: 'unwritable', file: shownPath(file), expected: 'a file that can be written', found });
  }
}

function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // What kept it from being written keeps it from being there.
  }
}

/** The last full document of `verify` in the project at `root`; undefined when there is none that can be trusted. */
export function lastDocument(root: string): VerifyDocument | undefined {
  const file = join(root, resultPath({ partial: false }));
  if (!existsSync(file)) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  return isVerifyDocument(content) && !content.partial ? content : undefined;
}

/** Why `content` is no document of `verify`; undefined when it is one. */
export function verifyFault(content: unknown): string | undefined {
  return schemaFault(isDocument, content);
}

function isVerifyDocument(content: unknown): content is VerifyDocument {
  return verifyFault(content) === undefined;
}

function assertValid(what: string, validate: CompiledSchema, content: unknown): void {
  const fault = schemaFault(validate, content);
  if (fault !== undefined) throw new Error(`the ${what} does not fit its schema: ${fault}`);
}
