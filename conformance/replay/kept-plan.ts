/** All that conformance needs of a model, kept in a file: with it the model need not be opened, explored and asked again. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type PackedGraph, packGraph, unpackGraph, type Value } from '../../spec/checker/index.js';
import type { Behaviours } from '../validation/judge.js';
import type { RunModel } from '../validation/run-model.js';
import type { Choice, Plan } from './plan.js';

/** A model's side of conformance. What the implementation does is asked for each time. */
export interface ModelSide {
  /** Replayed to its end without a divergence when it was kept: every path is confirmed. */
  readonly plan: Plan;
  readonly runModel: RunModel;
  readonly behaviours: Behaviours;
}

interface Content {
  readonly graph: PackedGraph;
  readonly choice: Choice;
  readonly constants: RunModel['constants'];
  readonly starts: readonly (readonly Value[])[];
  readonly behaviours: Behaviours;
}

const magic = 'lsm-verify plan 1\n';
const digestSize = 32;

/** @param key whatever tells one content from another: models, code, options. It is not looked into. */
export function keptPlan(key: string, { plan, runModel, behaviours }: ModelSide): Uint8Array {
  const content: Content = {
    graph: packGraph(plan.graph),
    choice: plan.choice,
    constants: runModel.constants,
    starts: runModel.initial.map((state) => runModel.valuesOf(state)),
    behaviours,
  };
  // Its numbers are small, and most bytes of them zero: the fastest way already makes it a tenth.
  const body = Buffer.concat([digestOf(key), deflateRawSync(serialize(content), { level: 1 })]);
  return Buffer.concat([Buffer.from(magic), digestOf(body), body]);
}

/** What was kept under this key; undefined when there is nothing, or something else; `damaged` when it cannot be told. */
export function readKeptPlan(file: string, key: string): ModelSide | 'damaged' | undefined {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const body = bytes.subarray(magic.length + digestSize);
  const isWhole =
    bytes.subarray(0, magic.length).toString() === magic &&
    bytes.subarray(magic.length, magic.length + digestSize).equals(digestOf(body));
  if (!isWhole) return 'damaged';
  if (!body.subarray(0, digestSize).equals(digestOf(key))) return undefined;
  // What has this checksum and this key was written above, by the same code.
  const content = deserialize(inflateRawSync(body.subarray(digestSize))) as Content;
  const { choice, constants, starts, behaviours } = content;
  const graph = unpackGraph(content.graph);
  const runModel: RunModel = {
    variables: graph.variables,
    constants,
    initial: starts.map((_, state) => state),
    valuesOf: (state) => starts[state] ?? [],
  };
  return { plan: { graph, choice, confirmation: undefined }, runModel, behaviours };
}

function digestOf(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
