/** The automata for the kernel and the note beside them, from the models of this folder. */

import { join } from 'node:path';
import { exploreModel } from '../../spec/checker/index.js';
import { type Automaton, determinised, minimised, type Observed } from './automaton.js';
import { refused } from './difference.js';
import { dotText } from './dot.js';
import { namesOf } from './names.js';
import { noteText } from './note.js';
import { projectionOf } from './trust-release.js';

export interface WrittenFile {
  /** Within the folder of the monitors. */
  readonly name: string;
  readonly text: string;
}

export interface Monitor {
  /** A C identifier of at most 31 characters, which is the longest name that the kernel lets a monitor have. */
  readonly name: string;
  /** Of the configuration, from the project root. */
  readonly config: string;
  readonly about: string;
}

export const modulePath = 'spec/tsem/TrustRelease.tla';

export const monitors: readonly [fixed: Monitor, posted: Monitor] = [
  {
    name: 'tsem_wait',
    config: 'reports/rv/TrustRelease.fixed.cfg',
    about: 'What a kernel with every repair does: a monitor that reports what such a kernel must not do.',
  },
  {
    name: 'tsem_wait_v3',
    config: 'reports/rv/TrustRelease.v3.cfg',
    about: 'What the v3 series does as posted, with at most two events: to be read beside the other, not to be run.',
  },
];

/** More than any of these models has. */
const statesMax = 1_000_000;

/** The two automata and the note. Same models, same bytes. @throws {InputError} for a module that cannot be explored. */
export async function monitorFiles(root: string): Promise<readonly WrittenFile[]> {
  const [fixed, posted] = [await projected(root, monitors[0]), await projected(root, monitors[1])];
  const plain = refused(posted.automaton, fixed.automaton);
  // The two differ at once in the order of these; what else they differ in shows without them.
  const order = ['event_queued', 'pending_set'];
  const rest = refused(without(posted.observed, order), without(fixed.observed, order));
  return [
    ...[fixed, posted].map(({ monitor, automaton, names, states, edges }) => ({
      name: `${monitor.name}.dot`,
      text: dotText(automaton, {
        names,
        comment: [
          monitor.about,
          `Projection of ${modulePath} with ${monitor.config}: ${states} states, ${edges} edges there.`,
          'Events, what is hidden and how to use it: README.txt beside this file.',
        ],
      }),
    })),
    {
      name: 'README.txt',
      text: noteText({
        monitors: [fixed, posted].map(({ monitor, automaton, states }) => ({ monitor, automaton, states })),
        differences: { plain, order, rest },
      }),
    },
  ];
}

export interface Projected {
  readonly monitor: Monitor;
  readonly observed: Observed;
  readonly automaton: Automaton;
  readonly names: readonly string[];
  /** Of the model. */
  readonly states: number;
  readonly edges: number;
}

async function projected(root: string, monitor: Monitor): Promise<Projected> {
  const graph = await exploreModel(
    { moduleFile: join(root, modulePath), configFile: join(root, monitor.config) },
    statesMax,
  );
  const projection = projectionOf(graph);
  const automaton = minimised(determinised(projection));
  const names = namesOf(automaton, projection.sights);
  return { monitor, observed: projection, automaton, names, states: graph.states, edges: graph.to.length };
}

function without(observed: Observed, events: readonly string[]): Automaton {
  const steps = observed.steps.map((each) =>
    each.map(({ event, to }) => ({ event: event !== undefined && events.includes(event) ? undefined : event, to })),
  );
  return minimised(determinised({ ...observed, steps }));
}
