/** The history variables of TaskKey, from what the implementation tells its observers. They steer nothing. */

import type { Context } from '../../../impl/tsem/context.js';
import type { KernelEvent } from '../../../impl/tsem/kernel-events.js';
import type { Task } from '../../../impl/tsem/task.js';
import type { Value } from '../../../spec/checker/index.js';
import { zeroKey } from './key-bytes.js';
import type { TaskKeyWorld } from './task-key-world.js';

/** The half given to a creation, the half and the key that it registered. */
export interface Made {
  readonly half: number;
  readonly own: Value;
  readonly key: Value;
}

const nothingMade: Made = { half: 0, own: zeroKey, key: zeroKey };

export class TaskKeyHistory {
  readonly issued: number[] = [];
  readonly seen = new Set<string>();
  readonly #made = new Map<string, Made>();

  constructor(private readonly world: TaskKeyWorld) {}

  madeBy(creator: string): Made {
    return this.#made.get(creator) ?? nothingMade;
  }

  /** `creator` asks for a namespace. */
  begin(creator: string, half: number): void {
    this.#made.set(creator, { ...nothingMade, half });
  }

  note(event: KernelEvent): void {
    switch (event.kind) {
      case 'parent written':
        if (event.parent !== event.by.forker) this.seen.add('wrong parent written');
        if (isGone(event.parent)) this.seen.add('freed parent written');
        return;
      case 'list changed':
        if (event.holder !== event.by) this.seen.add('list changed outside');
        return;
      case 'key registered': {
        const creator = this.world.population.nameOf(event.by);
        const { bytes } = this.world;
        const { half } = this.madeBy(creator);
        this.#made.set(creator, { half, own: bytes.valueOf(event.own), key: bytes.valueOf(event.key) });
        return;
      }
      case 'id given':
        this.issued.push(event.id);
        return;
      case 'name exists':
        if (!this.#isNameTaken(event.id)) this.seen.add('name clash with nobody');
        return;
      default:
        return;
    }
  }

  /** Whether a namespace that is not freed, or a creation that came past its file, has this id. */
  #isNameTaken(id: number): boolean {
    for (const { context, asked } of this.world.creators.values()) {
      if (context !== undefined && context.id === id && this.#lasts(context)) return true;
      if (asked === undefined || asked.creation.id !== id) continue;
      const { label } = asked.running;
      if (asked.creation.isLate || label === 'mark' || label === 'magazine' || label === 'join') return true;
    }
    return false;
  }

  #lasts(context: Context): boolean {
    return !context.isFreed && (context.references > 0 || this.world.removals.has(context));
  }
}

/** Whether nothing but a grace period keeps the memory of `task`: the module counts no readers. */
function isGone({ life, usage }: Task): boolean {
  return life !== 'alive' && usage === 0;
}
