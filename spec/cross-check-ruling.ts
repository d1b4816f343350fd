/** Checks one catalogue verdict against the manifest: its property, its models, its remedy. */

import type { Ruling } from './claims.js';
import { nearestName } from './input-error.js';
import type { ExpectedProperty, Manifest, Model } from './manifest.js';
import { manifestPath } from './manifest-path.js';
import type { Verdict } from './verdict.js';

/** What is wrong with a ruling; the file and the entry are the caller's to add. */
export interface RulingFault {
  readonly code: string;
  readonly line: number;
  readonly message: string;
}

/** Every model a ruling rests on, each once, the main one first. */
export function modelsOf(ruling: Ruling): readonly string[] {
  const named = [
    ruling.model,
    ...ruling.alsoIn,
    ...ruling.failsIn,
    ruling.remedyModel,
    ...Object.values(ruling.dropped),
    ...ruling.readings.map((reading) => reading.model),
  ];
  return [...new Set(named.filter((model) => model !== undefined))];
}

/** Whether the verdict of a ruling comes from running a model; otherwise it is stated, with its reason. */
export function isSearched(ruling: Ruling): boolean {
  return (
    ruling.verdict === 'holds' ||
    ruling.verdict === 'violated' ||
    (ruling.verdict === 'unknown' && ruling.model !== undefined)
  );
}

/** Everything in `ruling` that the manifest does not bear out. */
export function checkRuling(manifest: Manifest, system: string, ruling: Ruling): readonly RulingFault[] {
  const faults: RulingFault[] = [];
  const fault = (code: string, message: string, line = ruling.line) => {
    faults.push({ code, line, message });
  };
  const { verdict, variant } = ruling;
  if (verdict !== 'holds' && verdict !== 'violated' && ruling.why === undefined) {
    fault('unexplained', `"${verdict}" needs a why`);
  }
  if (!isSearched(ruling)) {
    if (ruling.property !== undefined || modelsOf(ruling).length > 0) {
      fault('ruling', `"${verdict}" is stated, not searched for, but names a property or a model`);
    }
    if (ruling.remedy !== undefined) fault('remedy', `"${verdict}" needs no remedy`);
    return faults;
  }
  const { property, model } = ruling;
  if (property === undefined || model === undefined) {
    const lacking = [property === undefined ? 'property' : '', model === undefined ? 'model' : ''];
    fault('ruling', `"${verdict}" needs a ${lacking.filter((word) => word !== '').join(' and a ')}`);
    return faults;
  }

  const check = (role: string, id: string, name: string, expected: Verdict, line = ruling.line): Model | undefined => {
    const found = manifest.models.find((other) => other.id === id);
    if (found === undefined) {
      const near = nearestName(
        id,
        manifest.models.map((other) => other.id),
      );
      fault('unknown-model', `${role} ${id} is not in ${manifestPath}${near ? ` (did you mean ${near}?)` : ''}`, line);
      return undefined;
    }
    if (found.deep) fault('ruling', `${role} ${id} is deep: a claim rests on models that always run`, line);
    if (found.system !== system) fault('ruling', `${role} ${id} belongs to ${found.system}, not to ${system}`, line);
    const listed: ExpectedProperty | undefined = found.properties.find((other) => other.name === name);
    if (listed === undefined) {
      const near = nearestName(
        name,
        found.properties.map((other) => other.name),
      );
      fault('unknown-property', `${role} ${id} has no property ${name}${near ? ` (did you mean ${near}?)` : ''}`, line);
    } else if (listed.expected !== expected) {
      const stands = `${manifestPath}:${listed.line} expects ${listed.expected}`;
      fault('expected', `${name} must be "${expected}" in ${role} ${id}, but ${stands}`, line);
    }
    return found;
  };
  const checkVariant = (role: string, found: Model | undefined, line = ruling.line) => {
    if (found === undefined || found.variant === variant) return;
    fault('variant', `${role} ${found.id} is of variant ${found.variant}`, line);
  };
  const checkAsWritten = (role: string, found: Model | undefined, line = ruling.line) => {
    checkVariant(role, found, line);
    if (found !== undefined && variant !== 'fixed' && found.repairs.length > 0) {
      fault('variant', `${role} ${found.id} has repairs (${found.repairs.join(', ')})`, line);
    }
  };

  checkAsWritten('model', check('model', model, property, verdict));
  if (ruling.temporal !== undefined) check('model', model, ruling.temporal, verdict);
  for (const id of ruling.alsoIn) checkAsWritten('alsoIn', check('alsoIn', id, property, verdict));
  for (const id of ruling.failsIn) check('failsIn', id, property, 'violated');
  for (const reading of ruling.readings) {
    const role = `reading ${reading.name}`;
    // A reading may ask what a repair would change; the model it names says which.
    checkVariant(role, check(role, reading.model, reading.property, reading.verdict, reading.line), reading.line);
  }
  if (verdict !== 'violated') {
    if (ruling.remedy !== undefined || ruling.remedyModel !== undefined || Object.keys(ruling.dropped).length > 0) {
      fault('remedy', `"${verdict}" needs no remedy`);
    }
    return faults;
  }

  const { remedy, remedyModel, dropped } = ruling;
  if (remedy === undefined) {
    fault('remedy', '"violated" needs a remedy: a list of repairs, or none with a why');
  } else if (remedy === 'none') {
    if (ruling.why === undefined) fault('remedy', 'remedy none needs a why');
    if (remedyModel !== undefined || Object.keys(dropped).length > 0) {
      fault('remedy', 'remedy none goes with no remedyModel and nothing dropped');
    }
  } else if (remedy.length === 0) {
    fault('remedy', 'an empty list repairs nothing: list the repairs, or write none with a why');
  } else if (remedyModel === undefined) {
    fault('remedy', `remedy ${remedy.join(', ')} needs a remedyModel`);
  } else {
    const withRepairs = (role: string, id: string, repairs: readonly string[], expected: Verdict) => {
      const found = check(role, id, property, expected);
      checkVariant(role, found);
      if (found === undefined || sameSet(found.repairs, repairs)) return;
      fault('remedy', `${role} ${id} has the repairs ${list(found.repairs)}, where ${list(repairs)} is needed`);
    };
    withRepairs('remedyModel', remedyModel, remedy, 'holds');
    for (const repair of remedy) {
      const id = dropped[repair];
      if (id === undefined) fault('remedy', `dropped names no model without ${repair}`);
      else {
        const rest = remedy.filter((other) => other !== repair);
        withRepairs(`dropped ${repair}`, id, rest, 'violated');
      }
    }
    for (const repair of Object.keys(dropped)) {
      if (!remedy.includes(repair)) fault('remedy', `dropped names ${repair}, which is not in the remedy`);
    }
  }
  return faults;
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((element) => right.includes(element));
}

function list(names: readonly string[]): string {
  return names.length === 0 ? '{}' : `{${names.join(', ')}}`;
}
