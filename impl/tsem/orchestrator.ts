/** The process that judges what a namespace exports, and releases the tasks that wait: one event after the other. */

import { type Path, type Point, Running, waiting } from '../scheduler/path.js';
import { ControlCall, lineWrite, writeControl } from './control-file.js';
import type { ExportQueue } from './export-queue.js';
import { queueReadBy } from './export-read.js';
import type { KernelState } from './kernel-state.js';
import { Refusal } from './refusal.js';
import type { ReleaseCall } from './release-call.js';
import type { Program, Task } from './task.js';
import type { TsemEvent } from './tsem-event.js';

/** Whether the security model allows an event. */
export type Judge = (event: TsemEvent) => boolean;

export interface OrchestratorOptions {
  /** The task that writes the verdicts. It does nothing else. */
  readonly writer: Task;
  /** The task that reads the exports: as the kernel chooses the queue, a member of the namespace, in the tree of 2025 the writer. */
  readonly reader: Task;
  /** Its half of the key, in hexadecimal; empty where there are no keys. */
  readonly key: string;
  readonly judge: Judge;
  /** Whether it may send a command once more: then the scheduler chooses. Never unless given. */
  readonly mayRepeat?: (() => boolean) | undefined;
}

export class Orchestrator implements Program {
  /** The event in its hands. */
  event: TsemEvent | undefined;
  /** The line that it has written, or is about to write. */
  control: ControlCall | undefined;
  isDead = false;
  readonly writer: Task;
  readonly path: Running<never>;
  /** Events that it has judged. */
  judged = 0;
  /** Records of what untrusted tasks did that it has read. */
  logged = 0;

  readonly #exports: ExportQueue;
  /** What it does with the result of its command. */
  readonly #atReport: Point;

  /** @throws {Error} when the reader has no queue to read. */
  constructor(
    private readonly kernel: KernelState,
    private readonly options: OrchestratorOptions,
  ) {
    const exports = queueReadBy(kernel, options.reader);
    if (exports === undefined) throw new Error('an orchestrator needs a reader that has a queue to read');
    this.#exports = exports;
    this.writer = options.writer;
    const mayRepeat = options.mayRepeat ?? (() => false);
    const [once, either] = [[takeResult.name], [takeResult.name, repeatRelease.name]];
    this.#atReport = { label: 'report', steps: () => (mayRepeat() ? either : once) };
    this.path = new Running(this.#run());
    this.writer.program = this;
  }

  /** Its command, once the line is read. */
  get call(): ReleaseCall | undefined {
    return this.control?.release;
  }

  /** In a system call that has begun to touch what is shared. */
  get isInKernel(): boolean {
    return this.call?.phase === 'in the kernel';
  }

  /** Whether there is nothing for it to do. */
  get isIdle(): boolean {
    return this.isDead || (this.path.label === 'read' && this.path.steps().length === 0);
  }

  *#run(): Path<never> {
    const { kernel, options } = this;
    for (;;) {
      // Polling is left out: it reads whenever there is something, which allows every order that polling allows.
      yield waiting('read', () => this.#canRead(), readEvent);
      const event = readEvent(this, this.#exports);
      // Judging opens files of its own: it waits for whoever has locked a directory.
      yield waiting('judge', () => kernel.directoryHolders.size === 0, judgeEvent);
      const isAllowed = judgeEvent(kernel, this, event, options.judge);
      const line = this.#line(event, isAllowed);
      yield* this.#write(line);
      while ((yield this.#atReport) === repeatRelease.name) yield* repeatRelease(() => this.#write(line));
      takeResult(this);
    }
  }

  /** Whether an event is queued. It is called before each step of the kernel's, and the event is nearly always the first record. */
  #canRead(): boolean {
    const { records } = this.#exports;
    return (
      records.length > 0 && this.options.reader.life === 'alive' && records.some((record) => record.kind === 'event')
    );
  }

  *#write(line: string): Path<void> {
    this.control = new ControlCall(this.kernel, this.writer, lineWrite(line));
    yield* writeControl(this.control);
  }

  #line({ id, pid, tnum }: TsemEvent, isAllowed: boolean): string {
    const { code } = this.kernel;
    const key = code.isKeyed ? ` key=${this.options.key}` : '';
    const number = code.comparesTaskNumbers ? ` tnum=${tnum}` : '';
    const named = code.has('BindToEvent') ? ` event=${id}` : '';
    return `${isAllowed ? 'trusted' : 'untrusted'} pid=${pid}${key}${number}${named}\n`;
  }

  /** Why it cannot die now; undefined when it can. Inside a system call it dies at its end. */
  deathRefusal(): Refusal | undefined {
    if (this.isDead) return new Refusal('it is dead');
    return this.isInKernel ? new Refusal('it is in a system call') : undefined;
  }

  /** Nobody takes its place. @spec tsem/TrustRelease!DieAsOrchestrator */
  dieAsOrchestrator(): Refusal | undefined {
    const refusal = this.deathRefusal();
    if (refusal !== undefined) return refusal;
    this.end();
    return undefined;
  }

  end(): void {
    this.isDead = true;
    this.path.cutOff();
    takeResult(this);
  }
}

/**
 * tsem_export_show(): takes the oldest event off the queue. Other records that stand before it are taken along: nobody waits for
 * what becomes of them.
 *
 * @spec tsem/TrustRelease!ReadEvent
 */
function readEvent(orchestrator: Orchestrator, { records }: ExportQueue): TsemEvent {
  for (let record = records.shift(); record !== undefined; record = records.shift()) {
    if (record.kind === 'log') orchestrator.logged++;
    if (record.kind !== 'event') continue;
    orchestrator.event = record.event;
    return record.event;
  }
  throw new Error('an event is read from a queue that has none');
}

/** @spec tsem/TrustRelease!JudgeEvent */
function judgeEvent(kernel: KernelState, orchestrator: Orchestrator, event: TsemEvent, judge: Judge): boolean {
  orchestrator.judged++;
  kernel.observe({ kind: 'event judged', event });
  return judge(event);
}

/** It sends the same line again. @spec tsem/TrustRelease!RepeatRelease */
function* repeatRelease(write: () => Path<void>): Path<void> {
  yield* write();
}

/** It turns to the next event. @spec tsem/TrustRelease!TakeResult */
function takeResult(orchestrator: Orchestrator): void {
  orchestrator.event = undefined;
  orchestrator.control = undefined;
}
