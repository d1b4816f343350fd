/** The process that judges what a namespace exports, and releases the tasks that wait: one event after the other. */

import { type Path, type Point, Running, waiting } from '../scheduler/path.js';
import { controlCoe } from './control-coe.js';
import type { KernelState } from './kernel-state.js';
import { Refusal } from './refusal.js';
import { ReleaseCall } from './release-call.js';
import type { TsemEvent } from './tsem-event.js';
import type { Writer } from './writer.js';

/** Whether the security model allows an event. */
export type Judge = (event: TsemEvent) => boolean;

export class Orchestrator {
  /** The event in its hands. */
  event: TsemEvent | undefined;
  /** The command that it has sent, or is about to send. */
  call: ReleaseCall | undefined;
  isDead = false;
  readonly path: Running<never>;

  /** What it does with the result of its command. */
  readonly #atReport: Point = {
    label: 'report',
    steps: () => (this.mayRepeat() ? [takeResult.name, repeatRelease.name] : [takeResult.name]),
  };

  constructor(
    private readonly kernel: KernelState,
    readonly writer: Writer,
    /** Its half of the key. */
    private readonly key: Uint8Array,
    private readonly judge: Judge,
    /** Whether it may send a command once more: then the scheduler chooses. */
    private readonly mayRepeat: () => boolean,
  ) {
    this.path = new Running(this.#run());
  }

  *#run(): Path<never> {
    const { records } = this.kernel.namespace.exports;
    for (;;) {
      // Polling is left out: it reads whenever there is something, which allows every order that polling allows.
      yield waiting('read', () => records.length > 0, readEvent);
      const event = readEvent(this, records);
      // Judging opens files of its own: it waits for whoever has locked a directory.
      yield waiting('judge', () => this.kernel.directoryHolders.size === 0, judgeEvent);
      const isAllowed = judgeEvent(this.kernel, event, this.judge);
      this.call = this.#release(event, isAllowed);
      yield* controlCoe(this.kernel, this.call);
      while ((yield this.#atReport) === repeatRelease.name) {
        this.call = repeatRelease(this.call);
        yield* controlCoe(this.kernel, this.call);
      }
      takeResult(this);
    }
  }

  #release({ id, pid, tnum }: TsemEvent, isAllowed: boolean): ReleaseCall {
    const command = isAllowed ? 'trusted' : 'untrusted';
    return new ReleaseCall(this.writer, { command, pid, tnum, event: id, key: this.key });
  }

  /** Why it cannot die now; undefined when it can. Inside a system call it dies at its end. */
  deathRefusal(): Refusal | undefined {
    if (this.isDead) return new Refusal('it is dead');
    return this.call?.phase === 'in the kernel' ? new Refusal('it is in a system call') : undefined;
  }

  /** Nobody takes its place. @spec tsem/TrustRelease!DieAsOrchestrator */
  dieAsOrchestrator(): Refusal | undefined {
    const refusal = this.deathRefusal();
    if (refusal !== undefined) return refusal;
    this.isDead = true;
    this.path.cutOff();
    takeResult(this);
    return undefined;
  }
}

/** tsem_export_show(): takes the oldest record off the queue. @spec tsem/TrustRelease!ReadEvent */
function readEvent(orchestrator: Orchestrator, records: TsemEvent[]): TsemEvent {
  const event = records.shift();
  if (event === undefined) throw new Error('a record is read from an empty queue');
  orchestrator.event = event;
  return event;
}

/** @spec tsem/TrustRelease!JudgeEvent */
function judgeEvent(kernel: KernelState, event: TsemEvent, judge: Judge): boolean {
  kernel.observe({ kind: 'event judged', event });
  return judge(event);
}

/** It sends the same command again. @spec tsem/TrustRelease!RepeatRelease */
function repeatRelease({ writer, command }: ReleaseCall): ReleaseCall {
  return new ReleaseCall(writer, command);
}

/** It turns to the next event. @spec tsem/TrustRelease!TakeResult */
function takeResult(orchestrator: Orchestrator): void {
  orchestrator.event = undefined;
  orchestrator.call = undefined;
}
