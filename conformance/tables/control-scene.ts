/** A kernel for a few control lines: an orchestrator in the root namespace and its child, which may make a namespace. */

import { lineWrite, writeControl } from '../../impl/tsem/control-file.js';
import type { ControlWrite } from '../../impl/tsem/control-line.js';
import { type Digest, digestNamed } from '../../impl/tsem/digests.js';
import type { KernelEvent } from '../../impl/tsem/namespace-events.js';
import { type Allocation, keyRepairs, NamespaceKernel, type Task } from '../../impl/tsem/namespaces.js';
import { codeOf, type TableVariant } from './table.js';

/** What write gives back: its length, an errno, the 1 of a failed hash, or nothing because the kernel died. */
export type Answer = 'written' | 'kernel dies' | number;

/** The orchestrator's half as a line has it, for SHA-256. */
export const half = 'c0ffee00'.repeat(8);

export class ControlScene {
  readonly kernel: NamespaceKernel;
  readonly orchestrator: Task;
  readonly child: Task;
  readonly faults: string[] = [];
  readonly released: (readonly [Task, 'trusted' | 'untrusted'])[] = [];
  /** Allocations that fail from now on. */
  readonly failing = new Set<Allocation>();
  /** The hash fails from now on. */
  hashFails = false;
  #drawn = 0;

  constructor(
    readonly variant: TableVariant,
    rootDigest = 'sha256',
  ) {
    const digest = digestNamed(rootDigest);
    if (digest === undefined) throw new Error(`no digest ${rootDigest}`);
    this.kernel = new NamespaceKernel({
      variant: codeOf(variant),
      repairs: new Set(variant === 'fixed' ? keyRepairs : []),
      digest: this.#failing(digest),
      random: (size) => new Uint8Array(size).fill(++this.#drawn),
      mayFail: (what) => this.failing.has(what),
      observe: (event) => this.#observe(event),
    });
    this.orchestrator = this.kernel.fork(this.kernel.reaper);
    this.child = this.kernel.fork(this.orchestrator);
  }

  /** A line by `writer`, the newline added. */
  line(writer: Task, line: string): Answer {
    return this.write(writer, lineWrite(`${line}\n`));
  }

  write(writer: Task, write: ControlWrite): Answer {
    const result = writeControl(this.kernel, writer, write, (target, verdict) => {
      this.released.push([target, verdict]);
      return 0;
    });
    if (result === undefined) return 'kernel dies';
    return result === write.length ? 'written' : result;
  }

  /** The child makes an external namespace whose orchestrator gave {@link half}. */
  withNamespace(): this {
    const line = this.kernel.isKeyed ? `external key=${half}` : 'external cache=32';
    const answer = this.line(this.child, line);
    if (answer !== 'written') throw new Error(`the scene has no namespace: ${answer}`);
    return this;
  }

  /** A verdict of the orchestrator about its child, with the right credential unless another is given. */
  verdict(credential?: string, verdict = 'trusted'): Answer {
    const right = this.kernel.isKeyed ? `key=${half}` : `tnum=${this.child.number}`;
    return this.line(this.orchestrator, `${verdict} pid=${this.child.pid} ${credential ?? right}`);
  }

  #observe(event: KernelEvent): void {
    if (event.kind === 'fault') this.faults.push(`${event.where}: ${event.what}`);
  }

  #failing(digest: Digest): Digest {
    return { ...digest, hash: (...parts) => (this.hashFails ? undefined : digest.hash(...parts)) };
  }
}
