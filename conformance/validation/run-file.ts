/** A recorded run as a file, NDJSON: a header, then one line a step with what was observed. Written and read. */

import { ItfError, itfValue, type ModelSteps, readItf, type Value } from '../../spec/checker/index.js';
import { InputError, type InputFault, nearestName } from '../../spec/input-error.js';
import { type CompiledSchema, errorForReaders } from '../../spec/json-schema.js';
import { explainShape } from '../../spec/positioned-file.js';
import { header as isHeader, line as isLine } from './run.schema.js';

export interface RunHeader {
  readonly schema: 'lsm-verify/run@1';
  /** Id of a model; or a module with its constants, each as a TLC configuration writes it. */
  readonly model?: string;
  readonly module?: string;
  readonly constants?: { readonly [name: string]: string };
  readonly seed?: number;
  readonly recordedBy?: string;
  readonly hidden?: {
    readonly actions: readonly string[];
    /** At most so many in a row. */
    readonly max: number;
    /** Between any two lines; otherwise only after lines that say so. */
    readonly everywhere?: boolean;
  };
}

/** What was observed after a step; of the first line: at the start. */
export interface RunLine {
  /** Values by variable, in canonical form. */
  readonly values: ReadonlyMap<string, Value>;
  readonly action?: string;
  readonly arguments?: readonly Value[];
  /** At most so many steps are missing between this line and the next. */
  readonly hidden: number;
}

export interface Run {
  readonly header: RunHeader;
  readonly lines: readonly RunLine[];
}

/** The line of the file that tells `lines[index]`, 1-based. */
export function fileLine(index: number): number {
  return index + 2;
}

/** The run as text. */
export function writeRun({ header, lines }: Run): string {
  const usual = header.hidden?.everywhere === true ? header.hidden.max : 0;
  const texts = lines.map(({ values, action, arguments: args, hidden }) =>
    JSON.stringify({
      state: Object.fromEntries([...values].map(([name, value]) => [name, itfValue(value)])),
      ...(action === undefined ? {} : { action }),
      ...(args === undefined ? {} : { arguments: args.map(itfValue) }),
      ...(hidden === usual ? {} : { hidden }),
    }),
  );
  return `${[JSON.stringify(header), ...texts].join('\n')}\n`;
}

/** A file of which only the header has been understood. */
export interface OpenRun {
  readonly file: string;
  readonly header: RunHeader;
  /** The other lines. */
  readonly texts: readonly string[];
}

interface Line {
  readonly state?: { readonly [variable: string]: unknown };
  readonly action?: string;
  readonly arguments?: readonly unknown[];
  readonly hidden?: boolean | number;
}

/** @throws {InputError} `syntax` or `shape` for a file whose first line is no header, or that has no other. */
export function openRun(text: string, file: string): OpenRun {
  const [first = '', ...texts] = text.replace(/\n$/, '').split('\n');
  const header = parse<RunHeader>(first, { file, line: 1 }, isHeader, 'the header of a run');
  if ((header.model === undefined) === (header.module === undefined)) {
    const found = header.model === undefined ? 'neither' : 'both';
    throw new InputError({ code: 'shape', file, line: 1, expected: 'a model, or a module with its constants', found });
  }
  if (texts.length > 0) return { file, header, texts };
  throw new InputError({ code: 'shape', file, line: 2, expected: 'a line for the start of the run', found: 'no more' });
}

/** The part of a model that the names in a run are looked up in. */
export type RunNames = Pick<ModelSteps, 'variables' | 'actions' | 'constants'>;

/** @throws {InputError} for the first line that is none of a run of this model, with its number and field. */
export function readRun({ file, header, texts }: OpenRun, model: RunNames): Run {
  const modelValues = new Set([...model.constants.values()].flatMap(namesIn));
  const actions = model.actions.map(({ name }) => name);
  for (const [index, action] of (header.hidden?.actions ?? []).entries()) {
    const known = { file, line: 1, field: `hidden.actions[${index}]` };
    if (!actions.includes(action)) throw unknownName(known, 'an action of the model', action, actions);
  }
  // Most variables stay as they are from line to line: each value is read, and later compared, once.
  const known = new Map<string, Value>();
  const lines = texts.map((text, index): RunLine => {
    const at = { file, line: fileLine(index) };
    const { state = {}, action, arguments: args, hidden } = parse<Line>(text, at, isLine, 'a line of a run');
    const value = (json: unknown, path: string): Value => {
      const key = JSON.stringify(json);
      const read = known.get(key) ?? valueAt(json, path, at, modelValues);
      known.set(key, read);
      return read;
    };
    const values = Object.entries(state).map(([name, json]): [string, Value] => {
      const field = `state.${name}`;
      if (model.variables.includes(name)) return [name, value(json, field)];
      throw unknownName({ ...at, field }, 'a variable of the model', name, model.variables);
    });
    if (action !== undefined) checkAction(action, args, index, { model, at });
    return {
      values: new Map(values),
      ...(action === undefined ? {} : { action }),
      ...(args === undefined ? {} : { arguments: args.map((json, number) => value(json, `arguments[${number}]`)) }),
      hidden: hiddenAfter(hidden, header, at),
    };
  });
  return { header, lines };
}

interface At {
  readonly file: string;
  readonly line: number;
}

function checkAction(
  action: string,
  args: readonly unknown[] | undefined,
  index: number,
  { model, at }: { readonly model: RunNames; readonly at: At },
): void {
  const known = model.actions.find(({ name }) => name === action);
  const names = model.actions.map(({ name }) => name);
  if (known === undefined) throw unknownName({ ...at, field: 'action' }, 'an action of the model', action, names);
  const [code, count] = ['shape', known.parameters.length];
  if (index === 0) {
    throw new InputError({ code, ...at, field: 'action', expected: 'none: no step leads to the start', found: action });
  }
  if (args === undefined || args.length === count) return;
  const expected = `${count} for ${action}${count === 0 ? '' : `(${known.parameters.join(', ')})`}`;
  throw new InputError({ code, ...at, field: 'arguments', expected, found: String(args.length) });
}

function hiddenAfter(hidden: boolean | number | undefined, { hidden: allowed }: RunHeader, at: At): number {
  if (hidden === undefined) return allowed?.everywhere === true ? allowed.max : 0;
  if (hidden === false || hidden === 0) return 0;
  const [code, field] = ['shape', 'hidden'];
  if (allowed === undefined) {
    const expected = 'a header that says which actions may be hidden';
    throw new InputError({ code, ...at, field, expected, found: 'none' });
  }
  if (hidden === true) return allowed.max;
  if (hidden <= allowed.max) return hidden;
  const expected = `at most ${allowed.max}, the max of the header`;
  throw new InputError({ code, ...at, field, expected, found: String(hidden) });
}

function valueAt(json: unknown, field: string, at: At, modelValues: ReadonlySet<string>): Value {
  try {
    return readItf(json, field, (name) => modelValues.has(name));
  } catch (error) {
    if (!(error instanceof ItfError)) throw error;
    const { path, expected, found } = error;
    throw new InputError({ code: 'shape', ...at, field: path, expected, found });
  }
}

function unknownName(fault: Partial<InputFault>, expected: string, found: string, known: readonly string[]) {
  const nearest = nearestName(found, known);
  const near = nearest === undefined ? {} : { nearest };
  return new InputError({ code: 'unknown-name', ...fault, expected, found, ...near });
}

function parse<Content>(text: string, at: At, isContent: CompiledSchema, what: string): Content {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const found = text.trim() === '' ? 'nothing' : (error as Error).message.replace(/\s+/g, ' ');
    throw new InputError({ code: 'syntax', ...at, expected: `${what}, one JSON object`, found });
  }
  const error = errorForReaders(isContent, json);
  if (error === undefined) return json as Content;
  const { culprit, nearest, ...fault } = explainShape(error);
  const path = [...error.instancePath.split('/').slice(1), ...(culprit === undefined ? [] : [culprit])].join('.');
  throw new InputError({
    code: 'shape',
    ...at,
    ...(path === '' ? {} : { field: path }),
    ...fault,
    ...(nearest === undefined ? {} : { nearest }),
  });
}

/** Names of the model values in a constant. */
function namesIn(value: Value): readonly string[] {
  switch (value.kind) {
    case 'model':
      return [value.name];
    case 'set':
    case 'tuple':
      return value.elements.flatMap(namesIn);
    case 'record':
      return value.fields.flatMap(([, field]) => namesIn(field));
    case 'function':
      return value.pairs.flatMap(([argument, result]) => [...namesIn(argument), ...namesIn(result)]);
    default:
      return [];
  }
}
