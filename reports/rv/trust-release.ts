/** TrustRelease as a monitor of one task sees it: which steps are events, and which states are the same apart from counting. */

import { type ItfValue, itfValue, type ModelGraph } from '../../spec/checker/index.js';
import type { Observed } from './automaton.js';

/** Each event with where in the kernel it would be told, in the order of a task's way through the hook. */
export const events: Readonly<Record<string, string>> = {
  export_enter: 'the task calls tsem_export_event() with an event',
  event_queued: 'the task appends the event to the export queue',
  pending_set: 'the task stores its trust status with PENDING added',
  task_sleeps:
    'the task leaves the processor in the wait loop: schedule() with no signal pending and nobody having woken it',
  verdict_trusted: 'control_COE() takes PENDING from the status of the task, on a release as trusted',
  verdict_untrusted: 'control_COE() stores UNTRUSTED as the status of the task',
  release_wakes: 'control_COE() calls wake_up_process() for the task, whether it sleeps or not',
  fatal_signal: 'a fatal signal is sent to the task',
  wait_given_up: 'the task stores UNTRUSTED as its own status, after a fatal signal',
  export_allows: 'tsem_export_event() returns 0',
  export_refuses: 'tsem_export_event() returns an error',
  task_exits: 'the task exits, in do_exit()',
};

/** What no event tells, in words. */
export const hidden: readonly string[] = [
  'a trusted task setting the flag and waking the readers of the queue, its tests of PENDING and of signals, set_current_state()',
  'a call of schedule() that returns at once',
  'the load of a status that a store follows (v3), and the second store of a release as trusted',
  'the check of the status after the wait (fixed)',
  'the orchestrator reading, judging, looking up, being refused and taking a result',
  'hooks of a task that is not trusted any more: they do not export',
  'reaping',
];

/** The state of the task and of what goes on about it, without numbers of events, budgets and history. */
interface Sight {
  readonly pc: string;
  readonly status: readonly string[];
  readonly cpu: string;
  readonly sig: string;
  readonly retn: string;
  readonly oPc: string;
  /** Whether the event in the orchestrator's hands is allowed; undefined when it has none. */
  readonly judges: boolean | undefined;
  readonly queued: number;
  readonly key: string;
}

export interface Projection extends Observed {
  /** By place: what a name for a state is made of. */
  readonly sights: readonly Sight[];
}

/**
 * The graph of a model of one task, seen through the view that forgets which event is which: of an event only remains whether it is
 * the task's current one and whether it is allowed. Budgets and history guard nothing that the events tell, except that they end a
 * behaviour: the view takes a state at its bound for the one like it below the bound.
 */
export function projectionOf(graph: ModelGraph): Projection {
  const numbers = new Map<string, number>();
  const sights: Sight[] = [];
  const places = Array.from({ length: graph.states }, (_, state) => {
    const sight = sightOf(graph, state);
    const known = numbers.get(sight.key) ?? sights.push(sight) - 1;
    numbers.set(sight.key, known);
    return known;
  });
  const steps = sights.map((): Map<string, { event: string | undefined; to: number }> => new Map());
  for (let state = 0; state < graph.states; state++) {
    const from = places[state] as number;
    for (let edge = graph.offsets[state] as number; edge < (graph.offsets[state + 1] as number); edge++) {
      const event = eventOf(actionOf(graph, edge), sights[from] as Sight);
      const to = places[graph.to[edge] as number] as number;
      steps[from]?.set(`${event} ${to}`, { event, to });
    }
  }
  return {
    initial: new Set(graph.initial.map((state) => places[state] as number)),
    steps: steps.map((each) => [...each.values()]),
    rests: new Set([...sights.keys()].filter((place) => isRest(sights[place] as Sight))),
    sights,
  };
}

/** The graph itself, state by state, with the same events: what the view above must not lose anything of. */
export function unfolded(graph: ModelGraph): Observed {
  const sights = Array.from({ length: graph.states }, (_, state) => sightOf(graph, state));
  return {
    initial: new Set(graph.initial),
    steps: sights.map((sight, state) => {
      const edges = Array.from(
        { length: (graph.offsets[state + 1] as number) - (graph.offsets[state] as number) },
        (_, index) => (graph.offsets[state] as number) + index,
      );
      return edges.map((edge) => ({ event: eventOf(actionOf(graph, edge), sight), to: graph.to[edge] as number }));
    }),
    rests: new Set([...sights.keys()].filter((state) => isRest(sights[state] as Sight))),
  };
}

/** The event of a step that this action takes from a state like this; undefined where it is hidden. */
export function eventOf(action: string, { judges, cpu, sig, retn }: Sight): string | undefined {
  switch (action) {
    case 'RaiseEvent':
      return 'export_enter';
    case 'EnqueueEvent':
      return 'event_queued';
    case 'StorePending':
    case 'SetPending':
      return 'pending_set';
    case 'Schedule':
      return cpu === 'interruptible' && sig === 'none' ? 'task_sleeps' : undefined;
    case 'StoreCleared':
      return 'verdict_trusted';
    case 'StoreUntrusted':
      return 'verdict_untrusted';
    case 'UpdateAtomically':
      return judges === true ? 'verdict_trusted' : 'verdict_untrusted';
    case 'WakeTask':
      return 'release_wakes';
    case 'Kill':
      return 'fatal_signal';
    case 'AbandonOnFatalSignal':
      return 'wait_given_up';
    case 'ReturnFromHook':
      return retn === 'ok' ? 'export_allows' : 'export_refuses';
    case 'Die':
      return 'task_exits';
    default:
      return undefined;
  }
}

function actionOf({ actions, labels, label }: ModelGraph, edge: number): string {
  const found = labels[label[edge] as number];
  const action = found === undefined ? undefined : actions[found.action];
  if (action === undefined) throw new Error(`edge ${edge} has no action`);
  return action.name;
}

function isRest({ pc, oPc, queued }: Sight): boolean {
  return ['idle', 'zombie', 'reaped'].includes(pc) && oPc === 'read' && queued === 0;
}

interface ItfEvent {
  readonly task: string;
  readonly number: number;
  readonly good: boolean;
}

function sightOf(graph: ModelGraph, state: number): Sight {
  const values = graph.valuesOf(state);
  const value = (variable: string) =>
    itfValue(values[graph.variables.indexOf(variable)] as NonNullable<(typeof values)[0]>);
  const ofTask = <T>(variable: string) => onlyValue(value(variable)) as T;
  const set = (itf: unknown) => [...(itf as { readonly '#set': readonly string[] })['#set']].sort();
  const current = ofTask<ItfEvent>('current');
  const seen = (event: ItfEvent) => {
    if (event.task === 'NoTask') return 'none';
    return `${event.number === current.number ? 'current' : 'earlier'} ${event.good ? 'allowed' : 'forbidden'}`;
  };
  const pc = ofTask<string>('pc');
  const oEvent = value('oEvent') as unknown as ItfEvent;
  const queue = (value('queue') as unknown as { readonly '#tup': readonly ItfEvent[] })['#tup'];
  const status = set(ofTask('status'));
  const [cpu, sig, retn, oPc] = [
    ofTask<string>('cpu'),
    ofTask<string>('sig'),
    ofTask<string>('retn'),
    value('oPc') as string,
  ];
  const isInHook = !['idle', 'zombie', 'reaped'].includes(pc);
  const key = JSON.stringify([
    pc,
    status,
    set(ofTask('reg')),
    cpu,
    sig,
    // What the last hook returned matters to nobody once it has.
    isInHook ? retn : '',
    isInHook ? seen(current) : '',
    queue.map(seen),
    oPc,
    seen(oEvent),
    value('oTask'),
    set(value('oReg')),
    value('oResult'),
  ]);
  const judges = oEvent.task === 'NoTask' ? undefined : oEvent.good;
  return { pc, status, cpu, sig, retn, oPc, judges, queued: queue.length, key };
}

/** Of a function of one argument: a model of one task. */
function onlyValue(itf: ItfValue): unknown {
  const pairs = (itf as { readonly '#map'?: readonly (readonly [ItfValue, ItfValue])[] })['#map'];
  const [only] = pairs ?? [];
  if (pairs?.length !== 1 || only === undefined) throw new Error('the projection is of models of one task');
  return only[1];
}
