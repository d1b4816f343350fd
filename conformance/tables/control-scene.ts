/** A kernel for a few control lines: an orchestrator in the root namespace and its child, which may make a namespace. */

import { keyRepairs, type Repair } from '../../impl/tsem/code.js';
import { lineWrite } from '../../impl/tsem/control-file.js';
import type { ControlWrite } from '../../impl/tsem/control-line.js';
import { type Digest, digestNamed } from '../../impl/tsem/digests.js';
import { Kernel } from '../../impl/tsem/kernel.js';
import type { Allocation, KernelEvent } from '../../impl/tsem/kernel-events.js';
import type { KernelState } from '../../impl/tsem/kernel-state.js';
import { Refusal } from '../../impl/tsem/refusal.js';
import { ReleaseCall } from '../../impl/tsem/release-call.js';
import type { Task } from '../../impl/tsem/task.js';
import { codeOf, type TableVariant } from './table.js';

/** What write gives back: its length, an errno, the 1 of a failed hash, or nothing because the kernel died. */
export type Answer = 'written' | 'kernel dies' | number;

/** The orchestrator's half as a line has it, for SHA-256. */
export const half = 'c0ffee00'.repeat(8);

export class ControlScene {
  readonly kernel: Kernel;
  readonly orchestrator: Task;
  readonly child: Task;
  readonly faults: string[] = [];
  /** Tasks whose status a verdict stored. */
  readonly released: Task[] = [];
  /** Allocations that fail from now on. */
  readonly failing = new Set<Allocation>();
  /** The hash fails from now on. */
  hashFails = false;
  #drawn = 0;

  constructor(
    readonly variant: TableVariant,
    rootDigest = 'sha256',
    /** Repairs of releases; those of keys are there in `fixed`. */
    releaseRepairs: readonly Repair[] = [],
  ) {
    const digest = digestNamed(rootDigest);
    if (digest === undefined) throw new Error(`no digest ${rootDigest}`);
    this.kernel = new Kernel({
      variant: codeOf(variant),
      repairs: new Set([...(variant === 'fixed' ? keyRepairs : []), ...releaseRepairs]),
      digest: this.#failing(digest),
      random: (size) => new Uint8Array(size).fill(++this.#drawn),
      mayFail: (what) => this.failing.has(what),
      observe: (event) => this.#observe(event),
    });
    this.orchestrator = this.fork(this.kernel.init);
    this.child = this.fork(this.orchestrator);
  }

  get state(): KernelState {
    return this.kernel.state;
  }

  get isKeyed(): boolean {
    return this.state.code.isKeyed;
  }

  fork(parent: Task): Task {
    const child = this.kernel.fork(parent);
    if (child instanceof Refusal) throw new Error(child.reason);
    return child;
  }

  /** A line by `writer`, the newline added. */
  line(writer: Task, line: string): Answer {
    return this.write(writer, lineWrite(`${line}\n`));
  }

  write(writer: Task, write: ControlWrite): Answer {
    const call = this.kernel.writeControlAlone(writer, write);
    if (call instanceof Refusal) throw new Error(call.reason);
    if (!call.isOver) throw new Error('a call with nobody in between waits');
    if (call.result === undefined) return 'kernel dies';
    return call.result === write.length ? 'written' : call.result;
  }

  /** The child makes an external namespace whose orchestrator gave {@link half}. */
  withNamespace(): this {
    const line = this.isKeyed ? `external key=${half}` : 'external cache=32';
    const answer = this.line(this.child, line);
    if (answer !== 'written') throw new Error(`the scene has no namespace: ${answer}`);
    return this;
  }

  /** A verdict of the orchestrator about its child, with what tells who may release whom unless something else is given. */
  verdict(key = this.isKeyed ? `key=${half}` : '', verdict = 'trusted'): Answer {
    return this.line(this.orchestrator, `${verdict} pid=${this.child.pid} ${this.withNumber(key)}`);
  }

  /** `text` with the child's task number where releases name it. */
  withNumber(text: string): string {
    if (!this.state.code.comparesTaskNumbers) return text;
    return [text, `tnum=${this.child.number}`].filter((part) => part !== '').join(' ');
  }

  #observe(event: KernelEvent): void {
    if (event.kind === 'fault') this.faults.push(`${event.fault.where}: ${event.fault.what}`);
    if (event.kind === 'status stored' && event.by instanceof ReleaseCall) this.released.push(event.task);
  }

  #failing(digest: Digest): Digest {
    return { ...digest, hash: (...parts) => (this.hashFails ? undefined : digest.hash(...parts)) };
  }
}
