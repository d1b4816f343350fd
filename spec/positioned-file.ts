/** Reads a JSON or YAML file against a JSON Schema and remembers the line and column of every value in it. */

import type { ErrorObject } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import { InputError, nearestName } from './input-error.js';
import { type CompiledSchema, errorForReaders } from './json-schema.js';
import { type FieldPath, jsonPlaces, type Places, yamlPlaces } from './places.js';
import { shownPath } from './project-root.js';
import { readText } from './read-text.js';
import { jsonFault } from './strict-json.js';

export type { FieldPath } from './places.js';

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

export interface PositionedFile<Content> {
  readonly content: Content;
  /**
   * Where the key of the value at `path` starts, or the value where it is an element of a list: the place a reader looks for.
   * For a path that does not exist, its nearest ancestor that does.
   */
  readonly positionOf: (path: FieldPath) => Position;
  /** Its line. */
  readonly lineOf: (path: FieldPath) => number;
}

/**
 * Reads `file` and checks it.
 * @param validate of a schema of `Content` that is compiled for readers.
 * @throws {InputError} `missing-file`, `syntax` or `shape`, with line, column and field.
 */
export function readPositioned<Content>(file: string, validate: CompiledSchema): PositionedFile<Content> {
  const text = readText(file);
  const { content, places, at } = (file.endsWith('.json') ? readJson(text) : undefined) ?? readYaml(text, file);
  const error = errorForReaders(validate, content);
  if (error !== undefined) throw shapeError(file, error, places, at);
  const positionOf = (path: FieldPath): Position => at(places.keyOffset(path));
  return { content: content as Content, positionOf, lineOf: (path) => positionOf(path).line };
}

interface ReadText {
  readonly content: unknown;
  readonly places: Places;
  readonly at: (offset: number) => Position;
}

/** Undefined where the text is no JSON, or has a key twice: read as YAML, it is told where. */
function readJson(text: string): ReadText | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  const places = jsonPlaces(text);
  if (places === undefined) return undefined;
  const counter = new LineCounter();
  for (let start = 0; start >= 0; start = text.indexOf('\n', start) + 1 || -1) counter.addNewLine(start);
  return { content, places, at: positionsBy(counter) };
}

function positionsBy(counter: LineCounter): (offset: number) => Position {
  return (offset) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

/** JSON that has a fault is read here too, for the place of the fault. */
function readYaml(text: string, file: string): ReadText {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const at = positionsBy(counter);
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken !== undefined) {
    const expected = file.endsWith('.json') ? 'well-formed JSON' : 'well-formed YAML';
    throw new InputError({
      code: 'syntax',
      file: shownPath(file),
      ...at(broken.pos[0]),
      expected,
      found: broken.message.split('\n')[0] ?? broken.code,
    });
  }
  const fault = file.endsWith('.json') ? jsonFault(text, document) : undefined;
  if (fault !== undefined) {
    const { offset, found } = fault;
    throw new InputError({ code: 'syntax', file: shownPath(file), ...at(offset), expected: 'well-formed JSON', found });
  }
  return { content: document.toJS(), places: yamlPlaces(document), at };
}

/** `a.b[3].c`, as InputError fields and messages write it. */
export function fieldName(path: FieldPath): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

function shapeError(file: string, error: ErrorObject, places: Places, at: (offset: number) => Position): InputError {
  const path = pointerPath(error.instancePath, places);
  const { expected, found, nearest, culprit } = explainShape(error);
  const place = culprit === undefined ? path : [...path, culprit];
  const offset = culprit === undefined ? places.valueOffset(place) : places.keyOffset(place);
  return new InputError({
    code: 'shape',
    file: shownPath(file),
    ...at(offset),
    field: fieldName(place),
    expected,
    ...(found === undefined ? {} : { found }),
    ...(nearest === undefined ? {} : { nearest }),
  });
}

/** What a schema's error says to a reader. */
export interface ShapeFault {
  readonly expected: string;
  readonly found?: string;
  readonly nearest?: string | undefined;
  /** The key that should not be there. */
  readonly culprit?: string;
}

/** @param error of a schema that is compiled for readers. */
export function explainShape(error: ErrorObject): ShapeFault {
  const params: Record<string, unknown> = error.params;
  const found = brief(error.data);
  switch (error.keyword) {
    case 'enum': {
      const allowed: unknown[] = Array.isArray(params.allowedValues) ? params.allowedValues : [];
      const nearest = typeof error.data === 'string' ? nearestName(error.data, allowed.map(String)) : undefined;
      return { expected: `one of ${allowed.map(brief).join(', ')}`, found, nearest };
    }
    case 'const':
      return { expected: brief(params.allowedValue), found };
    case 'additionalProperties': {
      const culprit = String(params.additionalProperty);
      const known = Object.keys(error.parentSchema?.properties ?? {});
      const expected = known.length === 0 ? 'no such field' : `one of the fields ${known.join(', ')}`;
      return { expected, found: brief(culprit), nearest: nearestName(culprit, known), culprit };
    }
    case 'required':
      return { expected: `a field ${brief(params.missingProperty)}`, found: 'none' };
    case 'type':
      return { expected: [params.type].flat().join(' or '), found };
    case 'pattern':
      return { expected: `text that matches ${String(params.pattern)}`, found };
    default:
      return { expected: `a value that ${error.message ?? error.keyword}`, found };
  }
}

function brief(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

/** A JSON pointer as a path, with indices as numbers where the document has a list. */
function pointerPath(pointer: string, places: Places): FieldPath {
  const path: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(places.isMap(path) ? key : Number(key));
  }
  return path;
}
