/** What a module says in words about its definitions: the comment above each, the actor of its section, its text. */

import { dirname, join } from 'node:path';
import { type ModuleOutline, outlineModule } from './checker/index.js';
import { InputError } from './input-error.js';

export interface DescribedDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The comment lines directly above it, joined; empty when there are none. */
  readonly comment: string;
  /** The definition itself, as written. */
  readonly text: string;
  /** The module it stands in, as given to `describeModule`, or the extended one beside it. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Heading of the section it stands in, for example `Orchestrator`. */
  readonly section?: string;
}

export interface DescribedModule {
  readonly definitions: ReadonlyMap<string, DescribedDefinition>;
  /** Sections in which the first argument names the one who acts: most of their comments begin with the first parameter. */
  readonly actingSections: ReadonlySet<string>;
}

/** One step in words. */
export interface DescribedStep {
  /** Who acts, for example `Task a`; undefined where the module does not say. */
  readonly actor?: string;
  /** The first sentence of the action's comment, arguments in the place of parameters; empty when there is none. */
  readonly sentence: string;
}

/**
 * Describes a module from its text, together with the modules it extends as far as `read` has them. A section starts at a rule
 * line of four dashes or more; its heading is a comment line directly below of the form `\* Orchestrator.` or
 * `\* Orchestrator: ...`, of at most three words. A text that cannot be outlined gives a description without definitions.
 *
 * @param file named in the definitions.
 * @param read the text of the module in a file, which stands beside `file`; undefined for one that is not there.
 */
export function describeModule(
  text: string,
  file: string,
  read: (file: string) => string | undefined = () => undefined,
): DescribedModule {
  const definitions = new Map<string, DescribedDefinition>();
  const seen = new Set<string>();
  const visit = (moduleText: string, moduleFile: string) => {
    if (seen.has(moduleFile)) return;
    seen.add(moduleFile);
    const outline = outlineOrNothing(moduleText, moduleFile);
    if (outline === undefined) return;
    for (const definition of ownDefinitions(moduleText, moduleFile, outline)) {
      if (!definitions.has(definition.name)) definitions.set(definition.name, definition);
    }
    for (const { name } of outline.extends) {
      const extended = join(dirname(moduleFile), `${name}.tla`);
      const extendedText = read(extended);
      if (extendedText !== undefined) visit(extendedText, extended);
    }
  };
  visit(text, file);
  return { definitions, actingSections: actingSections([...definitions.values()]) };
}

function outlineOrNothing(text: string, file: string): ModuleOutline | undefined {
  try {
    return outlineModule(text, file);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function ownDefinitions(text: string, file: string, outline: ModuleOutline): DescribedDefinition[] {
  const lines = text.split(/\r?\n/);
  const headings = sectionHeadings(lines);
  return [...outline.definitions.values()].map(({ name, parameters, line, body }) => {
    const lastLine = body.at(-1)?.line ?? line;
    const section = headings.findLast((heading) => heading.line < line)?.text;
    return {
      name,
      parameters,
      file,
      line,
      comment: commentAbove(lines, line, headings),
      text: lines.slice(line - 1, lastLine).join('\n'),
      ...(section === undefined ? {} : { section }),
    };
  });
}

/** Who acts in a step and what happens, in the module's own words. */
export function describeStep(module: DescribedModule, action: string, values: readonly string[]): DescribedStep {
  const definition = module.definitions.get(action);
  if (definition === undefined) return { sentence: '' };
  const { comment, parameters, section } = definition;
  const shown = values.map(bare);
  const sentence = firstSentence(comment).replace(/\b[A-Za-z_]\w*\b/g, (word) => {
    const value = shown[parameters.indexOf(word)];
    // A parameter called "a" or "I" would be taken for the word.
    return value === undefined || /^(a|A|I)$/.test(word) ? word : value;
  });
  if (section === undefined) return { sentence };
  const first = shown[0];
  const actor = first !== undefined && module.actingSections.has(section) ? `${section} ${first}` : section;
  return { actor, sentence };
}

/** Up to the first full stop that ends a sentence. */
export function firstSentence(comment: string): string {
  const end = /(?<!\b(?:e\.g|i\.e|cf|etc|vs))\.(?=\s|$)/.exec(comment);
  return end === null ? comment : comment.slice(0, end.index + 1);
}

interface Heading {
  readonly line: number;
  readonly text: string | undefined;
}

/** Every rule line with the heading below it; undefined where there is none. */
function sectionHeadings(lines: readonly string[]): Heading[] {
  return lines.flatMap((line, index): Heading[] => {
    if (!/^\s*-{4,}\s*$/.test(line)) return [];
    const below = /^\s*\\\*+\s*([^.:]+)[.:]/.exec(lines[index + 1] ?? '');
    const text = below?.[1]?.trim();
    const isHeading = text !== undefined && text.split(/\s+/).length <= 3;
    return [{ line: isHeading ? index + 2 : index + 1, text: isHeading ? text : undefined }];
  });
}

function commentAbove(lines: readonly string[], definitionLine: number, headings: readonly Heading[]): string {
  const found: string[] = [];
  for (let line = definitionLine - 1; line > 0; line--) {
    const text = (lines[line - 1] ?? '').trim();
    if (headings.some((heading) => heading.line === line && heading.text !== undefined)) break;
    if (text.startsWith('\\*')) found.unshift(text.replace(/^\\\*+\s?/, ''));
    else if (found.length === 0 && text.endsWith('*)')) return blockComment(lines, line);
    else break;
  }
  return found.join(' ').trim();
}

/** The `(* ... *)` that ends in `lastLine`, boxes drawn with asterisks taken off; empty when it follows other text. */
function blockComment(lines: readonly string[], lastLine: number): string {
  const found: string[] = [];
  for (let line = lastLine; line > 0; line--) {
    const text = (lines[line - 1] ?? '').trim();
    if (!text.startsWith('(*') && text.includes('(*')) return '';
    found.unshift(text.replace(/^\(\*+\)?\s?/, '').replace(/\s?\*+\)$/, ''));
    // In a box every line is a comment of its own.
    const aboveIsBox = /^\(\*.*\*\)$/.test((lines[line - 2] ?? '').trim());
    if (text.startsWith('(*') && !aboveIsBox) break;
  }
  return found.join(' ').replace(/\s+/g, ' ').trim();
}

function actingSections(definitions: readonly DescribedDefinition[]): ReadonlySet<string> {
  const counts = new Map<string, { begins: number; all: number }>();
  for (const { section, parameters, comment } of definitions) {
    const [first] = parameters;
    if (section === undefined || first === undefined || comment === '') continue;
    const count = counts.get(section) ?? { begins: 0, all: 0 };
    const begins = new RegExp(`^${first}\\b`).test(comment) ? 1 : 0;
    counts.set(section, { begins: count.begins + begins, all: count.all + 1 });
  }
  return new Set([...counts].filter(([, { begins, all }]) => begins * 2 > all).map(([section]) => section));
}

/** A string without its quotes, as one would say it. */
function bare(value: string): string {
  return /^"[^"\\]*"$/.test(value) ? value.slice(1, -1) : value;
}
