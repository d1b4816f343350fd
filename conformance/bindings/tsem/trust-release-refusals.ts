/** Inputs that the kernel refuses by itself, whatever the model's budgets: they are given to it all the same. */

import { execRefusal } from '../../../impl/tsem/exec.js';
import type { Kernel } from '../../../impl/tsem/kernel.js';
import type { Orchestrator } from '../../../impl/tsem/orchestrator.js';
import { Refusal } from '../../../impl/tsem/refusal.js';
import { killRefusal, signalRefusal } from '../../../impl/tsem/signals.js';
import type { Task } from '../../../impl/tsem/task.js';
import { hookStep } from '../../../impl/tsem/trust-release.js';
import type { Step } from '../binding.js';

/** Gives the input to the kernel; undefined when it was taken, which it should not be. */
type Attempt = () => Refusal | undefined;

/** Who may be asked. */
export interface Asked {
  readonly kernel: Kernel;
  readonly orchestrator: Orchestrator;
  /** By their names in the module. */
  readonly born: ReadonlyMap<string, Task>;
}

/**
 * How to see the kernel refuse a step that is not possible; undefined where the kernel would take it, or is not asked for such steps,
 * so that the model alone rules it out.
 */
export function refusedInput({ kernel, orchestrator, born }: Asked, step: Step): Attempt | undefined {
  const { action } = step;
  if (action === 'DieAsOrchestrator') return orchestrator.deathRefusal() && (() => orchestrator.dieAsOrchestrator());
  const [name] = step.arguments;
  const task = name?.kind === 'model' ? born.get(name.name) : undefined;
  if (task === undefined) return undefined;
  switch (action) {
    case 'RaiseEvent':
    case 'BeDisciplined':
      return hookStep(task) instanceof Refusal ? () => refusalOf(kernel.raise(task, 'refused')) : undefined;
    case 'BeginExec':
      return execRefusal(task) && (() => kernel.exec(task));
    case 'SendSignal':
      return signalRefusal(task) && (() => kernel.signal(task));
    case 'Kill':
      return killRefusal(task) && (() => kernel.kill(task));
    default:
      return undefined;
  }
}

export function refusalOf(outcome: object): Refusal | undefined {
  return outcome instanceof Refusal ? outcome : undefined;
}
