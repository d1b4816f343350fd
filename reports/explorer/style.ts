/** How the explorer looks: on a screen, light or dark, wide or narrow, and in print. */

export const explorerStyle = `
.explorer {
  /* The colours of the page it stands in, where it has them. */
  --explorer-ink: var(--ink, #1a1a1a); --explorer-quiet: var(--quiet, #595959); --explorer-line: var(--line, #b8b8b8);
  --explorer-ground: var(--paper, #ffffff); --explorer-raised: var(--soft, #f3f3f1); --explorer-link: var(--link, #0a4a9e);
  --explorer-bad: var(--bad, #9b1c1c); --explorer-changed: #fff3c4;
  color: var(--explorer-ink); background: var(--explorer-ground);
}
@media (prefers-color-scheme: dark) {
  .explorer {
    --explorer-ink: var(--ink, #e8e8e6); --explorer-quiet: var(--quiet, #b4b4b0); --explorer-line: var(--line, #5c5c5a);
    --explorer-ground: var(--paper, #161617); --explorer-raised: var(--soft, #232325); --explorer-link: var(--link, #9cc4ff);
    --explorer-bad: var(--bad, #ffa8a0); --explorer-changed: #4a3c00;
  }
}
.explorer, .explorer * { box-sizing: border-box; }
.explorer code, .explorer .explorer-code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.92em; background: none; overflow-wrap: anywhere; }
.explorer h3 { font-size: 1.05rem; margin: 1.2rem 0 0.4rem; }
.explorer a { color: var(--explorer-link); }
.explorer :focus-visible { outline: 3px solid var(--explorer-link); outline-offset: 2px; }
.explorer-pick { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 0.6rem; margin: 0.8rem 0; }
.explorer-pick label { display: block; font-size: 0.88rem; color: var(--explorer-quiet); }
.explorer-pick select { display: block; width: 100%; min-height: 2.3rem; font: inherit; color: inherit; background: var(--explorer-raised); border: 1px solid var(--explorer-quiet); border-radius: 4px; padding: 0.2rem; }
.explorer-about { margin: 0.3rem 0; color: var(--explorer-quiet); font-size: 0.92rem; overflow-wrap: anywhere; }
.explorer-bar { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; margin: 0.8rem 0 0.4rem; }
.explorer button { font: inherit; color: inherit; background: var(--explorer-raised); border: 1px solid var(--explorer-quiet); border-radius: 4px; padding: 0.35rem 0.7rem; min-height: 2.3rem; cursor: pointer; }
.explorer button[aria-disabled="true"] { color: var(--explorer-quiet); border-style: dashed; cursor: default; }
.explorer-place { font-weight: 600; }
.explorer-said { border-left: 4px solid var(--explorer-link); padding: 0.5rem 0.8rem; background: var(--explorer-raised); min-height: 6.5rem; overflow-wrap: anywhere; }
.explorer-said p { margin: 0.15rem 0; }
.explorer-ending { color: var(--explorer-bad); font-weight: 600; }
.explorer-lost { border: 2px solid var(--explorer-bad); padding: 0.5rem 0.8rem; }
.explorer-columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2rem; align-items: start; }
.explorer-columns > div { min-width: 0; }
.explorer-next { list-style: none; margin: 0; padding: 0; }
.explorer-next li { margin: 0.3rem 0; }
.explorer-next button { width: 100%; text-align: left; display: grid; grid-template-columns: 1.6rem 1fr; }
.explorer-next .explorer-key { color: var(--explorer-quiet); }
.explorer-next .explorer-text { overflow-wrap: anywhere; min-width: 0; }
.explorer-next small { display: block; font-size: 0.88rem; color: var(--explorer-quiet); }
.explorer-next .explorer-course { border-width: 2px; border-color: var(--explorer-link); }
.explorer table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
.explorer th, .explorer td { text-align: left; vertical-align: top; padding: 0.2rem 0.5rem; border-bottom: 1px solid var(--explorer-line); overflow-wrap: anywhere; font-weight: normal; }
.explorer thead th { color: var(--explorer-quiet); }
.explorer caption { text-align: left; color: var(--explorer-quiet); padding: 0.2rem 0; }
.explorer tr.explorer-changed { background: var(--explorer-changed); }
.explorer tr.explorer-changed td, .explorer tr.explorer-changed th { font-weight: 600; }
.explorer-values th { width: 40%; }
.explorer-values small { display: block; font-weight: normal; font-size: 0.92em; }
.explorer caption { padding-left: 0.5rem; }
.explorer-scroll { max-height: 32rem; overflow: auto; border: 1px solid var(--explorer-line); position: relative; }
.explorer-schedule tr[aria-current] { background: var(--explorer-raised); box-shadow: inset 4px 0 0 var(--explorer-link); }
.explorer-schedule tr[aria-current] a { font-weight: 700; }
.explorer-schedule td:nth-child(-n+2) { overflow-wrap: normal; }
.explorer-schedule .explorer-what small { display: block; color: var(--explorer-quiet); font-size: 0.86rem; }
.explorer-keys { color: var(--explorer-quiet); font-size: 0.88rem; }
.explorer kbd { border: 1px solid var(--explorer-quiet); border-radius: 3px; padding: 0 0.3em; font-size: 0.85em; }
@media (max-width: 56rem) {
  .explorer-columns { grid-template-columns: minmax(0, 1fr); }
  .explorer-values th { width: 40%; }
.explorer-values small { display: block; font-weight: normal; font-size: 0.92em; }
.explorer caption { padding-left: 0.5rem; }
.explorer-scroll { max-height: 20rem; }
}
@media print {
  .explorer { --explorer-ink: #000; --explorer-quiet: #333; --explorer-line: #999; --explorer-ground: #fff; --explorer-raised: #fff; --explorer-bad: #000; --explorer-link: #000; --explorer-changed: #fff; }
  .explorer-pick, .explorer-bar, .explorer-said, .explorer-possible, .explorer-state, .explorer-places, .explorer-keys { display: none; }
  .explorer-columns { display: block; }
  .explorer-values th { width: 40%; }
.explorer-values small { display: block; font-weight: normal; font-size: 0.92em; }
.explorer caption { padding-left: 0.5rem; }
.explorer-scroll { max-height: none; overflow: visible; border: 0; }
  .explorer tr { break-inside: avoid; }
}
`;
