/** A kernel for a story, with a namespace that has one member. */

import { randomFrom } from '../../scheduler/random.js';
import { type Repair, releaseRepairs } from '../../tsem/code.js';
import { Kernel, type KernelOptions } from '../../tsem/kernel.js';
import { accepted, bytesFrom, forbidsForbidden, serve } from './served-namespace.js';

export const half = 'c0ffee00'.repeat(8);

export function kernelOf(repairs: Iterable<Repair> = releaseRepairs, options: Partial<KernelOptions> = {}): Kernel {
  return new Kernel({ variant: 'v3', repairs: new Set(repairs), random: bytesFrom(randomFrom(1)), ...options });
}

export function servedKernel(repairs?: Iterable<Repair>, options?: Partial<KernelOptions>) {
  const kernel = kernelOf(repairs, options);
  const { monitor, orchestrator, context } = serve(kernel, half, forbidsForbidden);
  return { kernel, monitor, orchestrator, context, task: accepted(kernel.fork(monitor)) };
}
