/** The first page: the verdict line, how to read it, and one table a system whose cells lead to the pages. */

import { firstSentence } from '../../../spec/actions.js';
import type { ReportDocument, ReportEntry, ReportSystem } from '../document.js';
import { readingRules } from '../words.js';
import { type Html, html, link, list, table, verdictLabel } from './elements.js';

const verdictWords = ['violated', 'holds', 'settled by table', 'unknown', 'assumption', 'not applicable'] as const;

export function summaryPage(document: ReportDocument): Html {
  const { verdict, systems, models, stages } = document;
  const old = models.filter(({ isCurrent }) => !isCurrent).length;
  const none = stages.filter(({ hasResults }) => !hasResults).map(({ name }) => name);
  return html`<article class="page" id="summary" aria-labelledby="summary-h">
<h2 id="summary-h" tabindex="-1">Which claims fail, and why</h2>
${systems.map(overview)}
${verdict.disagreements.length > 0 && html`<section><h3>Not as expected</h3>${list(verdict.disagreements.map((line) => html`${line}`))}</section>`}
${old > 0 && html`<p class="callout bad">The text of ${old} ${old === 1 ? 'model' : 'models'} is another now than the one that was checked. Their pages say so. Run npm run verify again.</p>`}
${none.length > 0 && html`<p class="note">No results yet: ${none.join(', ')}. ${link('replay', 'What each stage says')}</p>`}
<details class="legend"><summary>How to read the words</summary>${list(readingRules.map((rule) => html`${rule}`))}</details>
${filterForm(systems)}
${systems.map((system) => systemSection(system))}
</article>`;
}

/** How many verdicts of each word a variant has: the shortest answer there is. */
function overview({ name, variants, entries }: ReportSystem): Html {
  const rulings = entries.flatMap(({ rulings: own }) => own.map(({ claim }) => claim));
  const rows = verdictWords
    .filter((word) => rulings.some(({ verdict }) => verdict === word))
    .map((word) => ({
      cells: [
        verdictLabel({ verdict: word, asExpected: true }),
        ...variants.map((variant) => {
          const own = rulings.filter((ruling) => ruling.variant === variant && ruling.verdict === word);
          const claims = own.filter(({ kind }) => kind === 'claim').length;
          if (own.length === 0) return html`<span class="quiet">none</span>`;
          const parts = [counted(claims, 'claim'), counted(own.length - claims, 'finding')];
          return html`${parts.filter((part) => part !== '').join(', ')}`;
        }),
      ],
    }));
  return table(
    `${name}: verdicts by variant of the code. Violated: a claim is refuted, a defect was reproduced`,
    [{ title: 'verdict' }, ...variants.map((title) => ({ title }))],
    rows,
    'overview stack',
  );
}

function counted(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Works on the tables of this page; without a script it is not shown. */
function filterForm(systems: readonly ReportSystem[]): Html {
  const variants = [...new Set(systems.flatMap((system) => system.variants))];
  const option = (value: string, text = value) => html`<option value="${value}">${text}</option>`;
  return html`<form class="filter scripted" role="search" aria-label="Filter of the claims" data-filter="entries">
<label>Text <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<label>Verdict <select name="verdict">${option('', 'any')}${verdictWords.map((word) => option(word))}</select></label>
<label>in variant <select name="variant">${option('', 'any')}${variants.map((variant) => option(variant))}</select></label>
<label>Kind <select name="kind">${option('', 'both')}${option('claim', 'claims')}${option('finding', 'findings')}</select></label>
<button type="reset">Show all</button>
<output name="shown" aria-live="polite"></output></form>`;
}

function systemSection({ name, variants, entries }: ReportSystem): Html {
  const claims = entries.filter(({ kind }) => kind === 'claim');
  const findings = entries.filter(({ kind }) => kind === 'finding');
  const columns = [
    { title: 'id' },
    { title: 'in short, and what goes wrong' },
    ...variants.map((title) => ({ title, className: 'verdict-cell' })),
  ];
  const rows = (own: readonly ReportEntry[]) => own.map((entry) => entryRow(entry, variants));
  return html`<section id="system-${name}"><h3>${name}</h3>
<h4>What its authors claim</h4>
${claims.length === 0 ? html`<p>No claim in the catalogue.</p>` : table(`${name}: claims. "violated" says that the claim is refuted in that variant.`, columns, rows(claims), 'entries stack')}
<h4>Findings: defects that were read in the source</h4>
${findings.length === 0 ? html`<p>No finding in the catalogue.</p>` : table(`${name}: findings. "violated" says that the defect was reproduced in that variant, "holds" that it is not there.`, columns, rows(findings), 'entries stack')}
<p class="quiet">${loneNote(entries)}</p></section>`;
}

function entryRow(entry: ReportEntry, variants: readonly string[]) {
  const { id, anchor, title, kind, harm, rulings, source, paraphrase } = entry;
  const isRefuted = rulings.some(({ claim }) => claim.verdict === 'violated');
  const words = rulings.map(({ claim }) => `${claim.variant}=${claim.verdict}`).join('|');
  return {
    data: { kind, v: words },
    cells: [
      link(anchor, id),
      html`<span class="short">${title}</span>${isRefuted && harm !== undefined && html`<span class="why">${harm}</span>`}${remedyLine(entry)}<details class="more"><summary>claim and source</summary><p>${paraphrase}</p><p class="quiet">${source}</p></details>`,
      ...variants.map((variant) => {
        const ruling = rulings.find(({ claim }) => claim.variant === variant);
        if (ruling === undefined) return html`<span class="quiet">none</span>`;
        const { claim } = ruling;
        // The words alone could be taken for a good verdict.
        const shows = claim.verdict === 'settled by table' ? firstSentence(claim.why?.trim() ?? '') : '';
        return html`${verdictLabel(claim, ruling.anchor)}${shows !== '' && html`<span class="why">${shows}</span>`}`;
      }),
    ],
  };
}

function remedyLine({ rulings }: ReportEntry): Html | undefined {
  const said = new Map<string, string[]>();
  for (const { claim } of rulings) {
    if (claim.remedy === undefined) continue;
    const text = claim.remedy === 'none' ? 'none' : claim.remedy.join(', ');
    const mark = claim.remedy === 'none' || claim.remedyConfirmed === true ? '' : ' (not confirmed)';
    said.set(`${text}${mark}`, [...(said.get(`${text}${mark}`) ?? []), claim.variant]);
  }
  if (said.size === 0) return undefined;
  const texts = [...said].map(([text, among]) => (said.size === 1 ? text : `${among.join(', ')}: ${text}`));
  return html`<span class="remedy">Remedy: ${texts.join('; ')}</span>`;
}

/** Verdicts that only one engine gave are told as such. */
function loneNote(entries: readonly ReportEntry[]): string {
  const searched = entries
    .flatMap(({ rulings }) => rulings)
    .filter(({ claim }) => claim.model !== null && claim.verdict !== 'unknown');
  const lone = searched.filter(({ claim }) => claim.confirmedBy.length === 1);
  if (searched.length === 0) return '';
  if (lone.length === 0) return 'Every verdict by search was confirmed by more than one engine.';
  const engines = [...new Set(lone.flatMap(({ claim }) => claim.confirmedBy))].join(', ');
  return `${lone.length} of the ${searched.length} verdicts by search rest on one engine (${engines}).`;
}
