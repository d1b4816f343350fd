import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { InputError } from '../../../input-error.js';
import { firstLine, graphFilePieces, writeGraphFile } from '../../explore/graph-file.js';
import { readGraphFile } from '../../explore/read-graph-file.js';
import type { StateGraph } from '../../explore/state-graph.js';
import { canonicalValue } from '../../values/canonical-value.js';
import { printValue } from '../../values/print-value.js';
import type { Value } from '../../values/value.js';
import { graphOf } from './explored.js';
import { queue, twoPhase } from './toys.js';

const seed = 20_261_124;

async function temporaryFile(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'graph-file-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return join(folder, 'states.graph');
}

/** All a graph says, whatever its values are numbered. */
function contentOf(graph: StateGraph) {
  const row = new Int32Array(graph.variables.length);
  const print = (id: number) => printValue(graph.valueOf(id));
  const states = Array.from({ length: graph.states }, (_, state) => {
    graph.read(state, row);
    return Array.from(row, print);
  });
  return {
    states,
    variables: graph.variables,
    actions: graph.actions,
    labels: graph.labels.map((label) => ({ action: label.action, arguments: label.arguments.map(print) })),
    initial: graph.initial,
    offsets: graph.offsets,
    to: graph.to,
    label: graph.label,
    isComplete: graph.isComplete,
  };
}

const value: fc.Arbitrary<Value> = fc
  .oneof(
    fc.string({ unit: 'grapheme' }).map((text): Value => ({ kind: 'string', value: text })),
    fc.bigInt(-(2n ** 53n), 2n ** 53n).map((number): Value => ({ kind: 'integer', value: number })),
    fc.boolean().map((flag): Value => ({ kind: 'boolean', value: flag })),
    fc.constant<Value>({ kind: 'model', name: 'm1' }),
    fc.constant<Value>({ kind: 'set', elements: [{ kind: 'tuple', elements: [] }] }),
  )
  .map(canonicalValue);

/** Any graph: states without edges, no variables, edges far apart, many labels. */
const graph: fc.Arbitrary<StateGraph> = fc
  .record({
    variables: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 3 }),
    values: fc.array(value, { minLength: 1, maxLength: 6 }),
    states: fc.integer({ min: 1, max: 300 }),
    isComplete: fc.boolean(),
    edges: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 60 }),
    labels: fc.array(fc.array(fc.nat(), { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
    content: fc.infiniteStream(fc.nat()),
  })
  .map(({ variables, values, states, isComplete, edges, labels, content }) => {
    const rows = Array.from({ length: states }, () =>
      variables.map(() => (content.next().value as number) % values.length),
    );
    const sorted = edges.map(([from, to, label]) => [from % states, to % states, label % labels.length] as const);
    sorted.sort(([a], [b]) => a - b);
    return {
      variables,
      actions: [{ name: 'Go', parameters: [] }],
      labels: labels.map((args) => ({ action: 0, arguments: args.map((id) => id % values.length) })),
      states,
      initial: Int32Array.of(0, states - 1),
      offsets: Int32Array.from({ length: states + 1 }, (_, state) => sorted.filter(([from]) => from < state).length),
      to: Int32Array.from(sorted, ([, to]) => to),
      label: Int32Array.from(sorted, ([, , label]) => label),
      isComplete,
      read: (state, row) => row.set(rows[state] ?? []),
      valueOf: (id) => values[id] as Value,
    };
  });

test('a graph written is the graph read back', async (t) => {
  const file = await temporaryFile(t);
  await fc.assert(
    fc.asyncProperty(graph, async (written) => {
      await writeGraphFile(file, written);
      t.deepEqual(contentOf(await readGraphFile(file)), contentOf(written));
    }),
    { seed, numRuns: 60 },
  );
});

test('a graph of many pieces is the graph read back', async (t) => {
  const file = await temporaryFile(t);
  const written = graphOf(twoPhase(5));
  t.true([...graphFilePieces(written)].length > 10);
  await writeGraphFile(file, written);
  t.deepEqual(contentOf(await readGraphFile(file)), contentOf(written));
});

test('a file cut short anywhere is refused as truncated', async (t) => {
  const file = await temporaryFile(t);
  const whole = Buffer.concat([...graphFilePieces(graphOf(queue))]);
  for (let length = 0; length < whole.length; length++) {
    await writeFile(file, whole.subarray(0, length));
    const error = await t.throwsAsync(readGraphFile(file), { instanceOf: InputError });
    // The header's counts are weighed against the length of the file first.
    if (error !== undefined)
      t.true(['truncated-file', 'damaged-file'].includes(error.fault.code), `${length}: ${error.message}`);
  }
});

test('a byte changed anywhere is refused', async (t) => {
  const file = await temporaryFile(t);
  const whole = Buffer.concat([...graphFilePieces(graphOf(queue))]);
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (whole[at] as number) ^ 0x11;
    await writeFile(file, changed);
    await t.throwsAsync(readGraphFile(file), { instanceOf: InputError }, `byte ${at}`);
  }
});

const refused = test.macro({
  title: (title) => title ?? '',
  async exec(t, bytes: Uint8Array | undefined, code: string, message: RegExp) {
    const file = await temporaryFile(t);
    if (bytes !== undefined) await writeFile(file, bytes);
    const error = await t.throwsAsync(readGraphFile(file), { instanceOf: InputError, message });
    t.is(error?.fault.code, code);
    t.is(error?.fault.file, file);
  },
});

test('a file that is not there is refused', refused, undefined, 'missing-file', /found none/);
test('an empty file is refused', refused, Buffer.of(), 'truncated-file', /found the end after 0 bytes/);
test(
  'a module is no graph',
  refused,
  Buffer.from(`---- MODULE M ----\n${'x'.repeat(80)}`),
  'foreign-file',
  /"---- MODULE M/,
);
test(
  'another version is refused',
  refused,
  Buffer.from(`${firstLine.replace('version 1', 'version 2')}\n`),
  'foreign-file',
  /version 1.*version 2/,
);
test(
  'bytes after the end are refused',
  refused,
  Buffer.concat([...graphFilePieces(graphOf(queue)), Buffer.of(0)]),
  'damaged-file',
  /found more bytes/,
);
