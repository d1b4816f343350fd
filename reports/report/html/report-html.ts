/** index.html: the whole report in one file that needs nothing else. */

import type { ReportDocument, ReportEntry } from '../document.js';
import type { Pictures } from '../pictures/pictures.js';
import { title, verdictLine } from '../words.js';
import { claimPage, type PageParts } from './claim-page.js';
import { type Html, html, link, trusted, verdictMark } from './elements.js';
import { Figures } from './figures.js';
import { modelPage, modelsPage } from './model-page.js';
import { explorerPage } from './mounts.js';
import { script } from './script.js';
import { limitsPage, replayPage } from './stage-pages.js';
import { style } from './style.js';
import { summaryPage } from './summary-page.js';

/** Nothing is loaded from anywhere, whatever got into the page. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export function reportHtml(document: ReportDocument, pictures: Pictures): string {
  const figures = new Figures(pictures);
  const parts: PageParts = { document, pictures, figures };
  const entries = document.systems.flatMap((system) => system.entries);
  const explorer = explorerPage(document.explorer);
  const pages = [
    summaryPage(document),
    ...entries.map((entry) => claimPage(entry, parts)),
    modelsPage(document),
    ...document.models.map((model) => modelPage(model, parts)),
    explorer.page,
    replayPage(document),
    limitsPage(document),
  ];
  const { text } = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title><link rel="icon" href="data:,"><style>${trusted(style)}${trusted(explorer.style)}</style></head>
<body><a class="skip" href="#main">Skip to the content</a>
<header><h1>${title}</h1><p class="line ${document.verdict.asExpected ? 'good' : 'bad'}">${verdictLine(document)}</p></header>
<div class="frame">${navigation(document)}<main id="main" tabindex="-1">
${pages}
</main></div>
<footer><p>Written from the last results by lsm-verify ${document.version}. The same results give the same bytes.</p></footer>
${figures.sprite()}
<script>${trusted(script)}</script><script>${trusted(explorer.script)}</script></body></html>
`;
  return text;
}

function navigation({ systems }: ReportDocument): Html {
  const item = (entry: ReportEntry) => {
    const words = entry.rulings.map(({ claim }) => claim.verdict);
    const [shown = 'unknown'] = words.includes('violated') ? (['violated'] as const) : words;
    return html`<li><a href="#${entry.anchor}" title="${entry.title}"><span class="n-${shown.replaceAll(' ', '-')}"><span aria-hidden="true">${verdictMark(shown)}</span><span class="unseen">${shown}</span></span> ${entry.id.replace(/^TSEM-/, '')}</a></li>`;
  };
  return html`<nav aria-label="Pages"><details class="menu" open><summary>Pages</summary>
<ul><li>${link('summary', 'Which claims fail, and why')}</li><li>${link('models', 'Models')}</li><li>${link('explorer-page', 'Explorer')}</li><li>${link('replay', 'Replay and coverage')}</li><li>${link('limits', 'Limits, versions, how to repeat')}</li></ul>
${systems.map((system) => html`<p class="nav-head">${system.name}</p><ul class="ids">${system.entries.map(item)}</ul>`)}
<p class="scripted"><button type="button" data-all aria-pressed="false">Everything on one page</button></p></details></nav>`;
}
