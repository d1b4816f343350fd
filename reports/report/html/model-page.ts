/** The page of one model, and the list of all. */

import { boundsText } from '../../render/verify-page.js';
import type { ReportDocument, ReportGraph, ReportModel } from '../document.js';
import { graphKey } from '../pictures/pictures.js';
import { boundsSentence, countsOf, graphSentence, memoryRule, otherVersion, seedRule } from '../words.js';
import type { PageParts } from './claim-page.js';
import { type Html, html, link, list, pre, table, verdictLabel } from './elements.js';
import { walkLink } from './mounts.js';

export function modelsPage({ models }: ReportDocument): Html {
  const rows = models.map(({ id, anchor, results, isCurrent, restingClaims }) => {
    const [first] = results;
    const claims = [...new Set(restingClaims.map((claim) => claim.id))];
    return {
      data: { kind: '', v: '' },
      cells: [
        html`${link(anchor, id)}${!isCurrent && html` <strong class="wrong">other version</strong>`}`,
        html`${first?.purpose ?? ''}`,
        html`${first?.distinctStates ?? 'not told'}`,
        html`${first === undefined ? '' : boundsText(first)}`,
        html`${claims.length === 0 ? 'none' : claims.join(', ')}`,
      ],
    };
  });
  return html`<article class="page" id="models" aria-labelledby="models-h"><h2 id="models-h" tabindex="-1">Models</h2>
<form class="filter scripted" role="search" aria-label="Filter of the models" data-filter="models"><label>Text <input type="search" name="text" autocomplete="off" spellcheck="false"></label> <button type="reset">Show all</button> <output name="shown" aria-live="polite"></output></form>
${table(`${models.length} models, each searched completely unless its page says otherwise`, [{ title: 'model' }, { title: 'purpose' }, { title: 'distinct states', align: 'right' }, { title: 'bounds' }, { title: 'verdicts that rest on it' }], rows, 'models stack')}</article>`;
}

export function modelPage(model: ReportModel, parts: PageParts): Html {
  const { id, anchor, results, isCurrent, restingClaims, command, tlcCommand } = model;
  const [first] = results;
  if (first === undefined) return html``;
  const repairs = first.repairs.length === 0 ? 'no repairs' : `repairs ${first.repairs.join(', ')}`;
  const byEntry = new Map<string, typeof restingClaims>();
  for (const claim of restingClaims) byEntry.set(claim.id, [...(byEntry.get(claim.id) ?? []), claim]);
  return html`<article class="page" id="${anchor}" aria-labelledby="${anchor}-h"><h2 id="${anchor}-h" tabindex="-1">${id}</h2>
${!isCurrent && html`<p class="callout bad">${otherVersion}</p>`}
<p>${(first.purpose ?? '').replace(/\.?$/, '.')}</p>
<p>Variant ${first.variant ?? '-'}, ${repairs}. Module ${first.module}, configuration ${first.config}.</p>
<p>${restingClaims.length === 0 ? 'No verdict on a claim rests on it.' : html`Verdicts that rest on it: ${[...byEntry].map(([claim, own]) => html`${claim} (${own.map((each, index) => html`${index > 0 && ', '}${link(each.anchor, each.variant)}`)}) `)}`}</p>
${results.map((result) => propertyTable(result, model))}
<section><h3>State graph</h3><p>${graphSentence(model.graph)}</p>${graphFigures(model, parts)}${adjacency(model.graph)}</section>
${walkLink(parts.document.explorer, id)}
${coverage(model, parts.document)}
<section class="repeat"><h3>Bounds, assumptions, and how to repeat it</h3>
<p>${boundsSentence(first)}${first.constraints.length > 0 && ` Constraints: ${first.constraints.join(', ')}.`}${first.symmetry.length > 0 && ` Symmetry: ${first.symmetry.join(', ')}.`}</p>
${results.map((result) => html`<p>${countsOf(result)}${result.warnings.length > 0 && ` Warnings: ${result.warnings.join('; ')}.`}</p>`)}
<p>Not explored:</p>${list(first.notExplored.length === 0 ? [html`nothing named`] : first.notExplored.map((line) => html`${line}`))}
<p>${memoryRule} ${seedRule}</p><p class="quiet">Digest of the text that was checked: ${first.digest}</p>
${pre(`${command}\n${tlcCommand}`, 'Commands')}</section></article>`;
}

function propertyTable(result: ReportModel['results'][number], { sentences }: ReportModel): Html {
  const rows = result.properties.map((property) => {
    const { name, kind, role, witness, verdict, asExpected, counterexample, reason } = property;
    // A witness is meant to be violated: to call that a breach would be wrong.
    const found = role === 'witness' && verdict === 'violated';
    const label = found
      ? html`<span class="v v-witness"><span aria-hidden="true">✓</span> found${!asExpected && html` <strong class="wrong">! not as expected</strong>`}</span>`
      : verdictLabel({ verdict, asExpected });
    const steps = counterexample === undefined ? '' : `after ${counterexample.length - 1} steps`;
    const about = [
      reason,
      sentences.get(name),
      witness === undefined ? undefined : `Its condition is witnessed by ${witness}.`,
    ];
    return {
      cells: [
        html`${name}`,
        html`${role === 'witness' ? 'witness' : kind}`,
        html`${label} ${steps}`,
        html`${about.filter((part) => part !== undefined && part !== '').join(' ')}`,
      ],
    };
  });
  return table(
    `Properties of ${result.model} on ${result.engine}`,
    [{ title: 'property' }, { title: 'kind' }, { title: 'verdict' }, { title: 'says' }],
    rows,
    'stack',
  );
}

function graphFigures({ id, graph }: ReportModel, { pictures, figures }: PageParts): Html | undefined {
  if (graph.kind === 'none') return undefined;
  const ways = graph.paths.size === 0 ? [undefined] : [...graph.paths.keys()];
  const found = ways.flatMap((property) => pictures.graphs.get(graphKey(id, property)) ?? []);
  if (found.length === 0)
    return html`<p class="note">No verdict on a claim rests on it alone, so that it is given as a list of edges only.</p>`;
  return html`${found.map((picture, index) => {
    const caption =
      picture.property === undefined
        ? 'State graph'
        : `State graph; bold, the way to the breach of ${picture.property}`;
    const figure = figures.graph(picture, caption);
    return index === 0 ? figure : html`<details><summary>${caption}</summary>${figure}</details>`;
  })}`;
}

/** The text twin of the drawing. */
function adjacency(graph: ReportGraph): Html | undefined {
  if (graph.kind === 'none') return undefined;
  const lines = graph.nodes.map((node, index) => {
    const out = graph.edges.filter(({ from }) => from === index);
    const said = out.map(({ to, labels }) => `  ${labels.join(' or ')} -> ${to}`);
    const about =
      graph.kind === 'whole' ? node.lines.slice(1).join(', ') : `${node.lines.join(', ')}; ${node.states} states`;
    const end = out.length === 0 ? ': no edge leads on' : '';
    return [`${index} (${about})${node.isInitial ? ', initial' : ''}${end}`, ...said].join('\n');
  });
  return html`<details class="text-twin"><summary>The same as a list: ${graph.nodes.length} nodes, ${graph.edges.length} edges</summary>${pre(lines.join('\n'), 'Nodes and edges')}</details>`;
}

function coverage({ actions, conformance, graph }: ReportModel, document: ReportDocument): Html {
  const replay =
    conformance === undefined
      ? document.conformance === undefined
        ? 'There are no results of conformance yet: npm run conformance makes them.'
        : 'Conformance did not run this model.'
      : `Replayed on the implementation: ${conformance.transitionsReplayed} of ${conformance.transitions} transitions, ${conformance.pairs === undefined ? 'pairs not counted' : `${conformance.pairsReplayed ?? 0} of ${conformance.pairs} pairs`}, ${conformance.statesVisited} of ${conformance.states} states visited, ${conformance.refusalsTried} of ${conformance.refusals} refusals tried${conformance.sampled ? ', sampled' : ''}; ${conformance.divergences.length} divergences; ${conformance.runsValidated} of ${conformance.runs.recorded} recorded runs are behaviours of the model. Seed ${document.conformance?.seed ?? '-'}.`;
  const taken = (actions ?? []).filter(({ transitions }) => transitions > 0);
  const never = (actions ?? []).filter(({ transitions }) => transitions === 0).map(({ action }) => action);
  const counts = taken.map(({ action, transitions }) => `${action} ${transitions}`).join(', ');
  return html`<section><h3>Coverage</h3><p>${replay}</p>${
    actions === undefined
      ? html`<p>Transitions by action are not counted: ${graph.kind === 'none' ? graph.reason : 'its graph was not walked'}.</p>`
      : html`<p>Transitions by action: ${counts}.${never.length > 0 && ` Never taken within these bounds: ${never.join(', ')}.`}</p>`
  }</section>`;
}
