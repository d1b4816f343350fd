/** The pages about the whole: what was replayed, and what was not explored. */

import { branchesSummary } from '../../render/branches-page.js';
import { enlargedSentences } from '../../render/enlarged.js';
import type { ReportDocument } from '../document.js';
import { enginesText, limitsText, memoryRule, modelOf, seedRule } from '../words.js';
import { type Html, html, link, list, pre, table } from './elements.js';

export function replayPage(document: ReportDocument): Html {
  const { stages, conformance, models } = document;
  const stageRows = stages.map(({ name, hasResults, sentence, command }) => ({
    cells: [
      html`${name}`,
      hasResults ? html`<span class="v v-there">results</span>` : html`<span class="v v-unknown">none yet</span>`,
      html`${sentence}`,
      html`<code>${command}</code>`,
    ],
  }));
  const share = (done: number, all: number) => html`${done === all ? `${all}` : `${done} of ${all}`}`;
  const rows = (conformance?.results ?? []).map((result) => {
    const model = modelOf(document, result.model);
    return {
      cells: [
        html`${model === undefined ? result.model : link(model.anchor, result.model)}${!result.asExpected && html` <strong class="wrong">! not as expected</strong>`}`,
        share(result.statesVisited, result.states),
        share(result.transitionsReplayed, result.transitions),
        result.pairs === undefined ? html`not counted` : share(result.pairsReplayed ?? 0, result.pairs),
        share(result.refusalsTried, result.refusals),
        html`${result.steps}`,
        html`${result.divergences.length}`,
        html`${result.situations.length === 0 ? 'none' : result.situations.map(({ invariant, length, reached }) => `${invariant} ${length === null ? 'outside the constraints' : reached ? `in ${length}` : 'NOT reached'}`).join(', ')}`,
      ],
    };
  });
  const actions = new Map<string, { transitions: number; models: number }>();
  for (const { actions: taken, results } of models) {
    const module = (results[0]?.module ?? '').replace(/^spec\/|\.tla$/g, '');
    for (const { action, transitions } of taken ?? []) {
      const known = actions.get(`${module}!${action}`) ?? { transitions: 0, models: 0 };
      actions.set(`${module}!${action}`, {
        transitions: known.transitions + transitions,
        models: known.models + (transitions > 0 ? 1 : 0),
      });
    }
  }
  const walked = models.filter((model) => model.actions !== undefined).length;
  const number = (title: string) => ({ title, align: 'right' as const });
  return html`<article class="page" id="replay" aria-labelledby="replay-h"><h2 id="replay-h" tabindex="-1">Replay and coverage</h2>
<section><h3>Stages</h3>${table('Stages, and which of them have results', [{ title: 'stage' }, { title: 'results' }, { title: 'what it says' }, { title: 'command' }], stageRows, 'stack')}</section>
<section><h3>Replayed on the reference implementation</h3>${
    conformance === undefined
      ? html`<p>No results yet: <code>npm run conformance</code> makes them.</p>`
      : html`<p>Every transition of these models was executed, states and enabled steps compared after each. Seed ${conformance.seed}.</p>${table('Replay, model by model', [{ title: 'model' }, number('states'), number('transitions'), number('pairs'), number('refusals'), number('steps'), number('divergences'), { title: 'broken invariants reached, in steps' }], rows, 'wide')}`
  }</section>
${branchesSection(document)}
<section><h3>How often each action is taken</h3>${table(
    `Over all transitions of the ${walked} models whose graphs were walked for this report`,
    [{ title: 'action' }, number('transitions'), number('in models')],
    [...actions].map(([name, { transitions, models: among }]) => ({
      cells: [html`${name}`, html`${transitions}`, html`${among}`],
    })),
  )}</section></article>`;
}

/** Which branches of the implementation are taken, file by file. */
function branchesSection({ branches }: ReportDocument): Html {
  if (branches === undefined) {
    return html`<section><h3>Branches of the implementation</h3><p>No results yet: <code>npm run branches</code> makes them.</p></section>`;
  }
  const number = (title: string) => ({ title, align: 'right' as const });
  const parts = branches.parts.map(({ name, by, files }) => {
    const open = files.flatMap(({ file, open: left }) =>
      left.map(({ line, arm, text }) => html`${file}:${line}: ${arm} of <code>${text}</code>`),
    );
    const rows = files.map(({ file, branches: all, covered, excluded, open: left }) => ({
      cells: [html`${file}`, html`${all}`, html`${covered}`, html`${excluded}`, html`${left.length}`],
    }));
    const columns = [{ title: 'file' }, number('branches'), number('taken'), number('excluded'), number('open')];
    const title = `${name}, by ${by}`;
    return html`${table(title, columns, rows, 'stack')}${open.length > 0 && html`<details><summary>Not taken, ${title}: ${open.length}</summary>${list(open)}</details>`}`;
  });
  const excluded = branches.exclusions.map(
    ({ file, arm, text, reason }) => html`${file}: ${arm} of <code>${text}</code> (${reason})`,
  );
  return html`<section><h3>Branches of the implementation</h3><p class="${branches.ok ? 'good' : 'bad'}">${branchesSummary(branches)} Made by <code>npm run branches</code>.</p>${branches.faults.map((fault) => html`<p class="bad">${fault}</p>`)}${parts}${excluded.length > 0 && html`<details><summary>Excluded, with the reasons: ${excluded.length}</summary>${list(excluded)}</details>`}</section>`;
}

export function limitsPage(document: ReportDocument): Html {
  const { verify, version, models } = document;
  const left = new Map<string, string[]>();
  for (const { id, results } of models) {
    for (const line of results[0]?.notExplored ?? []) left.set(line, [...(left.get(line) ?? []), id]);
  }
  const few = (among: readonly string[]) => (among.length <= 3 ? among.join(', ') : `${among.length} models`);
  return html`<article class="page" id="limits" aria-labelledby="limits-h"><h2 id="limits-h" tabindex="-1">Limits, versions, and how to repeat it</h2>
<section><h3>Assumptions</h3>${list([html`${memoryRule}`, html`"holds" speaks of the bounds printed beside each model and of nothing beyond them.`, html`${seedRule} Replay chooses by seed: ${document.conformance?.seed ?? 'no results yet'}.`, ...enlargedSentences(verify).map((line) => html`${line}`)])}</section>
<section><h3>Versions and limits</h3>${list([html`lsm-verify ${version}; engines: ${enginesText(document)}.`, html`${limitsText(document)}`, ...verify.enginesAbsent.map((engine) => html`${engine} was asked for and is not on the machine: it confirms nothing here.`)])}</section>
<section><h3>What was not explored</h3>${list([...left].map(([line, among]) => html`${line} <span class="quiet">(${few(among)})</span>`))}
${verify.notRun.models.length > 0 && html`<p>Not run:</p>${list(verify.notRun.models.map((model) => html`${model}${verify.notRun.deep.includes(model) && ', too large unless asked for (--deep)'}`))}`}
${verify.notRun.claims.length > 0 && html`<p>Not settled, since their models did not all run: ${verify.notRun.claims.join(', ')}.</p>`}</section>
<section><h3>How to repeat all of it</h3>${pre('npm ci\nnpm run verify\nnpm run conformance\nnpm run branches\nnpm run report', 'Commands')}</section></article>`;
}
