/** The stages of the house, and which of them have results that the report can show. */

import { branchesSummary } from '../../render/branches-page.js';
import { conformanceSummary } from '../../render/conformance-page.js';
import { summary } from '../../render/verify-page.js';
import type { ReportStage } from '../document.js';
import type { Results } from '../results.js';

export function reportStages({ verify, conformance, branches, gate }: Results): readonly ReportStage[] {
  const refusals = sum(conformance?.results.map((result) => result.refusalsTried));
  const runs = sum(conformance?.results.map((result) => result.runs.recorded));
  const validated = sum(conformance?.results.map((result) => result.runsValidated));
  const mutation = gate === undefined ? undefined : mutationSentence(gate);
  return [
    { name: 'models and claims', command: 'npm run verify', hasResults: true, sentence: summary(verify) },
    stage(
      'replay of transitions',
      'npm run conformance',
      conformance && conformanceSummary(conformance),
      'Every transition of the marked models, executed on the implementation.',
    ),
    stage(
      'refusals',
      'npm run conformance',
      refusals === 0
        ? undefined
        : `${refusals} steps that the model does not have were offered to the implementation and declined, with the state untouched. They are steps that occur in the model elsewhere; arguments outside it are not among them.`,
      'Steps that the model does not have, offered to the implementation.',
    ),
    stage(
      'recorded runs',
      'npm run conformance',
      runs === 0
        ? undefined
        : `${validated} of ${runs} recorded runs of the implementation were found to be behaviours of the model.`,
      'Recorded runs of the implementation, checked to be behaviours of the model.',
    ),
    stage(
      'branch coverage',
      'npm run branches',
      branches && branchesSummary(branches),
      'Which branches of the implementation the traces of the models take, and which the tables.',
    ),
    stage(
      'mutation',
      'npm run gate',
      mutation,
      'Faults put into the implementation and into the models, and which of them the checks find.',
    ),
    stage(
      'gate',
      'npm run gate',
      gate && `${gate.ok ? 'As the baseline has it.' : 'NOT as the baseline has it.'} ${gateStages(gate)}`,
      'What changed against the baseline.',
    ),
  ];
}

function stage(name: string, command: string, found: string | undefined, about: string): ReportStage {
  return { name, command, hasResults: found !== undefined, sentence: found ?? about };
}

function gateStages({ stages }: NonNullable<Results['gate']>): string {
  return stages.map(({ name, ok, skipped }) => `${name}: ${skipped ? 'skipped' : ok ? 'passed' : 'failed'}`).join('; ');
}

/** The mutation matrix, where the results of the gate have one. */
function mutationSentence(gate: object): string | undefined {
  const { mutation } = gate as { readonly mutation?: Readonly<Record<string, MutationScore>> };
  if (mutation === undefined) return undefined;
  return Object.entries(mutation)
    .map(([what, { mutants, killed, survived }]) => {
      const left = survived.length === 0 ? '' : ` Survived: ${survived.map(String).join(', ')}.`;
      return `${what}: ${killed} of ${mutants} mutants killed.${left}`;
    })
    .join(' ');
}

interface MutationScore {
  readonly mutants: number;
  readonly killed: number;
  readonly survived: readonly unknown[];
}

function sum(numbers: readonly number[] | undefined): number {
  return (numbers ?? []).reduce((total, each) => total + each, 0);
}
