/** The page of one entry of the catalogue. */

import { firstSentence } from '../../../spec/actions.js';
import type { ReportDocument, ReportEntry, ReportModel, ReportRuling } from '../document.js';
import { graphKey, type Pictures } from '../pictures/pictures.js';
import {
  boundsSentence,
  countsOf,
  distinctSchedules,
  endingOf,
  graphSentence,
  groundsText,
  memoryRule,
  modelOf,
  otherVersion,
  remedyText,
  seedRule,
} from '../words.js';
import { type Html, html, link, list, pre, table, verdictLabel } from './elements.js';
import type { Figures } from './figures.js';
import { runLink, stepLink } from './mounts.js';

export interface PageParts {
  readonly document: ReportDocument;
  readonly pictures: Pictures;
  readonly figures: Figures;
}

export function claimPage(entry: ReportEntry, parts: PageParts): Html {
  const { id, anchor, title, kind, paraphrase, source, note, harm, properties, rulings } = entry;
  const isRefuted = rulings.some(({ claim }) => claim.verdict === 'violated');
  const schedules = distinctSchedules(entry, parts.document);
  const shown = new Set(schedules.flatMap(({ ruling, alike }) => [ruling, ...alike]));
  return html`<article class="page" id="${anchor}" aria-labelledby="${anchor}-h">
<h2 id="${anchor}-h" tabindex="-1"><span class="id">${id}</span> ${title}</h2>
<p class="chips">${rulings.map(({ claim, anchor: to }) => html`<span class="chip">${claim.variant} ${verdictLabel(claim, to)}</span>`)}</p>
<p><strong>${kind === 'claim' ? 'Claimed' : 'Found'}:</strong> ${paraphrase}</p>
${isRefuted && harm !== undefined && html`<p class="callout bad"><strong>What goes wrong:</strong> ${harm}</p>`}
${tableNote(entry)}
<p><strong>Source:</strong> ${source}.</p>
${note !== undefined && html`<p class="note"><strong>Note:</strong> ${note}</p>`}
${schedules.map(({ ruling, alike }, index) => scheduleSection(entry, ruling, alike, index === 0, parts))}
<section><h3>Verdicts, variant by variant</h3>${verdictTable(entry, shown)}</section>
${remedySection(entry, parts.document)}
${properties.length > 0 && html`<section><h3>The property, in words and in TLA+</h3>${properties.map(({ name, module, line, words, tla }) => html`<h4>${name}</h4><p>${words || 'The module says nothing above it.'} <span class="quiet">(${module}:${line})</span></p>${pre(tla, `${name} in TLA+`)}`)}</section>`}
${repeatSection(entry, parts.document)}
</article>`;
}

/** What the rows of a table show: the verdict's words alone could be taken for a good one. */
function tableNote({ rulings }: ReportEntry): Html | undefined {
  const settled = rulings.filter(({ claim }) => claim.verdict === 'settled by table');
  if (settled.length === 0) return undefined;
  const said = [...new Set(settled.map(({ claim }) => firstSentence(claim.why?.trim() ?? '')))];
  return html`<p class="callout table"><strong>Settled by a table on the reference implementation:</strong> ${said.join(' ')}</p>`;
}

function verdictTable({ rulings }: ReportEntry, shown: ReadonlySet<ReportRuling>): Html {
  const rows = rulings.flatMap((ruling) => {
    const { claim, anchor } = ruling;
    const said = [claim.reason, claim.why?.trim()].filter((part) => part !== undefined).join(' ');
    const fails = claim.failsIn ?? [];
    const row = {
      ...(shown.has(ruling) ? {} : { id: anchor }),
      cells: [
        html`${claim.variant}`,
        html`${verdictLabel(claim)}`,
        html`${groundsText(claim)}${fails.length > 0 && html` It can fail: it is violated in ${fails.join(', ')}.`}${(claim.rows ?? []).length > 0 && html` Rows of the table: ${(claim.rows ?? []).join('; ')}.`}`,
        html`${said}`,
      ],
    };
    const readings = (claim.readings ?? []).map((reading) => ({
      cells: [
        html`${claim.variant}, reading: ${reading.name}`,
        verdictLabel({ verdict: reading.verdict, asExpected: reading.verdict === reading.expected }),
        html`Property ${reading.property} in ${reading.model}.`,
        html`${reading.why?.trim() ?? ''}`,
      ],
    }));
    return [row, ...readings];
  });
  return table(
    'Verdicts',
    [{ title: 'variant' }, { title: 'verdict' }, { title: 'grounds' }, { title: 'what there is to say' }],
    rows,
    'stack',
  );
}

function scheduleSection(
  entry: ReportEntry,
  ruling: ReportRuling,
  alike: readonly ReportRuling[],
  isFirst: boolean,
  parts: PageParts,
): Html {
  const { document, figures, pictures } = parts;
  const key = ruling.counterexample ?? '';
  const counterexample = document.counterexamples.get(key);
  if (counterexample === undefined) return html``;
  const { schedule, places, replay, model, property } = counterexample;
  const heading = `How it happens in ${[ruling, ...alike].map(({ claim }) => claim.variant).join(', ')}: ${schedule.steps.length} steps`;
  const picture = pictures.graphs.get(graphKey(model, property));
  const modelPage = modelOf(document, model);
  const hasLanes = schedule.lanes.some((name) => name !== '');
  const rows = schedule.steps.map((step, index) => ({
    cells: [
      stepLink(document.explorer, model, property, step.number),
      html`${schedule.lanes[step.lane] || 'a step'}`,
      html`<code>${step.action}</code> ${step.sentence}`,
      list(
        (step.changes.length === 0 ? ['nothing'] : step.changes).map((change) => html`<code>${change}</code>`),
        'plain',
      ),
      html`${(places[index] ?? []).map(({ step: name, file, line }) => html`<code>${name}</code> <span class="quiet">${file}:${line}</span> `)}`,
    ],
  }));
  const body = html`
${entry.harm === undefined && html`<p class="callout bad">${endingOf(entry, ruling, document)}</p>`}
<p>A shortest schedule that breaks ${link(modelPage?.anchor ?? 'models', property)} in ${link(modelPage?.anchor ?? 'models', model)}: no run of this model with fewer steps does.${alike.length > 0 && ` In ${alike.map(({ claim }) => claim.variant).join(', ')} it goes by the same steps.`}</p>
${modelPage !== undefined && !modelPage.isCurrent && html`<p class="callout">${otherVersion}</p>`}
${figures.sequence(key, `Sequence diagram${hasLanes ? ', one lane an actor' : ''}. The table below has the same in text.`)}
<details class="text-twin"><summary>The schedule as a table of changed values, with the steps of the implementation</summary>
<p class="start"><strong>Start:</strong> ${schedule.start.join('; ')}</p>
${table(`Schedule, ${schedule.steps.length} steps`, [{ title: '#', align: 'right' }, { title: 'who' }, { title: 'what happens' }, { title: 'what changes' }, { title: 'step of the implementation' }], rows, 'stack')}
${schedule.loop !== undefined && html`<p>${schedule.loop}</p>`}</details>
<p class="replay ${replay.kind === 'reached' ? 'good' : 'open'}"><strong>On the implementation.</strong> ${replay.sentence}</p>
${runLink(document.explorer, model, property)}
${picture !== undefined && html`<details><summary>The way through the state graph of the model</summary>${figures.graph(picture, modelPage === undefined ? '' : graphSentence(modelPage.graph))}</details>`}`;
  const anchors = alike.map(({ anchor }) => html`<span id="${anchor}"></span>`);
  return isFirst
    ? html`<section id="${ruling.anchor}">${anchors}<h3>${heading}</h3>${body}</section>`
    : html`<section id="${ruling.anchor}">${anchors}<details class="section"><summary><h3>${heading}</h3></summary>${body}</details></section>`;
}

function remedySection({ rulings }: ReportEntry, document: ReportDocument): Html | undefined {
  const said = new Map<string, { readonly variants: string[]; readonly models: readonly string[] }>();
  for (const { claim } of rulings) {
    const text = remedyText(claim);
    if (text === undefined) continue;
    const models = [claim.remedyModel, ...Object.values(claim.dropped ?? {})].filter((model) => model !== undefined);
    const known = said.get(text) ?? { variants: [], models };
    known.variants.push(claim.variant);
    said.set(text, known);
  }
  if (said.size === 0) return undefined;
  const items = [...said].map(([text, { variants, models }]) => {
    const links = models.flatMap((id) => {
      const model = modelOf(document, id);
      return model === undefined ? [] : [html` ${link(model.anchor, id)}`];
    });
    return html`<strong>${variants.join(', ')}:</strong> ${text}${links.length > 0 && html`<br><span class="quiet">Models:</span>${links}`}`;
  });
  return html`<section><h3>Remedy</h3>${list(items)}</section>`;
}

function repeatSection({ rulings }: ReportEntry, document: ReportDocument): Html {
  const ids = [...new Set(rulings.flatMap(({ claim }) => (claim.model === null ? [] : [claim.model])))];
  return html`<section class="repeat"><h3>Bounds, assumptions, and how to repeat it</h3>
${ids.map((id) => modelSummary(modelOf(document, id), id))}
<p>${memoryRule} ${seedRule}</p>
${pre(rulings.map(({ command }) => command).join('\n'), 'Commands')}</section>`;
}

/** What a verdict in this model rests on, shortly. */
function modelSummary(model: ReportModel | undefined, id: string): Html {
  const first = model?.results[0];
  if (model === undefined || first === undefined) return html`<p>${id}: no results.</p>`;
  return html`<details><summary>${id}</summary><p>${link(model.anchor, 'Its page')}. ${boundsSentence(first)} ${model.results.map((result) => countsOf(result)).join(' ')}</p>
<p>Not explored: ${first.notExplored.length === 0 ? 'nothing named' : first.notExplored.join('; ')}.</p><p class="quiet">Digest ${first.digest}</p>${!model.isCurrent && html`<p class="callout">${otherVersion}</p>`}</details>`;
}
