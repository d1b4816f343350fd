/** The JSON document of `branches`: how much of the implementation the traces of the models and the tables go through. */

import type { Branch } from '../../conformance/coverage/branches.js';
import { type Exclusion, exclusions } from '../../conformance/coverage/exclusions.js';
import type { Measure, PartMeasure } from '../../conformance/coverage/measure.js';

export interface Share {
  readonly branches: number;
  readonly covered: number;
  readonly excluded: number;
}

export interface BranchesPart extends Share {
  readonly name: string;
  /** What has to take every branch. */
  readonly by: string;
  readonly files: readonly (Share & { readonly file: string; readonly open: readonly Omit<Branch, 'isCovered'>[] })[];
}

export interface BranchesDocument {
  readonly schema: 'lsm-verify/branches@1';
  /** Every branch is taken or excluded, and the exclusions are right. */
  readonly ok: boolean;
  /** A filter left models out. */
  readonly partial: boolean;
  /** Models whose traces were replayed. */
  readonly models: readonly string[];
  readonly parts: readonly BranchesPart[];
  readonly exclusions: readonly Exclusion[];
  readonly faults: readonly string[];
}

export function branchesDocument(measure: Measure, models: readonly string[], partial: boolean): BranchesDocument {
  const parts = measure.parts.map(documentPart);
  const isWhole = parts.every(({ branches, covered, excluded }) => covered + excluded === branches);
  return {
    schema: 'lsm-verify/branches@1',
    ok: isWhole && measure.faults.length === 0,
    partial,
    models,
    parts,
    exclusions,
    faults: measure.faults,
  };
}

function documentPart({ name, by, files }: PartMeasure): BranchesPart {
  const sum = (of: (share: Share) => number) => files.reduce((total, file) => total + of(file), 0);
  return {
    name,
    by,
    branches: sum(({ branches }) => branches),
    covered: sum(({ covered }) => covered),
    excluded: sum(({ excluded }) => excluded),
    files: files.map(({ open, ...file }) => ({
      ...file,
      open: open.map(({ isCovered: _, ...branch }) => branch),
    })),
  };
}
