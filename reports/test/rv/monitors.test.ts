/** The automata for the kernel: read back they are the projection, neither more nor less, and they say what they should. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { exploreModel, type ModelGraph } from '../../../spec/checker/index.js';
import { projectRoot } from '../../../spec/project-root.js';
import { type Automaton, determinised, minimised, type Observed } from '../../rv/automaton.js';
import { refused } from '../../rv/difference.js';
import { modulePath, monitorFiles, monitors } from '../../rv/monitors.js';
import { eventOf, events, projectionOf, unfolded } from '../../rv/trust-release.js';
import { automatonOf, readDot } from './read-dot.js';

const root = projectRoot();
const files = await monitorFiles(root);

function textOf(name: string): string {
  const file = files.find((each) => each.name === name);
  if (file === undefined) throw new Error(`no file ${name}`);
  return file.text;
}

function graphOf(config: string): Promise<ModelGraph> {
  return exploreModel({ moduleFile: join(root, modulePath), configFile: config }, 100_000);
}

/** The model of a monitor with another number of events. */
async function withEvents(t: ExecutionContext, config: string, number: number): Promise<ModelGraph> {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const text = readFileSync(join(root, config), 'utf8');
  const changed = text.replace('EventMax = 2', `EventMax = ${number}`).replace('BadMax = 2', `BadMax = ${number}`);
  t.not(changed, text);
  const file = join(folder, 'events.cfg');
  writeFileSync(file, changed);
  return graphOf(file);
}

/** A place and a state of the automaton that some sequence of events leads to together, where one goes on and the other cannot. */
function inclusionFault({ initial, steps }: Observed, automaton: Automaton): string | undefined {
  const todo = [...initial].map((place): readonly [number, number] => [place, 0]);
  const met = new Set(todo.map(String));
  for (const [place, state] of todo) {
    for (const { event, to } of steps[place] ?? []) {
      const next = event === undefined ? state : automaton[state]?.next.get(event);
      if (next === undefined) return `${event} from place ${place} in state ${state}`;
      const pair = [to, next] as const;
      if (met.has(String(pair))) continue;
      met.add(String(pair));
      todo.push(pair);
    }
  }
  return undefined;
}

for (const { name, config } of monitors) {
  test(`${name}: whatever the graph does is accepted, and whatever is accepted the graph does`, async (t) => {
    const read = automatonOf(readDot(textOf(`${name}.dot`)));
    const graph = await graphOf(join(root, config));
    const projection = projectionOf(graph);
    t.is(inclusionFault(unfolded(graph), read), undefined);
    t.is(inclusionFault(projection, read), undefined);
    t.deepEqual(refused(read, determinised(projection)), []);
    t.deepEqual(refused(determinised(projection), read), []);
  });

  test(`${name}: names fit the kernel, every state is reached and every event is one that is explained`, (t) => {
    const { states, events: found, next } = readDot(textOf(`${name}.dot`));
    for (const word of [name, ...states, ...found]) t.regex(word, /^[a-z][a-z0-9_]{0,22}$/);
    // As posted the export path never returns an error, whatever the verdict was.
    const absent = config.includes('.v3.') ? ['export_refuses'] : [];
    t.deepEqual([...found, ...absent].sort(), Object.keys(events).sort());
    t.is(automatonOf(readDot(textOf(`${name}.dot`))).length, states.length);
    t.is(next.size, states.length);
  });
}

test('with every repair a third event brings nothing new', async (t) => {
  const [{ name, config }] = monitors;
  const third = minimised(determinised(projectionOf(await withEvents(t, config, 3))));
  const read = automatonOf(readDot(textOf(`${name}.dot`)));
  const bare = (automaton: Automaton) => automaton.map(({ next, final }) => ({ next: [...next], final }));
  t.deepEqual(bare(third), bare(read));
});

test('as posted a third event brings behaviours that two do not have, and takes none away', async (t) => {
  const [, { name, config }] = monitors;
  const third = determinised(projectionOf(await withEvents(t, config, 3)));
  const read = automatonOf(readDot(textOf(`${name}.dot`)));
  t.not(refused(third, read).length, 0);
  t.deepEqual(refused(read, third), []);
});

const judges = test.macro((t, sequence: string, reported: string | undefined) => {
  const { states, next } = readDot(textOf('tsem_wait.dot'));
  let state = states[0];
  for (const event of sequence.split(' ')) {
    const to = next.get(state ?? '')?.get(event);
    if (to === undefined) return t.is(reported, event);
    state = to;
  }
  t.is(reported, undefined);
});
const waits = 'export_enter pending_set event_queued';
test(
  'a task that sleeps, is released and goes on is what should be',
  judges,
  `${waits} task_sleeps verdict_trusted release_wakes export_allows export_enter`,
  undefined,
);
test('a lost wake-up is reported', judges, `${waits} verdict_trusted release_wakes task_sleeps`, 'task_sleeps');
test(
  'an event that can be read before the task waits is reported',
  judges,
  'export_enter event_queued',
  'event_queued',
);
test(
  'a forbidden event that passes is reported',
  judges,
  `${waits} verdict_untrusted release_wakes export_allows`,
  'export_allows',
);
test(
  'a release of what was given up is reported',
  judges,
  `${waits} fatal_signal wait_given_up verdict_trusted`,
  'verdict_trusted',
);
test('a hook that returns without a verdict is reported', judges, `${waits} export_allows`, 'export_allows');
test(
  'a killed waiter whose hook allows is reported',
  judges,
  `${waits} task_sleeps fatal_signal wait_given_up export_allows`,
  'export_allows',
);
test(
  'a killed waiter that is refused and exits is what should be',
  judges,
  `${waits} task_sleeps fatal_signal wait_given_up export_refuses task_exits`,
  undefined,
);

test('the same models give the same bytes', async (t) => {
  t.deepEqual(await monitorFiles(root), files);
});

test('the note has 75 columns at most, names both models, and tells what the two differ in', (t) => {
  const note = textOf('README.txt');
  for (const line of note.split('\n')) t.true(line.length <= 75, line);
  for (const { name, config } of monitors) {
    t.true(note.includes(`${name}.dot`));
    t.true(note.replaceAll('\n', ' ').includes(config));
  }
  t.regex(note, /- export_enter, verdict_trusted, release_wakes, task_sleeps\n/);
});

test('every action of the module that changes what a monitor could see is an event or named as hidden', async (t) => {
  const graph = await graphOf(join(root, monitors[1].config));
  const taken = new Set(graph.labels.map(({ action }) => graph.actions[action]?.name ?? ''));
  const sight = {
    pc: '',
    status: [],
    cpu: 'interruptible',
    sig: 'none',
    retn: 'ok',
    oPc: '',
    judges: true,
    queued: 0,
    key: '',
  };
  const unseen = [...taken].filter((action) => eventOf(action, sight) === undefined).sort();
  t.deepEqual(unseen, [
    'BeDisciplined',
    'JudgeEvent',
    'LoadForClear',
    'LoadStatus',
    'LookUpTask',
    'ReadEvent',
    'Reap',
    'Rest',
    'SetEventFlag',
    'SetInterruptible',
    'StoreTrusted',
    'TakeResult',
    'TestFatalSignal',
    'TestPending',
    'TestTrusted',
    'WakeReaders',
  ]);
});
