/** A report made by hand in which every text is the one given: for what must be true whatever stands in the results. */

import type { Project } from '../../../spec/project.js';
import { projectRoot } from '../../../spec/project-root.js';
import { collectReport } from '../../report/collect/collect.js';
import type { ReportDocument } from '../../report/document.js';
import type { VerifyDocument } from '../../verify/document.js';
import { links } from '../links.js';

/** One refuted claim, one that a table settles, one model; `text` in the place of every name and sentence. */
export function handMadeReport(text: string): Promise<ReportDocument> {
  const root = projectRoot();
  const ruling = { alsoIn: [], failsIn: [], dropped: {}, readings: [], line: 1 };
  const entry = {
    id: text,
    kind: 'claim' as const,
    title: text,
    paraphrase: text,
    source: { message: text, place: text },
    harm: text,
    note: text,
    line: 1,
  };
  const project: Project = {
    root,
    manifest: { register: [], models: [], modelsLine: 1 },
    catalogues: [
      {
        system: 'toy',
        path: 'spec/claims/toy.yaml',
        variants: ['old'],
        entries: [
          {
            ...entry,
            rulings: [{ ...ruling, variant: 'old', verdict: 'violated', property: 'Safe', model: 'toy/M.old' }],
          },
        ],
      },
    ],
    disagreements: [],
    configurations: new Map(),
  };
  const options = { signal: new AbortController().signal, onModel: () => undefined, links };
  return collectReport(
    project,
    { verify: verifyResults(text), conformance: undefined, branches: undefined, gate: undefined },
    options,
  );
}

function verifyResults(text: string): VerifyDocument {
  const claim = {
    id: text,
    system: 'toy',
    kind: 'claim' as const,
    title: text,
    variant: 'old',
    asExpected: true,
    confirmedBy: ['own' as const],
  };
  return {
    schema: 'lsm-verify/verify@1',
    ok: true,
    partial: false,
    interrupted: false,
    engines: ['own'],
    engineVersions: { own: '1' },
    enginesAbsent: [],
    limits: { statesMax: 10, depthMax: 10, timeoutSeconds: 1 },
    variants: { toy: ['old', 'new'] },
    results: [
      {
        model: 'toy/M.old',
        module: 'spec/toy/M.tla',
        config: 'spec/toy/M.old.cfg',
        system: 'toy',
        variant: 'old',
        repairs: [text],
        purpose: text,
        engine: 'own',
        asExpected: true,
        distinctStates: 3,
        generatedStates: 4,
        depth: 3,
        complete: true,
        seconds: 0.5,
        peakBytes: null,
        bounds: { [text]: text },
        constraints: [text],
        symmetry: [],
        memoryModel: 'sequential consistency',
        notExplored: [text],
        warnings: [text],
        digest: '0'.repeat(64),
        properties: [
          {
            name: 'Safe',
            kind: 'invariant',
            claims: [text],
            verdict: 'violated',
            expected: 'violated',
            asExpected: true,
            confirmedBy: ['own'],
            counterexample: {
              length: 2,
              states: [
                { '#meta': { index: 0, action: null, arguments: [] }, x: text },
                { '#meta': { index: 1, action: 'Go', arguments: [text] }, x: 'done' },
              ],
              actions: [`Go(${text})`],
            },
          },
        ],
      },
    ],
    claims: [
      {
        ...claim,
        verdict: 'violated',
        expected: 'violated',
        model: 'toy/M.old',
        property: 'Safe',
        remedy: 'none',
        why: text,
      },
      {
        ...claim,
        kind: 'finding',
        id: 'TOY-T1',
        variant: 'new',
        verdict: 'settled by table',
        expected: 'settled by table',
        model: null,
        property: null,
        confirmedBy: [],
        why: 'The defect is there. On the implementation it is seen.',
        rows: [text],
      },
    ],
    disagreements: [],
    enlarged: [],
    notRun: { models: [text], deep: [], claims: [text] },
  };
}
