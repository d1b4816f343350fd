/** What must be true of a report whatever stands in the results: harmless, within its width, well formed. */

import test from 'ava';
import fc from 'fast-check';
import type { Page } from '../../render/page.js';
import { rstText } from '../../render/rst.js';
import { slug } from '../../report/anchors.js';
import type { ReportGraph } from '../../report/document.js';
import { html } from '../../report/html/elements.js';
import { reportHtml } from '../../report/html/report-html.js';
import { reportMarkdown, reportRst, reportText } from '../../report/pages/texts.js';
import { createDrawer } from '../../report/pictures/drawer.js';
import { graphDot, graphDrawing } from '../../report/pictures/graph.js';
import { drawPictures } from '../../report/pictures/pictures.js';
import { escapeXml, standaloneSvg } from '../../report/pictures/svg.js';
import { visible } from '../../report/visible.js';
import { verdictLine } from '../../report/words.js';
import { handMadeReport } from './hand-made.js';

const seed = 20240219;
const hostile =
  '</script><script>alert(1)</script><img src=x onerror=alert(2)> "\' &lt; `x` *y* |z| _a_ [b](javascript:c) \u202eevil\u0000';
const never = { place: () => Promise.resolve({ reason: 'it took more than 10 seconds' }) };

async function drawn(text: string) {
  const document = await handMadeReport(text);
  const options = { drawer: never, signal: new AbortController().signal, onGraph: () => undefined };
  return { document, pictures: await drawPictures(document, options) };
}

/** Any text, with the signs that formats give a meaning to more often than chance would. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '<b>',
        '&amp;',
        '::',
        '|',
        '*',
        '_ ',
        '`',
        '- ',
        '1. ',
        '====',
        '\n',
        '# ',
        '.. ',
        '\\',
        '😀',
        '漢字',
      ),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('hostile text is shown and does nothing in the page', async (t) => {
  const { document, pictures } = await drawn(hostile);
  const page = reportHtml(document, pictures);
  t.is(page.split('<script').length - 1, 3, 'the two scripts and the data of the explorer');
  t.false(page.includes('<img'));
  t.false(page.includes('\u202e'));
  t.false(page.includes('\u0000'));
  t.true(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  for (const { drawing } of pictures.sequences.values()) t.notRegex(standaloneSvg(drawing), /<script|<img|\u202e/);
  const prose = reportMarkdown(document).replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
  t.notRegex(prose, /[^\\]<(script|img)/);
});

test('a name of 4095 bytes is shown in every format, and mail keeps its width', async (t) => {
  const { document, pictures } = await drawn('n'.repeat(4095));
  t.true(reportHtml(document, pictures).includes('n'.repeat(4095)));
  t.true(
    reportText(document)
      .split('\n')
      .every((line) => line.length <= 75),
  );
  t.true(slug('n'.repeat(4095)).length <= 120);
  for (const { slug: name } of pictures.sequences.values()) t.true(name.length < 255);
  t.true(reportRst(document).length > 4095);
});

test('escaped text has no sign that markup starts with, and says the same', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeXml(text);
        const back = escaped
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&');
        return !/[<>"']/.test(escaped) && back === visible(text) && html`${text}`.text === escaped;
      }),
      { seed, numRuns: 500 },
    ),
  );
});

test('no line of the mail is wider than 75 columns, whatever the texts are', async (t) => {
  await t.notThrowsAsync(() =>
    fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const lines = reportText(await handMadeReport(text)).split('\n');
        return lines.every((line) => line.length <= 75);
      }),
      { seed, numRuns: 15 },
    ),
  );
});

test('in reStructuredText rules are as long as their titles, and tables are straight', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 3, maxLength: 3 }), ([title = '', one = '', two = '']) => {
        const page: Page = [
          { kind: 'heading', level: 2, text: `T ${visible(title)}` },
          {
            kind: 'table',
            columns: [{ title: 'a' }, { title: 'b', wraps: true }],
            rows: [[{ text: visible(one) }, { text: visible(two) }]],
          },
        ];
        const [head = '', rule = '', , ...table] = rstText(page).trimEnd().split('\n');
        const isGrid = table[0]?.startsWith('+') === true;
        const isStraight = !isGrid || table.every((line) => line.length === table[0]?.length && /^[+|]/.test(line));
        return (
          /^=+$/.test(rule) &&
          rule.length >= [...head].length &&
          isStraight &&
          (isGrid || table[0] === '.. list-table::')
        );
      }),
      { seed, numRuns: 500 },
    ),
  );
});

test('text that looks like a mark of reStructuredText is none', (t) => {
  const page: Page = [
    { kind: 'paragraph', text: '- no list' },
    { kind: 'paragraph', text: '1. no list' },
    { kind: 'paragraph', text: 'no literal block follows::' },
    { kind: 'paragraph', text: '.. no comment' },
    { kind: 'paragraph', text: 'name_ *star* |bar| `tick`' },
  ];
  t.is(
    rstText(page),
    '\\- no list\n\n\\1. no list\n\nno literal block follows\\::\n\n\\.. no comment\n\nname\\_ \\*star\\* \\|bar\\| \\`tick\\`\n',
  );
});

test('a table does not stand among what holds: it says what it shows', async (t) => {
  const { document, pictures } = await drawn('x');
  t.regex(verdictLine(document), /1 settled by table \(each says: The defect is there\)/);
  const page = reportHtml(document, pictures);
  t.regex(page, /v-settled-by-table" href="#claim-TOY-T1-new">.*?The defect is there\./s);
});

const line: ReportGraph = {
  kind: 'whole',
  view: '',
  states: 2,
  transitions: 1,
  hiddenTransitions: 0,
  nodes: [
    { lines: ['state 0', 'pc: idle'], isInitial: true, states: 1 },
    { lines: ['state 1', 'pc: done'], isInitial: false, states: 1 },
  ],
  edges: [{ from: 0, to: 1, labels: ['Go'] }],
  paths: new Map([['Safe', { nodes: [0, 1], edges: [0] }]]),
};

test('a drawing that takes too long is left out and said to be; its list of edges is there', async (t) => {
  const made = await handMadeReport('x');
  const document = { ...made, models: made.models.map((model) => ({ ...model, graph: line })) };
  const pictures = await drawPictures(document, {
    drawer: never,
    signal: new AbortController().signal,
    onGraph: () => undefined,
  });
  t.deepEqual(
    [...pictures.graphs.values()].map(({ drawing, reason }) => [drawing, reason]),
    [[undefined, 'it took more than 10 seconds']],
  );
  const page = reportHtml(document, pictures);
  t.regex(page, /Not drawn: it took more than 10 seconds\./);
  t.regex(page, /0 \(pc: idle\), initial\n {2}Go -&gt; 1\n1 \(pc: done\): no edge leads on/);
});

test('the drawer gives up on what takes too long, and draws what comes after', async (t) => {
  const hasty = createDrawer(1);
  t.teardown(() => hasty.close());
  t.deepEqual(await hasty.place('digraph{a->b}'), { reason: 'it took more than 0.001 seconds' });
  const patient = createDrawer(120_000);
  t.teardown(() => patient.close());
  const refused = await patient.place('digraph{');
  t.true('reason' in refused);
  const placed = await patient.place(graphDot(line, line.paths.get('Safe')));
  if ('reason' in placed) return t.fail(placed.reason);
  const drawing = graphDrawing(line, line.paths.get('Safe'), placed.json, 'a line', 'two states');
  t.regex(drawing.body, /d-way.*d-waybox d-init.*pc: idle.*d-badbox.*pc: done/s);
  const png = await patient.png(standaloneSvg(drawing));
  t.true('bytes' in png && Buffer.from(png.bytes).subarray(1, 4).toString() === 'PNG');
});

test('the stages without results are named, with the command that makes them', async (t) => {
  const text = reportText(await handMadeReport('x')).replace(/\s+/g, ' ');
  t.regex(text, /replay of transitions none yet/);
  t.regex(text, /mutation none yet/);
  t.regex(text, /Not replayed: there are no results of conformance yet\. npm run conformance makes them\./);
});

test('names of places are safe and differ where the texts do', (t) => {
  t.is(slug('TSEM-I1'), 'TSEM-I1');
  t.notThrows(() =>
    fc.assert(
      fc.property(
        anyText,
        anyText,
        (one, two) => /^[\w.-]*$/.test(slug(one)) && (one === two || slug(one) !== slug(two)),
      ),
      { seed, numRuns: 500 },
    ),
  );
});
