/** The look of the page: light and dark, narrow and wide, on paper. Colour never says what no word says. */

import { drawingColours, drawingStyle } from '../pictures/svg.js';

const light = `--paper:#fff;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--soft:#f6f8fa;--link:#0b57d0;
--bad:#a3140c;--bad-paper:#fdeceb;--good:#0a5c2b;--good-paper:#e6f4ea;--open:#5c4400;--open-paper:#fff6dd;--table:#7a3b00;--table-paper:#fff0e0`;
const dark = `--paper:#0f1318;--ink:#e6edf3;--quiet:#a3adb8;--line:#3d444d;--soft:#171c23;--link:#8ab4f8;
--bad:#ffb4ab;--bad-paper:#46100c;--good:#9be2b0;--good-paper:#0d3319;--open:#f2d58a;--open-paper:#3a2f0b;--table:#ffc99a;--table-paper:#45270a`;
const darkDrawing = drawingColours({
  paper: '#0f1318',
  ink: '#e6edf3',
  quiet: '#a3adb8',
  line: '#6b7785',
  box: '#1d242d',
  bad: '#ffb4ab',
  'bad-paper': '#46100c',
  way: '#8ab4f8',
});

export const style = `
:root{${light};${drawingColours()}}
@media (prefers-color-scheme:dark){:root{${dark};${darkDrawing}}}
*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
h2:focus,main:focus{outline:none}
.skip{position:absolute;left:-100vw}.skip:focus{left:.5rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:9}
header{padding:1rem 1.25rem .75rem;border-bottom:1px solid var(--line)}
header h1{margin:0;font-size:1.35rem}.line{margin:.35rem 0 0;max-width:75rem;border-left:5px solid var(--good);padding-left:.6rem}.line.bad{border-color:var(--bad)}
.frame{display:grid;grid-template-columns:15rem minmax(0,1fr)}
nav{border-right:1px solid var(--line);padding:1rem;font-size:.92rem}
nav .menu{position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow:auto}
nav ul{list-style:none;margin:.25rem 0;padding:0}nav li{margin:.15rem 0}nav a{display:block;padding:.1rem .3rem;text-decoration:none}
nav a:hover{text-decoration:underline}nav a[aria-current]{background:var(--soft);font-weight:700;border-left:3px solid var(--link)}
nav .ids{display:grid;grid-template-columns:1fr 1fr}.nav-head{margin:.75rem 0 0;font-weight:700}
.n-violated{color:var(--bad);font-weight:700}.n-holds{color:var(--good)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
main{padding:1rem 1.5rem 3rem;min-width:0}main p,main li{max-width:52rem}
.page{margin-bottom:3rem}.routed:not(.everything) .page:not(.is-current){display:none}
.everything .page{content-visibility:auto;contain-intrinsic-size:auto 1200px;border-top:3px double var(--line);padding-top:1rem}
.scripted{display:none}.routed .scripted{display:flex}
h2{font-size:1.45rem;line-height:1.25;margin:.25rem 0 .75rem}h3{font-size:1.15rem;margin:1.75rem 0 .5rem}h4{margin:1.25rem 0 .35rem;font-size:1rem}
summary>h3{display:inline;margin:0}h2 .id{color:var(--quiet);font-weight:400;margin-right:.35rem}
section{scroll-margin-top:1rem}
.callout{border:1px solid var(--line);border-left:6px solid var(--open);background:var(--soft);padding:.6rem .9rem;max-width:60rem}
.callout.bad{border-left-color:var(--bad);background:var(--bad-paper)}
.callout.table{border-left-color:var(--table);background:var(--table-paper)}
.replay{border-left:6px solid var(--line);padding:.35rem .9rem}.replay.good{border-color:var(--good)}
.note,.quiet{color:var(--quiet)}.quiet{font-size:.9em}
.v{display:inline-block;padding:.1rem .45rem;border-radius:4px;border:1px solid var(--line);white-space:nowrap;text-decoration:none;color:var(--ink);font-size:.9rem}
a.v:hover{text-decoration:underline}
.v-violated{background:var(--bad-paper);color:var(--bad);border:2px solid var(--bad);font-weight:700}
.v-holds,.v-witness,.v-there{background:var(--good-paper);color:var(--good);border-color:var(--good)}
.v-unknown{background:var(--open-paper);color:var(--open);border-style:dashed;border-color:var(--open)}
.v-settled-by-table{background:var(--table-paper);color:var(--table);border:2px dotted var(--table)}
.v-assumption{font-style:italic;background:var(--soft)}.v-not-applicable{color:var(--quiet);border-color:transparent;background:none}
.wrong{color:var(--bad)}
.chips{display:flex;flex-wrap:wrap;gap:.4rem 1rem}
.short{display:block;font-weight:600}.why{display:block;font-size:.9rem;color:var(--quiet)}.more{font-size:.9rem}.more summary{color:var(--quiet)}
td .why{margin-top:.15rem}.remedy{display:block;font-size:.9rem}
.filter{flex-wrap:wrap;gap:.6rem 1rem;align-items:center;border:1px solid var(--line);background:var(--soft);padding:.6rem .8rem;margin:1rem 0}
input,select,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:4px;padding:.25rem .5rem}
button{cursor:pointer}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.95rem}caption{text-align:left;color:var(--quiet);padding:.35rem 0;font-size:.9rem}
table.overview{width:auto}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--quiet);white-space:nowrap}tbody th{font-weight:600}
.num{text-align:right;font-variant-numeric:tabular-nums}
.entries tbody th{white-space:nowrap}.entries .v{white-space:normal;font-size:.85rem}.entries .verdict-cell{padding-left:.3rem;padding-right:.3rem}
.models th,.models td{overflow-wrap:anywhere}.models tbody th{min-width:14rem}
code,pre{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.88em}
td code,th code{overflow-wrap:anywhere}
pre{background:var(--soft);border:1px solid var(--line);padding:.7rem .9rem;overflow-x:auto;max-width:100%}
figure{margin:1rem 0;border:1px solid var(--line);padding:.5rem}figure svg{display:block;margin:0 auto;background:var(--d-paper);height:auto}
figure .scroll svg{min-width:34rem;max-width:100%}figcaption{color:var(--quiet);font-size:.9rem;padding:.4rem .2rem 0}
.sprite{position:absolute}details{margin:.5rem 0}summary{cursor:pointer}ul.plain{list-style:none;margin:0;padding:0}
footer{border-top:1px solid var(--line);padding:.5rem 1.25rem;color:var(--quiet);font-size:.9rem}
main{overflow-wrap:break-word}
@media (max-width:800px){
.frame{display:block}nav{border-right:0;border-bottom:1px solid var(--line)}nav .menu{position:static;max-height:none}nav .ids{grid-template-columns:repeat(auto-fill,minmax(6rem,1fr))}
main{padding:1rem;overflow-wrap:anywhere}header{padding:.75rem 1rem}
table.stack,table.stack caption,table.stack tbody,table.stack tr,table.stack td,table.stack tbody th{display:block;width:100%;white-space:normal}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack tr{border-bottom:2px solid var(--quiet);padding:.5rem 0}table.stack tr[hidden],table.stack td:empty{display:none}table.stack td,table.stack tbody th{border:0;padding:.15rem 0;text-align:left}
table.stack td[data-t]::before{content:attr(data-t) ": ";color:var(--quiet);font-size:.85rem}
.entries td.verdict-cell{display:inline-block!important;width:auto!important;margin:.1rem .8rem .1rem 0}}
@media print{nav,.skip,.scripted,.files{display:none!important}.frame{display:block}body{font-size:11pt}a{color:inherit}
.scroll,pre{overflow:visible}pre{white-space:pre-wrap}figure svg{max-width:100%;min-width:0!important}tr,figure,.callout{break-inside:avoid}h2,h3,h4{break-after:avoid}
.routed.everything .page{break-before:page}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:auto}}
${drawingStyle}`;
