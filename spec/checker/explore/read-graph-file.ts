/** Reads back a state graph that graph-file.ts has written. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InputError } from '../../input-error.js';
import { parseValue, ValueSyntaxError } from '../values/parse-value.js';
import type { Value } from '../values/value.js';
import { ByteSource, EndOfFile } from './byte-source.js';
import { firstLine, type GraphFileHeader } from './graph-file.js';
import type { StateGraph } from './state-graph.js';
import type { StepLabel } from './step-labels.js';

/**
 * The graph in `file`. Its values are numbered by the file; `valueOf` knows no other numbers.
 * @throws {InputError} when the file is missing (`missing-file`), something else or of another version (`foreign-file`),
 * cut short (`truncated-file`) or not as it was written (`damaged-file`).
 */
export async function readGraphFile(file: string): Promise<StateGraph> {
  try {
    const { size } = await stat(file);
    const stream = createReadStream(file);
    try {
      return await readGraph(new ByteSource(stream), size);
    } finally {
      stream.destroy();
    }
  } catch (error) {
    throw new InputError({ file, ...faultOf(error) });
  }
}

/** Something in the file that its writer would not have written. */
class Unexpected extends Error {
  constructor(
    readonly code: 'foreign-file' | 'damaged-file',
    readonly expected: string,
    readonly found: string,
  ) {
    super(expected);
  }
}

async function readGraph(source: ByteSource, bytes: number): Promise<StateGraph> {
  const start = await source.start(firstLine.length + 1);
  if (start !== `${firstLine}\n`) {
    if (firstLine.startsWith(start)) throw new EndOfFile(start.length);
    throw new Unexpected('foreign-file', `the first line "${firstLine}"`, quoteStart(start));
  }
  const header = parseHeader(await source.line(), bytes);
  const values: Value[] = [];
  for (let i = 0; i < header.values; i++) values.push(parseValue(await source.line()));
  const labels: StepLabel[] = [];
  for (let i = 0; i < header.labels; i++) labels.push(parseLabel(await source.line(), header));
  const initial = await readNumbers(source, header.initial, header.states);
  const width = header.variables.length;
  const rows = await readNumbers(source, header.states * width, header.values);
  const edges = await readEdges(source, header);
  await readChecksum(source);
  return {
    variables: header.variables,
    actions: header.actions,
    labels,
    states: header.states,
    initial,
    ...edges,
    isComplete: header.isComplete,
    read(state, row) {
      for (let i = 0; i < width; i++) row[i] = rows[state * width + i] as number;
    },
    valueOf(id) {
      const value = values[id];
      if (value === undefined) throw new RangeError(`value ${id} of ${values.length}`);
      return value;
    },
  };
}

async function readEdges(source: ByteSource, header: GraphFileHeader) {
  const offsets = new Int32Array(header.states + 1);
  const to = new Int32Array(header.edges);
  const label = new Int32Array(header.edges);
  let edge = 0;
  for (let state = 0; state < header.states; state++) {
    const end = edge + below(await source.next(), header.edges - edge + 1);
    for (; edge < end; edge++) {
      label[edge] = below(source.hasNumber() ? source.number() : await source.next(), header.labels);
      const zigzag = source.hasNumber() ? source.number() : await source.next();
      to[edge] = below(state + (zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2), header.states);
    }
    offsets[state + 1] = edge;
  }
  if (edge !== header.edges) throw new Unexpected('damaged-file', `${header.edges} edges`, `${edge}`);
  return { offsets, to, label };
}

async function readNumbers(source: ByteSource, count: number, end: number): Promise<Int32Array> {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = below(source.hasNumber() ? source.number() : await source.next(), end);
  return numbers;
}

async function readChecksum(source: ByteSource): Promise<void> {
  const expected = source.checksum();
  const found = await source.word();
  if (found !== expected) throw new Unexpected('damaged-file', `the checksum ${expected}`, `${found}`);
  if (!(await source.isAtEnd())) throw new Unexpected('damaged-file', 'the end of the file', 'more bytes');
}

/** @param bytes length of the file: it has no more of anything than that, whatever a damaged header may say. */
function parseHeader(line: string, bytes: number): GraphFileHeader {
  const header = parseJson(line) as Partial<GraphFileHeader> | null;
  const counts = [header?.values, header?.labels, header?.initial, header?.states, header?.edges];
  const isWhole =
    counts.every((count) => Number.isSafeInteger(count) && (count as number) >= 0 && (count as number) <= bytes) &&
    typeof header?.isComplete === 'boolean' &&
    areNames(header.variables) &&
    (header.states as number) * header.variables.length <= bytes &&
    Array.isArray(header.actions) &&
    header.actions.every((action) => areNames([action?.name]) && areNames(action?.parameters));
  if (!isWhole) throw new Unexpected('damaged-file', 'the header of a state graph', quoteStart(line));
  return header as GraphFileHeader;
}

function parseLabel(line: string, header: GraphFileHeader): StepLabel {
  const numbers = parseJson(line);
  if (!Array.isArray(numbers)) throw new Unexpected('damaged-file', 'a label', quoteStart(line));
  const [action, ...rest] = numbers;
  return { action: below(action, header.actions.length), arguments: rest.map((id) => below(id, header.values)) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Unexpected('damaged-file', 'a line of JSON', quoteStart(line));
  }
}

function areNames(names: unknown): names is readonly string[] {
  return Array.isArray(names) && names.every((name) => typeof name === 'string');
}

function below(value: number, end: number): number {
  if (Number.isSafeInteger(value) && value >= 0 && value < end) return value;
  throw new Unexpected('damaged-file', `a number below ${end}`, String(value));
}

function quoteStart(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}

function faultOf(error: unknown) {
  if (error instanceof Unexpected) return { code: error.code, expected: error.expected, found: error.found };
  if (error instanceof ValueSyntaxError) return { code: 'damaged-file', expected: error.message };
  if (error instanceof EndOfFile) {
    return {
      code: 'truncated-file',
      expected: 'the rest of a state graph',
      found: `the end after ${error.bytes} bytes`,
    };
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return { code: 'missing-file', expected: 'a file with a state graph', found: 'none' };
  if (code === 'EISDIR') return { code: 'foreign-file', expected: 'a file with a state graph', found: 'a folder' };
  throw error;
}
