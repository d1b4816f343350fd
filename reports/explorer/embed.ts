/** The explorer as parts of a page: markup with the states in it, one script, one style sheet; nothing is fetched. */

import { readFileSync } from 'node:fs';
import type { ExplorerData } from './explorer-data.js';
import { scriptJson } from './json-script.js';
import { explorerStyle } from './style.js';

export interface ExplorerFragment {
  /** A `section` with the id `explorer`, to stand anywhere in the body. */
  readonly html: string;
  /** For a script element behind it. */
  readonly script: string;
  /** For a style element. */
  readonly style: string;
}

export function explorerFragment(data: ExplorerData): ExplorerFragment {
  return { html: html(data), script: browserScript(), style: explorerStyle };
}

/** Bundled from `browser/` by the build. */
function browserScript(): string {
  return readFileSync(new URL('./browser.js', import.meta.url), 'utf8');
}

function html(data: ExplorerData): string {
  return `<section class="explorer" id="explorer" aria-labelledby="explorer-title">
<h2 id="explorer-title">Explorer</h2>
<p>Step through the run behind a verdict “violated”, or leave it in any state by choosing another step that is possible there. Here are the runs of ${data.claims.length} such verdicts on claims and findings, and models to walk through: ${data.models.length}. The address in the browser leads back to the same step.</p>
<div id="explorer-app"><p>The explorer needs scripts, which are off here. The runs stand as tables at their claims.</p></div>
<script type="application/json" id="explorer-data">${scriptJson(data)}</script>
</section>
`;
}
