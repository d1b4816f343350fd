/** The project's own TSEM models: what must be there, and small ones settled for real. */

import test from 'ava';
import { selectEngines } from '../../spec/checker/index.js';
import { defaultLimits } from '../../spec/checker/settle.js';
import { readProject } from '../../spec/project.js';
import { projectRoot } from '../../spec/project-root.js';
import { verify } from '../verify/run.js';

const project = readProject(projectRoot());
const [catalogue] = project.catalogues;
const ids = catalogue?.entries.map(({ id }) => id) ?? [];

/** Whether `TSEM-<name>` is there, by itself or as readings with a letter behind it. */
const isTold = (name: string) => ids.some((id) => new RegExp(`^TSEM-${name}[a-z]?$`).test(id));
const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

test('manifest, catalogue and configurations agree with each other', (t) => {
  t.deepEqual(project.disagreements, []);
});

test('every claim of the mail and every finding about release and keys has its entry', (t) => {
  t.deepEqual(
    [...numbered('C', 24), ...numbered('I', 27)].filter((name) => !isTold(name)),
    [],
  );
  t.deepEqual(
    ['C1s', 'C1w', 'C3s', 'C7s', 'C8a', 'C8b', 'C9a', 'C9b', 'C22s', 'I4a', 'I4b'].filter(
      (name) => !ids.includes(`TSEM-${name}`),
    ),
    [],
  );
});

test('every property of a module is violated in some model', (t) => {
  const violated = new Set<string>();
  const all = new Set<string>();
  for (const { module, properties } of project.manifest.models) {
    for (const { name, kind, expected } of properties) {
      if (kind === 'assumption') continue;
      const key = `${module.replace('MC', '')} ${name}`;
      all.add(key);
      if (expected === 'violated') violated.add(key);
    }
  }
  t.deepEqual(
    [...all].filter((key) => !violated.has(key)),
    [],
  );
});

test('the harms named in the mail thread are violated as written and hold when repaired', (t) => {
  for (const id of ['TSEM-I1', 'TSEM-I2', 'TSEM-I3', 'TSEM-I4', 'TSEM-I4a', 'TSEM-I5', 'TSEM-I6']) {
    const rulings = catalogue?.entries.find((entry) => entry.id === id)?.rulings;
    const found = rulings?.map(({ variant, verdict }) => `${variant} ${verdict}`);
    const tnum = id.startsWith('TSEM-I4') ? 'holds' : 'violated';
    t.deepEqual(found, ['email violated', 'v3 violated', `tnum ${tnum}`, 'fixed holds'], id);
  }
});

test('models whose states were counted by hand have as many on the engine', async (t) => {
  const byHand = new Map([
    ['tsem/TrustRelease.fixed-single-event', 56],
    ['tsem/TaskKey.v3-late-failure', 54],
    ['tsem/KillGate.v3-two-tasks', 31],
    ['tsem/ControlFile.v3-one-orchestrator', 58],
  ]);
  const engines = await selectEngines('tla-checker');
  const document = await verify({
    project,
    models: project.manifest.models.filter(({ id }) => byHand.has(id)),
    engines: engines.map((engine) => ({ engine, version: 'any' })),
    enginesAbsent: [],
    limits: defaultLimits,
    workers: 2,
    signal: new AbortController().signal,
  });
  t.deepEqual(new Map(document.results.map(({ model, distinctStates }) => [model, distinctStates])), byHand);
  t.deepEqual(document.disagreements, []);
});
