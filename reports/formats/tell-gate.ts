/** Tells a document of `gate`: one group a stage, one check a change; what the gate does not fail for is noted. */

import type { GateChange, GateDocument, GateStage } from '../gate/document.js';
import { type Check, type CheckGroup, type Telling, told } from './telling.js';

export function tellGate(document: GateDocument): Telling {
  return told({
    door: 'gate',
    ok: document.ok,
    interrupted: document.interrupted,
    partial: document.partial,
    summary: gateSummary(document),
    groups: document.stages.map(stageGroup),
  });
}

function gateSummary({ stages, ok, interrupted, accepted, shard }: GateDocument): string {
  const changes = stages.flatMap((stage) => stage.changes);
  const failing = changes.filter(({ fails }) => fails).length;
  const part = shard === null ? '' : `Shard ${shard.index} of ${shard.of}. `;
  const ending = interrupted
    ? 'Interrupted: this is what was known by then.'
    : ok
      ? 'The gate is open.'
      : 'The gate is SHUT.';
  const taken = accepted ? ' The baseline was replaced.' : '';
  return `${part}${stages.length} stages, ${changes.length} changes against the baseline, ${failing} of them fail. ${ending}${taken}`;
}

function stageGroup(stage: GateStage): CheckGroup {
  const { name, ok, skipped, cached, seconds, summary, changes } = stage;
  const whole = (outcome: Check['outcome'], message: string): Check => {
    return { name: 'stage', rule: `gate/${name}`, outcome, message, claims: [], leads: true };
  };
  const failed = changes.some(({ fails }) => fails);
  const own = skipped
    ? [whole('skipped', `not run, since an earlier stage made it pointless: ${summary}`)]
    : ok && !failed
      ? [whole('passed', summary)]
      : failed
        ? []
        : [whole('failed', summary)];
  const taken =
    cached === false ? [] : [cached === true ? 'the last result was taken' : 'of some parts the last result'];
  return {
    system: 'gate',
    name,
    seconds,
    notes: [summary, ...taken],
    checks: [...own, ...changes.map((change) => changeCheck(name, change))],
  };
}

function changeCheck(stage: GateStage['name'], change: GateChange): Check {
  const { subject, name, kind, direction, fails, message, before, after, place, flow } = change;
  const values = before === undefined && after === undefined ? '' : ` Before: ${before ?? '-'}; now: ${after ?? '-'}.`;
  return {
    name: `${subject} ${name}`,
    rule: `gate/${stage}/${subject}`,
    outcome: fails ? 'failed' : 'noted',
    message: `${subject} ${name}, ${kind}, ${direction}: ${message}${values}`,
    claims: [],
    ...(place === undefined ? {} : { place }),
    ...(flow === undefined ? {} : { flow }),
  };
}
