/** Walking a model step by step: the same steps as its graph has, and conjuncts that say of each why it can be taken or not. */

import { join } from 'node:path';
import test from 'ava';
import { projectRoot } from '../../../project-root.js';
import { type Conjunct, type ModelSteps, openModel, printValue, type Value } from '../../index.js';

const fixtures = 'spec/checker/test/fixtures/steps';

function opened(module: string, model: string) {
  const [moduleFile = '', configFile = ''] = [`${module}.tla`, `${module}.${model}.cfg`].map((file) =>
    join(projectRoot(), file),
  );
  return openModel({ moduleFile, configFile });
}

const models: readonly (readonly [string, string])[] = [
  [`${fixtures}/Lift`, 'narrow'],
  [`${fixtures}/Lift`, 'wide'],
  ['conformance/test/fixtures/Ferry', 'two'],
  ['spec/tsem/TrustRelease', 'fixed-directory'],
  ['spec/tsem/TrustRelease', 'fixed-orphaned'],
  ['spec/tsem/TaskKey', 'fixed-parent-exits'],
  ['spec/tsem/TaskKey', 'tnum-two-orchestrators'],
  ['spec/tsem/KillGate', 'v3-two-tasks'],
];

/** Every state that is reached. */
function statesOf(steps: ModelSteps): readonly number[] {
  const states = [...steps.initial];
  const known = new Set(states);
  for (const state of states) {
    for (const { to } of steps.from(state)) {
      if (known.has(to)) continue;
      known.add(to);
      states.push(to);
    }
  }
  return states;
}

function isTrue(conjunct: Conjunct, ask: (conjunct: Conjunct) => boolean): boolean {
  try {
    return ask(conjunct);
  } catch {
    // As `Head(calls)` of no calls.
    return false;
  }
}

for (const [module, model] of models) {
  const name = `${module.slice(module.lastIndexOf('/') + 1)}.${model}`;

  test(`${name}: the steps are those of the graph`, async (t) => {
    const open = await opened(module, model);
    const [graph, steps] = [open.explore(10_000), open.steps()];
    const states = statesOf(steps);
    t.is(states.length, graph.states);
    const text = (state: number) => steps.valuesOf(state).map(printValue).join('; ');
    const graphText = (state: number) => graph.valuesOf(state).map(printValue).join('; ');
    const stepText = ({ action, arguments: args }: ModelSteps['labels'][number]) =>
      `${steps.actions[action]?.name}(${args.map(printValue)})`;
    const expected = Array.from({ length: graph.states }, (_, state) => {
      const edges = Array.from(graph.to.subarray(graph.offsets[state], graph.offsets[state + 1]), (to, index) => {
        const label = graph.labels[graph.label[(graph.offsets[state] as number) + index] as number];
        return `${graphText(state)} | ${label && stepText(label)} | ${graphText(to)}`;
      });
      return edges;
    });
    const found = states.flatMap((state) =>
      steps.from(state).map(({ label, to }) => {
        t.true(steps.isStep(state, label, to));
        const own = steps.labels[label];
        return `${text(state)} | ${own && stepText(own)} | ${text(to)}`;
      }),
    );
    t.deepEqual(found.sort(), expected.flat().sort());
  });

  test(`${name}: a step can be taken where one reading of it has no false conjunct, and nowhere else`, async (t) => {
    const steps = (await opened(module, model)).steps();
    const states = statesOf(steps);
    const labels = steps.labels.map(({ action, arguments: args }) => steps.readings(action, args));
    let refused = 0;
    for (const state of states) {
      const enabled = new Set(steps.from(state).map(({ label }) => label));
      for (const [label, readings] of labels.entries()) {
        const isPossible = readings.some(({ admitted, conjuncts }) =>
          [...admitted, ...conjuncts].every((each) => isTrue(each, (conjunct) => conjunct.allows(state))),
        );
        if (!isPossible) refused++;
        if (isPossible === enabled.has(label)) continue;
        t.fail(`${steps.actions[steps.labels[label]?.action ?? -1]?.name} in ${steps.valuesOf(state).map(printValue)}`);
      }
      for (const { label, to } of steps.from(state)) {
        const after = steps.valuesOf(to);
        const holds = (labels[label] ?? []).some(({ conjuncts }) =>
          conjuncts.every((each) => isTrue(each, (conjunct) => conjunct.holds(state, after))),
        );
        if (!holds) t.fail(`the updates of a step do not hold in ${steps.valuesOf(state).map(printValue)}`);
      }
    }
    t.true(refused > 0);
  });
}

async function lift(): Promise<ModelSteps> {
  return (await opened(`${fixtures}/Lift`, 'narrow')).steps();
}

function texts(steps: ModelSteps, action: string, args: readonly Value[]): readonly (readonly string[])[] {
  const number = steps.actions.findIndex(({ name }) => name === action);
  return steps.readings(number, args).map(({ conjuncts }) => conjuncts.map(({ text, line }) => `${line}: ${text}`));
}

const left: Value = { kind: 'model', name: 'left' };
const integer = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });

test('LET, IF and calls are looked through, and conjuncts stand in the words of the definition', async (t) => {
  t.deepEqual(texts(await lift(), 'Move', []), [
    [
      '18: calls # <<>>',
      '14: Shut',
      '14: target # floor',
      "21: floor' = IF target > floor THEN floor + 1 ELSE floor - 1",
      "22: IF floor' = target THEN calls' = Tail(calls)",
      "22: IF ~(floor' = target) THEN UNCHANGED calls",
      '23: UNCHANGED open',
    ],
  ]);
});

test('each disjunct is a reading of its own, with arguments put in and without comments', async (t) => {
  t.deepEqual(texts(await lift(), 'Turn', [left]), [
    ['27: open[left]', "28: open' = [open EXCEPT ![left] = FALSE]", '29: UNCHANGED floor', '29: UNCHANGED calls'],
    [
      '30: ~open[left]',
      '31: calls = <<>>',
      "32: open' = [open EXCEPT ![left] = TRUE]",
      '33: UNCHANGED floor',
      '33: UNCHANGED calls',
    ],
  ]);
});

test('the name of a field is not taken for the parameter of the same name', async (t) => {
  const [reading = []] = texts(await lift(), 'Reset', [integer(2)]);
  t.deepEqual(reading.slice(0, 3), [
    '46: floor = Top',
    '47: [floors |-> 2].floors = Top',
    "48: floor' \\in 0..(Top - 2)",
  ]);
});

test('arguments that NEXT does not give are told with the set that they are drawn from', async (t) => {
  const steps = await lift();
  const [start = -1] = steps.initial;
  const refused = (action: string, args: readonly Value[]) => {
    const number = steps.actions.findIndex(({ name }) => name === action);
    return steps.readings(number, args).map(({ admitted }) => admitted.find((each) => !each.holds(start))?.text);
  };
  t.deepEqual(refused('Turn', [{ kind: 'string', value: 'up' }]), ['"up" \\in Door', '"up" \\in Door']);
  t.deepEqual(refused('Reset', [integer(1)]), ['1 \\in {Top}']);
  // Two calls of one action: the one that is switched off, and the one with another argument.
  t.deepEqual(refused('Call', [integer(2)]), ['2 = 2', '2 = 1']);
});

test('the sides of a comparison are told, literals apart', async (t) => {
  const steps = await lift();
  const [start = -1] = steps.initial;
  const number = steps.actions.findIndex(({ name }) => name === 'Reset');
  const [reading] = steps.readings(number, [integer(2)]);
  const [first] = reading?.conjuncts ?? [];
  t.deepEqual(
    first?.sides(start).map(({ text, value }) => `${text} is ${printValue(value)}`),
    ['floor is 0'],
  );
});
