/** Reads the last results of the doors that a report is written from, each checked against its schema first. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../spec/input-error.js';
import { type CompiledSchema, schemaError } from '../../spec/json-schema.js';
import { shownPath } from '../../spec/project-root.js';
import type { BranchesDocument } from '../branches/document.js';
import { branchesPath } from '../branches/store.js';
import type { ConformanceDocument } from '../conformance/document.js';
import { conformancePath } from '../conformance/store.js';
import type { GateDocument } from '../gate/document.js';
import { gatePath } from '../gate/store.js';
import { document as isBranches } from '../schema/branches.schema.js';
import { document as isConformance } from '../schema/conformance.schema.js';
import { document as isGate } from '../schema/gate.schema.js';
import { document as isVerify } from '../schema/verify.schema.js';
import type { VerifyDocument } from '../verify/document.js';
import { resultPath } from '../verify/store.js';

export interface Results {
  readonly verify: VerifyDocument;
  /** Undefined where the stage has no results yet; the report says so. */
  readonly conformance: ConformanceDocument | undefined;
  readonly branches: BranchesDocument | undefined;
  readonly gate: GateDocument | undefined;
}

/** Where a stage keeps its results, what makes them, what they must look like. */
interface ResultFile {
  readonly path: string;
  readonly partialPath?: string;
  readonly command: string;
  /** The value of their field `schema`. */
  readonly word: string;
  readonly isDocument: CompiledSchema;
}

const verifyFile: ResultFile = {
  path: resultPath({ partial: false }),
  partialPath: resultPath({ partial: true }),
  command: 'npm run verify',
  word: 'lsm-verify/verify@1',
  isDocument: isVerify,
};
const conformanceFile: ResultFile = {
  path: conformancePath({ partial: false }),
  partialPath: conformancePath({ partial: true }),
  command: 'npm run conformance',
  word: 'lsm-verify/conformance@1',
  isDocument: isConformance,
};
const branchesFile: ResultFile = {
  path: branchesPath({ partial: false }),
  partialPath: branchesPath({ partial: true }),
  command: 'npm run branches',
  word: 'lsm-verify/branches@1',
  isDocument: isBranches,
};
const gateFile: ResultFile = {
  path: gatePath({ partial: false }),
  command: 'npm run gate',
  word: 'lsm-verify/gate@1',
  isDocument: isGate,
};

/**
 * The last results in the project at `root`.
 *
 * @throws {InputError} `missing-file` without results of verify; `syntax`, `schema`, `shape` or `partial`, with the command that makes them
 *   anew, for results that are cut off, of another schema, not what the schema says, or of a part of the models only; `stale` for branches of
 *   another text of the implementation.
 */
export function readResults(root: string): Results {
  const verify = readResult<VerifyDocument>(root, verifyFile);
  if (verify === undefined) {
    const partial = verifyFile.partialPath !== undefined && existsSync(join(root, verifyFile.partialPath));
    throw new InputError({
      code: 'missing-file',
      file: shownPath(join(root, verifyFile.path)),
      expected: `the results of ${verifyFile.command}: run it first`,
      found: partial ? `none of a full run (${verifyFile.partialPath} is of a part of the models)` : 'no such file',
    });
  }
  return {
    verify,
    conformance: readResult<ConformanceDocument>(root, conformanceFile),
    branches: readBranches(root),
    gate: readResult<GateDocument>(root, gateFile),
  };
}

/** @throws {InputError} `stale` besides, where it speaks of lines of the implementation that are not there any more. */
function readBranches(root: string): BranchesDocument | undefined {
  const document = readResult<BranchesDocument>(root, branchesFile);
  for (const { file, open } of document?.parts.flatMap(({ files }) => files) ?? []) {
    const path = join(root, file);
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : undefined;
    const moved = lines && open.find(({ line, text }) => lines[line - 1]?.trim() !== text);
    if (lines !== undefined && moved === undefined) continue;
    throw new InputError({
      code: 'stale',
      file: shownPath(join(root, branchesFile.path)),
      field: 'parts',
      expected: `branches of the implementation as it is now (${branchesFile.command} makes it anew)`,
      found:
        moved === undefined ? `${file}, which is not there` : `${file}:${moved.line}, where it says something else`,
    });
  }
  return document;
}

function readResult<Content>(root: string, kind: ResultFile): Content | undefined {
  const file = join(root, kind.path);
  if (!existsSync(file)) return undefined;
  const shown = shownPath(file);
  const anew = `${kind.command} makes it anew`;
  const text = readFileSync(file, 'utf8');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const expected = `well-formed JSON (${anew})`;
    throw new InputError({
      code: 'syntax',
      file: shown,
      line: faultLine(text, message ?? ''),
      expected,
      found: cut(message ?? ''),
    });
  }
  const word = typeof content === 'object' && content !== null && 'schema' in content ? content.schema : undefined;
  if (word !== kind.word) {
    const found = word === undefined ? 'none' : cut(JSON.stringify(word));
    throw new InputError({ code: 'schema', file: shown, field: 'schema', expected: `"${kind.word}" (${anew})`, found });
  }
  const fault = schemaError(kind.isDocument, content);
  if (fault !== undefined) {
    const field = fault.instancePath.slice(1).replaceAll('/', '.');
    const what = `a value that ${fault.message ?? 'fits the schema'}${additional(fault.params)}`;
    throw new InputError({ code: 'shape', file: shown, field: cut(field), expected: `${what} (${anew})` });
  }
  if (isPartial(content)) {
    const expected = `the results of a full run: ${kind.command} without a filter, to its end`;
    throw new InputError({ code: 'partial', file: shown, field: 'partial', expected, found: 'a part of the models' });
  }
  return content as Content;
}

function additional(params: Readonly<Record<string, unknown>>): string {
  const name = params.additionalProperty;
  return typeof name === 'string' ? ` (${cut(JSON.stringify(name))})` : '';
}

function isPartial(content: unknown): boolean {
  return (
    typeof content === 'object' &&
    content !== null &&
    (('partial' in content && content.partial === true) || ('interrupted' in content && content.interrupted === true))
  );
}

/** The line that the message of JSON.parse speaks of; the last one where it names no position, as for a text that is cut off. */
function faultLine(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
}

/** One line of a message is enough, whatever stands in the file. */
function cut(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
