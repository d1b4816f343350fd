/** Tells a document of `gate`: one group a stage, one check a change; what the gate does not fail for is noted. */

import type { GateChange, GateDocument, GateStage } from '../gate/document.js';
import { gateSummary } from '../render/gate-page.js';
import { type Check, type CheckGroup, type Telling, told } from './telling.js';

export function tellGate(document: GateDocument): Telling {
  return told({
    door: 'gate',
    ok: document.ok,
    interrupted: document.interrupted,
    partial: document.partial,
    summary: gateSummary(document),
    groups: [...document.stages.map(stageGroup), ...noteGroups(document)],
  });
}

function noteGroups({ notes }: GateDocument): readonly CheckGroup[] {
  if (notes.length === 0) return [];
  const checks = notes.map((message, index): Check => {
    return { name: `note ${index + 1}`, rule: 'gate/note', outcome: 'noted', message, claims: [] };
  });
  return [{ system: 'gate', name: 'run', seconds: 0, notes: [], checks }];
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
    message: `${subject} ${name}, ${kind}, ${direction}: ${message.replace(/\.$/, '')}.${values}`,
    claims: [],
    ...(place === undefined ? {} : { place }),
    ...(flow === undefined ? {} : { flow }),
  };
}
