/** The models' sides of conformance, kept from run to run of the gate: a changed implementation is replayed on what is known of the models. */

import { renameSync, rmSync } from 'node:fs';
import type { Model } from '../../../spec/manifest.js';
import { type ConformanceOfModel, type Keeping, newFileOf } from '../../conformance/run.js';
import { digestOf } from '../file-digests.js';
import { planFacts } from '../model-facts.js';
import type { ProjectContext } from './verify.js';

export class KeptPlans {
  constructor(
    private readonly context: ProjectContext,
    /** Options that the content depends on. */
    private readonly asked: unknown,
  ) {}

  of(model: Model): Keeping {
    const { cache, facts } = this.context;
    const { files, extra } = planFacts(this.context, model, this.asked);
    const key = digestOf(JSON.stringify(facts.record(files, extra)));
    return { file: cache.fileOf(unitOf(model)), key, isRead: cache.isRead };
  }

  /** Takes over what is new, unless a text that it may speak of was changed since the gate started. */
  takeOver(model: Model, kept: ConformanceOfModel['kept']): void {
    const { cache, facts } = this.context;
    if (kept?.wasDamaged === true) cache.noteDamage(unitOf(model));
    if (kept?.isNew !== true) return;
    const file = cache.fileOf(unitOf(model));
    if (facts.isStill(planFacts(this.context, model, this.asked).files)) renameSync(newFileOf({ file }), file);
    else rmSync(newFileOf({ file }));
  }
}

function unitOf({ id }: Model): string {
  return `plan ${id}`;
}
