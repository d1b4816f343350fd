/**
 * The state graph in a file: written and read in pieces, without the model.
 *
 * Two lines of text, {@link firstLine} and a {@link GraphFileHeader} as JSON. Then as many lines as it says of values, in
 * TLA+ notation, and of labels, each a JSON array: index of the action, then the numbers of its arguments' values. Then
 * unsigned LEB128 numbers: the initial states; each state's values by number, state by state; each state's edges, as
 * their count and for each its label and where it goes, as the difference from the state (0, -1, 1, -2 ... as 0, 1, 2,
 * 3 ...). Last, four bytes, little-endian: the CRC-32 of all that comes before.
 */

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { Id } from '../compile/program.js';
import { printValue } from '../values/print-value.js';
import type { GraphAction, StateGraph } from './state-graph.js';

/** Names the format and its version: a file of another version is refused. */
export const firstLine = 'TLA+ state graph, version 1';

export interface GraphFileHeader {
  readonly variables: readonly string[];
  readonly actions: readonly GraphAction[];
  readonly isComplete: boolean;
  readonly values: number;
  readonly labels: number;
  readonly initial: number;
  readonly states: number;
  readonly edges: number;
}

/** Writes the graph to `file`, replacing what is there. */
export async function writeGraphFile(file: string, graph: StateGraph): Promise<void> {
  await pipeline(Readable.from(graphFilePieces(graph)), createWriteStream(file));
}

/** The bytes of the file, in pieces of some 64 KiB. */
export function* graphFilePieces(graph: StateGraph): Generator<Uint8Array> {
  let checksum = 0;
  for (const piece of piecesBeforeChecksum(graph)) {
    checksum = crc32(piece, checksum);
    yield piece;
  }
  const last = Buffer.alloc(4);
  last.writeUInt32LE(checksum);
  yield last;
}

const pieceBytes = 1 << 16;

function* piecesBeforeChecksum(graph: StateGraph): Generator<Uint8Array> {
  const values = numberValues(graph);
  yield Buffer.from(`${firstLine}\n${JSON.stringify(headerOf(graph, values.size))}\n`);
  for (const id of values.keys()) yield Buffer.from(`${printValue(graph.valueOf(id))}\n`);
  for (const label of graph.labels) {
    yield Buffer.from(`${JSON.stringify([label.action, ...label.arguments.map((id) => values.get(id))])}\n`);
  }
  const bytes = new PieceBuffer();
  for (const state of graph.initial) bytes.number(state);
  const row = new Int32Array(graph.variables.length);
  for (let state = 0; state < graph.states; state++) {
    graph.read(state, row);
    for (let i = 0; i < row.length; i++) bytes.number(values.get(row[i] as Id) as number);
    if (bytes.length >= pieceBytes) yield bytes.take();
  }
  for (let state = 0; state < graph.states; state++) {
    const start = graph.offsets[state] as number;
    const end = graph.offsets[state + 1] as number;
    bytes.number(end - start);
    for (let edge = start; edge < end; edge++) {
      const distance = (graph.to[edge] as number) - state;
      bytes.number(graph.label[edge] as number);
      bytes.number(distance < 0 ? -distance * 2 - 1 : distance * 2);
    }
    if (bytes.length >= pieceBytes) yield bytes.take();
  }
  yield bytes.take();
}

function headerOf(graph: StateGraph, values: number): GraphFileHeader {
  return {
    variables: graph.variables,
    actions: graph.actions.map(({ name, parameters }) => ({ name, parameters })),
    isComplete: graph.isComplete,
    values,
    labels: graph.labels.length,
    initial: graph.initial.length,
    states: graph.states,
    edges: graph.to.length,
  };
}

/** The values of states and labels, numbered in the order of first use: the commonest tend to come first. */
function numberValues(graph: StateGraph): Map<Id, number> {
  const numbers = new Map<Id, number>();
  const add = (id: Id) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
  };
  const row = new Int32Array(graph.variables.length);
  for (let state = 0; state < graph.states; state++) {
    graph.read(state, row);
    row.forEach(add);
  }
  for (const label of graph.labels) label.arguments.forEach(add);
  return numbers;
}

/** Numbers written one after the other. */
class PieceBuffer {
  private bytes = new Uint8Array(2 * pieceBytes);
  length = 0;

  /** Unsigned LEB128. @param value from 0 to 2^53 - 1. */
  number(value: number): void {
    if (this.length + 8 > this.bytes.length) {
      const longer = new Uint8Array(this.bytes.length * 2);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    let rest = value;
    while (rest >= 128) {
      this.bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length++] = rest;
  }

  /** What was written since it was last taken. */
  take(): Uint8Array {
    const piece = this.bytes.slice(0, this.length);
    this.length = 0;
    return piece;
  }
}
