/** Tells a document of `verify`: one group a model, one for the claims of each system, one for what else does not agree. */

import type { Disagreement } from '../../spec/disagreement.js';
import { scheduleOf } from '../render/schedule.js';
import { boundsText, summary } from '../render/verify-page.js';
import type { SettledClaim } from '../verify/claims.js';
import type { DocumentProperty, DocumentResult, VerifyDocument } from '../verify/document.js';
import type { Places } from './places.js';
import { type Check, type CheckGroup, type FlowStep, type Place, type Telling, told } from './telling.js';

export function tellVerify(document: VerifyDocument, places: Places): Telling {
  const left = [...document.disagreements];
  /** Takes the disagreements that are about this, so that each is told once. */
  const take = (...beginnings: readonly string[]): readonly Disagreement[] => {
    const own = left.filter(({ message }) => beginnings.some((beginning) => message.startsWith(beginning)));
    for (const each of own) left.splice(left.indexOf(each), 1);
    return own;
  };
  const several = document.engines.length > 1;
  const models = document.results.map((result): CheckGroup => {
    const checks = result.properties.map((property) => {
      const about = `${result.model}: expected ${property.name} "${property.expected}", ${result.engine} `;
      return propertyCheck(result, property, take(about), places);
    });
    return {
      system: result.system ?? 'other modules',
      name: several ? `${result.model} on ${result.engine}` : result.model,
      seconds: result.seconds,
      notes: notesOf(result),
      checks,
    };
  });
  const claims = claimGroups(document, take);
  return told({
    door: 'verify',
    ok: document.ok,
    interrupted: document.interrupted,
    partial: document.partial,
    summary: summary(document),
    groups: [...models, ...claims, ...notRun(document), ...disagreementGroups(left)],
  });
}

function propertyCheck(
  result: DocumentResult,
  property: DocumentProperty,
  disagreements: readonly Disagreement[],
  places: Places,
): Check {
  const { name, verdict, expected, asExpected, reason, claims, counterexample } = property;
  const place = places.definition(result.module, name === 'deadlock' ? 'Next' : name) ?? firstLine(result.module);
  const because = reason === undefined ? '' : ` (${reason})`;
  const steps = counterexample === undefined ? '' : `, soonest after ${counterexample.length - 1} steps`;
  const found =
    property.role === 'witness' && verdict === 'violated'
      ? `${name} is violated${steps}: the run that it denies is there`
      : `${name} is ${verdict === 'holds' ? 'true in every state reached' : `${verdict}${steps}${because}`}`;
  const where = `in ${result.model}, by ${result.engine}`;
  const message = asExpected ? `${found}, ${where}; as expected.` : `${found}, ${where}; expected was "${expected}".`;
  const tells = counterexample !== undefined && (!asExpected || property.role !== 'witness');
  const expectedAt = disagreements[0];
  return {
    name,
    rule: name,
    outcome: outcomeOf(property),
    message,
    claims,
    place,
    ...(expectedAt === undefined ? {} : { expectedAt: { file: expectedAt.file, line: expectedAt.line } }),
    ...(tells ? { flow: flowOf(result, property, places) } : {}),
  };
}

function outcomeOf({ asExpected, verdict, role }: DocumentProperty): Check['outcome'] {
  if (!asExpected) return 'failed';
  if (verdict === 'unknown') return 'open';
  return verdict === 'violated' && role !== 'witness' ? 'refuted' : 'passed';
}

function flowOf(result: DocumentResult, property: DocumentProperty, places: Places): readonly FlowStep[] {
  const { counterexample } = property;
  if (counterexample === undefined) return [];
  const module = places.module(result.module) ?? { definitions: new Map(), actingSections: new Set<string>() };
  const schedule = scheduleOf(counterexample, module, '');
  const init = places.definition(result.module, 'Init');
  const start: FlowStep = {
    step: 'initial state',
    text: schedule.start.join('; '),
    ...(init === undefined ? {} : { spec: init }),
  };
  const steps = schedule.steps.map((step, index): FlowStep => {
    const action = counterexample.states[index + 1]?.['#meta'].action ?? null;
    const spec = action === null ? undefined : places.definition(result.module, action);
    const source = action === null ? undefined : places.step(result.module, action);
    const told = [
      actedSentence(schedule.lanes[step.lane] ?? '', step.sentence),
      step.changes.length === 0 ? 'Nothing changes.' : `${step.changes.join('; ')}.`,
    ];
    return {
      step: step.action,
      text: told.filter((text) => text !== '').join(' '),
      ...(spec === undefined ? {} : { spec }),
      ...(source === undefined ? {} : { source }),
    };
  });
  const loop: readonly FlowStep[] =
    schedule.loop === undefined
      ? []
      : [{ step: 'for ever', text: schedule.loop, ...(init === undefined ? {} : { spec: init }) }];
  return [start, ...steps, ...loop];
}

/** `Task a enters a hook.` for the actor `Task a` and the sentence `a enters a hook.`; otherwise the actor, then the sentence. */
function actedSentence(actor: string, sentence: string): string {
  if (actor === '') return sentence;
  const name = actor.slice(actor.lastIndexOf(' ') + 1);
  return sentence.startsWith(`${name} `) ? `${actor}${sentence.slice(name.length)}` : `${actor}: ${sentence}`.trim();
}

function notesOf(result: DocumentResult): readonly string[] {
  return [
    ...(result.purpose === null ? [] : [result.purpose]),
    `bounds: ${boundsText(result)}`,
    `memory model: ${result.memoryModel}`,
    `states: ${result.distinctStates ?? 'not told'} distinct, ${result.complete ? 'all explored' : 'not all explored'}`,
    ...result.notExplored.map((line) => `not explored: ${line}`),
    ...result.warnings.map((line) => `${result.engine} warns: ${line}`),
  ];
}

type Take = (...beginnings: readonly string[]) => readonly Disagreement[];

function claimGroups({ claims }: VerifyDocument, take: Take): readonly CheckGroup[] {
  const systems = [...new Set(claims.map(({ system }) => system))];
  return systems.map((system) => ({
    system,
    name: `${system} claims`,
    seconds: 0,
    notes: ['A claim is settled from the models above; "holds" speaks of their bounds and of nothing beyond them.'],
    checks: claims
      .filter((claim) => claim.system === system)
      .map((claim) => claimCheck(claim, take(`${claim.id}, ${claim.variant}: `))),
  }));
}

function claimCheck(claim: SettledClaim, disagreements: readonly Disagreement[]): Check {
  const { id, title, variant, verdict, expected, model, property, remedy, reason } = claim;
  const isExpected = claim.asExpected && disagreements.length === 0;
  const where = model === null ? '' : `, by ${property} in ${model}`;
  const because = reason === undefined ? '' : ` (${reason})`;
  const remedied =
    remedy === undefined ? '' : ` Remedy: ${remedy === 'none' ? 'none of the repairs modelled' : remedy.join(', ')}.`;
  const faults = disagreements.map(({ message }) => ` ${message}.`).join('');
  const outcome = !isExpected
    ? 'failed'
    : verdict === 'violated'
      ? 'refuted'
      : verdict === 'unknown'
        ? 'open'
        : verdict === 'assumption' || verdict === 'not applicable'
          ? 'noted'
          : 'passed';
  const first = disagreements[0];
  const place: Place | undefined = first && { file: first.file, line: first.line };
  return {
    name: `${id} (${variant})`,
    rule: id,
    outcome,
    message: `${title}: ${verdict}${where}${because}; ${claim.asExpected ? 'as expected' : `expected was "${expected}"`}.${remedied}${faults}`,
    claims: [id],
    ...(place === undefined ? {} : { place }),
  };
}

/** In a run that was asked for a part only, what was not asked for is counted; what should have run is told one by one. */
function notRun({ notRun: { models, deep, claims }, partial, interrupted }: VerifyDocument): readonly CheckGroup[] {
  const skipped = (name: string, message: string): Check => {
    return { name, rule: 'not run', outcome: 'skipped', message, claims: [] };
  };
  const rest = models.filter((model) => !deep.includes(model));
  const counted = partial && !interrupted && rest.length + claims.length > 0;
  const checks = [
    ...deep.map((model) => skipped(model, 'left out for its size; --deep runs it')),
    ...(counted
      ? [skipped('the rest', `not asked for: ${rest.length} models and ${claims.length} verdicts that need them`)]
      : [
          ...rest.map((model) => skipped(model, 'not run this time')),
          ...claims.map((claim) => skipped(claim, 'not all of its models ran')),
        ]),
  ];
  return checks.length === 0 ? [] : [{ system: 'not run', name: 'models', seconds: 0, notes: [], checks }];
}

function disagreementGroups(disagreements: readonly Disagreement[]): readonly CheckGroup[] {
  if (disagreements.length === 0) return [];
  const checks = disagreements.map(({ code, file, line, message }): Check => {
    return {
      name: message,
      rule: code,
      outcome: 'failed',
      message,
      claims: [],
      place: { file, line },
    };
  });
  return [{ system: 'project', name: 'disagreements', seconds: 0, notes: [], checks }];
}

function firstLine(file: string): Place {
  return { file, line: 1 };
}
