/** A model out of texts: written to a folder that goes with the test, read and resolved. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { InputError, type InputFault } from '../../../input-error.js';
import { resolveModel } from '../../meaning/resolve-model.js';
import type { ResolvedModel } from '../../meaning/resolved.js';

/** Texts by file name; the root is `M.tla`, its configuration `M.cfg`, empty where none is given. */
export type Texts = Readonly<Record<string, string>>;

/** The resolved model of `texts`. The body of `M` alone will do: the header and the end are added where they lack. */
export function modelOf(t: ExecutionContext, texts: Texts): ResolvedModel {
  const folder = mkdtempSync(join(tmpdir(), 'meaning-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries({ 'M.cfg': '', ...texts })) {
    const isBare = name.endsWith('.tla') && !text.startsWith('----');
    const whole = isBare ? `---- MODULE ${name.slice(0, -'.tla'.length)} ----\n${text}\n====\n` : text;
    writeFileSync(join(folder, name), whole);
  }
  return resolveModel({ moduleFile: join(folder, 'M.tla'), configFile: join(folder, 'M.cfg') });
}

/** What is wrong with `texts`, its file without the folder: `M.tla:3:5 unknown-name: expected ..., found ...`. */
export function faultOf(t: ExecutionContext, texts: Texts): string {
  const error = t.throws(() => modelOf(t, texts), { instanceOf: InputError });
  return error === undefined ? 'none' : shownFault(error.fault);
}

function shownFault({ file, line, column, code, expected, found, nearest }: InputFault): string {
  const place = [file?.split('/').at(-1), line, column].filter((part) => part !== undefined).join(':');
  const hint = nearest === undefined ? '' : ` (${nearest}?)`;
  const plain = (text: string) => text.replaceAll(/[^ ]*\/meaning-[^/]*\//g, '');
  return `${place} ${code}: expected ${plain(expected)}${found === undefined ? '' : `, found ${plain(found)}`}${hint}`;
}
