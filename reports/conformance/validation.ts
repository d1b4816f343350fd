/** The JSON document of `conformance --validate`: whether a recorded run is a behaviour, or where it is none and why. */

import { basename } from 'node:path';
import type { FalseConjunct, Near, Rejection } from '../../conformance/validation/rejection.js';
import type { Validation } from '../../conformance/validation/validate.js';
import { type ItfValue, itfValue, printValue } from '../../spec/checker/index.js';
import { callOf } from '../verify/document.js';

export interface DocumentRejection {
  readonly line: number;
  readonly kind: Rejection['kind'];
  /** In a sentence. */
  readonly headline: string;
  readonly step: string | null;
  readonly explaining: number;
  readonly conjunct: { readonly text: string; readonly file: string; readonly line: number } | null;
  readonly nearest: readonly {
    readonly step: string | null;
    readonly leaves: readonly {
      readonly path: string;
      readonly model: ItfValue | null;
      readonly recorded: ItfValue | null;
    }[];
  }[];
  readonly enabled: readonly string[];
  readonly missing: { readonly steps: readonly string[]; readonly max: number } | null;
}

export interface ValidationDocument {
  readonly schema: 'lsm-verify/validation@1';
  readonly ok: boolean;
  readonly interrupted: boolean;
  readonly file: string;
  readonly model: string;
  readonly lines: number;
  readonly linesExplained: number;
  readonly explaining: number;
  readonly explainingMax: number;
  readonly linesOutside: number;
  readonly rejection?: DocumentRejection;
}

/** What was validated. */
export interface Validated {
  readonly file: string;
  readonly model: string;
  /** Without the header. */
  readonly lines: number;
  readonly found: Validation;
}

export function validationDocument({ file, model, lines, found }: Validated): ValidationDocument {
  const { verdict, explaining, explainingMax, linesOutside, rejection } = found;
  return {
    schema: 'lsm-verify/validation@1',
    ok: verdict === 'behaviour',
    interrupted: verdict === undefined,
    file,
    model,
    lines,
    linesExplained: found.lines,
    explaining,
    explainingMax,
    linesOutside,
    ...(rejection === undefined ? {} : { rejection: documentRejection(rejection) }),
  };
}

export function documentRejection(rejection: Rejection): DocumentRejection {
  const { line, kind, explaining, conjunct, nearest, enabled, missing } = rejection;
  return {
    line,
    kind,
    headline: rejectionHeadline(rejection),
    step: recordedStep(rejection) ?? null,
    explaining,
    conjunct: conjunct === undefined ? null : { text: conjunct.text, file: conjunct.file, line: conjunct.line },
    nearest: nearest.map(({ step, leaves }) => ({
      step: step === undefined ? null : stepText(step),
      leaves: leaves.map(({ path, model, implementation }) => ({
        path,
        model: model === undefined ? null : itfValue(model),
        recorded: implementation === undefined ? null : itfValue(implementation),
      })),
    })),
    enabled: enabled.map(stepText),
    missing: missing === undefined ? null : { steps: missing.steps.map(stepText), max: missing.max },
  };
}

/** For example `line 7: ReleaseTrust(o1, p1) is not possible: status[p1] = {"PENDING"} is false at TrustRelease.tla:412`. */
export function rejectionHeadline(rejection: Rejection): string {
  const { line, kind, conjunct, nearest, missing } = rejection;
  const step = recordedStep(rejection);
  const reason = conjunct === undefined ? '' : `: ${conjunctText(conjunct)}`;
  switch (kind) {
    case 'start':
      return `line ${line}: no initial state has these values${nearText(nearest[0])}`;
    case 'hidden': {
      const steps = missing?.steps ?? [];
      const allowed = missing?.max === 0 ? 'none may be hidden there' : `at most ${missing?.max} may be hidden there`;
      const hidden = `${steps.length} hidden step${steps.length === 1 ? '' : 's'} (${steps.map(stepText).join(', ')})`;
      return `line ${line}: ${step ?? 'what was recorded'} fits only after ${hidden}, and ${allowed}`;
    }
    case 'not possible':
      if (step === undefined) return `line ${line}: no step leads to what was recorded${nearText(nearest[0])}`;
      return `line ${line}: ${step} is not possible${reason}`;
    case 'differs':
      if (step === undefined) return `line ${line}: no step leads to what was recorded${nearText(nearest[0])}`;
      return `line ${line}: ${step} does not lead to what was recorded${reason}`;
  }
}

function recordedStep({ recorded: { action, arguments: args }, nearest }: Rejection): string | undefined {
  if (action === undefined) return undefined;
  if (args !== undefined) return callOf(action, args.map(printValue));
  const known = nearest[0]?.step?.action === action ? nearest[0].step.arguments.length : 0;
  return known === 0 ? action : `${action}(...)`;
}

function conjunctText({ text, file, line, failure }: FalseConjunct): string {
  const place = `${basename(file)}:${line}`;
  return failure === undefined ? `${text} is false at ${place}` : `${text} at ${place} cannot be evaluated, ${failure}`;
}

function nearText(near: Near | undefined): string {
  const [leaf] = near?.leaves ?? [];
  if (near === undefined || leaf === undefined) return '';
  const value = (side: typeof leaf.model) => (side === undefined ? 'not there' : printValue(side));
  const from = near.step === undefined ? 'in the nearest' : `after the nearest, ${stepText(near.step)},`;
  const more = near.leaves.length === 1 ? '' : `, and ${near.leaves.length - 1} parts more`;
  return `: ${from} ${leaf.path} is ${value(leaf.model)}, recorded is ${value(leaf.implementation)}${more}`;
}

export function stepText({
  action,
  arguments: args,
}: {
  readonly action: string;
  readonly arguments: readonly Parameters<typeof printValue>[0][];
}): string {
  return callOf(action, args.map(printValue));
}
