/** The door `merge`: joins the documents of shards. */

import { join, resolve } from 'node:path';
import type { ConformanceDocument } from '../reports/conformance/document.js';
import { mergeConformance } from '../reports/conformance/merge.js';
import { conformanceFault, conformanceJson, conformancePath } from '../reports/conformance/store.js';
import type { GateDocument } from '../reports/gate/document.js';
import { mergeGate } from '../reports/gate/merge.js';
import { gateFault } from '../reports/gate/schema.js';
import { gateJson, gatePath } from '../reports/gate/store.js';
import { conformancePage, conformanceSummary } from '../reports/render/conformance-page.js';
import { gatePage, gateSummary } from '../reports/render/gate-page.js';
import type { Page } from '../reports/render/page.js';
import { terminalStyle, terminalText } from '../reports/render/terminal.js';
import { summary, verifyPage } from '../reports/render/verify-page.js';
import type { Part } from '../reports/shards.js';
import type { VerifyDocument } from '../reports/verify/document.js';
import { mergeVerify } from '../reports/verify/merge.js';
import { resultPath, verifyFault, verifyJson, writeWhole } from '../reports/verify/store.js';
import { InputError } from '../spec/input-error.js';
import { readProject } from '../spec/project.js';
import { projectRoot, shownPath } from '../spec/project-root.js';
import { readText } from '../spec/read-text.js';
import type { FormatFlags } from './format-options.js';
import { exitCodes, type World } from './terminal.js';
import { takesStdout, writeFormats } from './write-formats.js';

export interface MergeFlags extends FormatFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly root?: string;
}

/** A whole, ready to be written. */
interface Whole {
  readonly document: VerifyDocument | ConformanceDocument | GateDocument;
  readonly json: string;
  readonly path: string;
  readonly page: Page;
  readonly summary: string;
}

/** Runs the door and resolves to the exit code. @throws {InputError} for files that make no whole. */
export async function mergeDoor(files: readonly string[], flags: MergeFlags, world: World): Promise<number> {
  const root = flags.root ?? projectRoot();
  const isTaken = takesStdout(flags);
  const whole = await merged(root, files.map(readPart), world.signal);
  writeWhole(join(root, whole.path), whole.json);
  if (flags.json === true) world.stdout.write(whole.json);
  else if (!isTaken) {
    const style = terminalStyle(world.stdout, world.env);
    world.stdout.write(flags.quiet === true ? `${whole.summary}\n` : terminalText(whole.page, style));
  }
  writeFormats(whole.document, root, flags, world);
  return whole.document.ok ? exitCodes.asExpected : exitCodes.notAsExpected;
}

const schemas = ['lsm-verify/verify@1', 'lsm-verify/conformance@1', 'lsm-verify/gate@1'] as const;

async function merged(root: string, parts: readonly Part<unknown>[], signal: AbortSignal): Promise<Whole> {
  const kinds = parts.map(({ document }) => (document as { readonly schema?: unknown } | null)?.schema);
  for (const [index, { file }] of parts.entries()) {
    const kind = kinds[index];
    if (!schemas.some((schema) => schema === kind)) refuse(file, `a document of ${schemas.join(', ')}`, String(kind));
    if (kind !== kinds[0]) refuse(file, `a document of ${kinds[0]}, as ${parts[0]?.file}`, String(kind));
  }
  switch (kinds[0]) {
    case 'lsm-verify/verify@1': {
      const document = mergeVerify(readProject(root), checked<VerifyDocument>(parts, verifyFault));
      const page = verifyPage(document);
      return { document, page, json: verifyJson(document), path: resultPath(document), summary: summary(document) };
    }
    case 'lsm-verify/conformance@1': {
      const document = mergeConformance(
        readProject(root).manifest,
        checked<ConformanceDocument>(parts, conformanceFault),
      );
      const json = conformanceJson(document);
      return {
        document,
        json,
        path: conformancePath(document),
        page: conformancePage(document),
        summary: conformanceSummary(document),
      };
    }
    default: {
      const document = await mergeGate(root, checked<GateDocument>(parts, gateFault), signal);
      const json = gateJson(document);
      return { document, json, path: gatePath(document), page: gatePage(document), summary: gateSummary(document) };
    }
  }
}

function readPart(file: string): Part<unknown> {
  const text = readText(resolve(file));
  try {
    return { file: shownPath(resolve(file)), document: JSON.parse(text) };
  } catch {
    return refuse(shownPath(resolve(file)), 'a JSON document of a shard', text === '' ? 'an empty file' : 'no JSON');
  }
}

/** The schema has looked at what is taken for a document. */
function checked<Document>(
  parts: readonly Part<unknown>[],
  faultOf: (content: unknown) => string | undefined,
): readonly Part<Document>[] {
  return parts.map(({ file, document }) => {
    const fault = faultOf(document);
    if (fault !== undefined) refuse(file, 'a document that fits its schema', fault);
    return { file, document: document as Document };
  });
}

function refuse(file: string, expected: string, found: string): never {
  throw new InputError({ code: 'foreign-file', file, expected, found });
}
