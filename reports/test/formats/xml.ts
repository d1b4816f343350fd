/** Validates XML with libxml2 and reads its canonical form, in which only a handful of references are left. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { projectRoot } from '../../../spec/project-root.js';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Directly inside. */
  readonly text: string;
}

/** The root of a text that fits the schema of JUnit XML, or what libxml2 has against it. */
export async function readJunit(contents: string): Promise<Element | readonly string[]> {
  const { valid, errors, normalized } = await validateXML({
    xml: { fileName: 'junit.xml', contents: new TextEncoder().encode(contents) },
    schema: readFileSync(join(projectRoot(), 'reports/schema/junit.xsd'), 'utf8'),
    normalization: 'c14n',
    maxMemoryPages: 8192,
  });
  return valid ? elementOf(normalized) : errors.map(({ rawMessage }) => rawMessage);
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

function elementOf(canonical: string): Element {
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const match of canonical.matchAll(/<(\/?)(?:[^>"]|"[^"]*")*>|[^<]+/g)) {
    const [token] = match;
    const tag = match[1] !== undefined;
    const end = match[1] === '/';
    const inner = open.at(-1) as Open;
    if (!tag) inner.text += unescaped(token);
    else if (end) {
      open.pop();
      open.at(-1)?.children.push(inner);
    } else {
      const name = /^<([\w-]+)/.exec(token)?.[1] ?? '';
      const attributes = Object.fromEntries(
        [...token.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)]),
      );
      open.push({ name, attributes, children: [], text: '' });
    }
  }
  const [only] = root.children;
  if (only === undefined || open.length !== 1) throw new Error('canonical XML that does not nest');
  return only;
}

function unescaped(text: string): string {
  const words: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#x([\dA-F]+)|(\w+));/g, (_, code: string | undefined, word: string) =>
    code === undefined ? (words[word] as string) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
