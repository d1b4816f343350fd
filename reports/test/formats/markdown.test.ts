/** The summary in Markdown: read by a Markdown reader it shows the text that was told, and nothing in it becomes markup. */

import test from 'ava';
import fc from 'fast-check';
import { marked } from 'marked';
import { markdownSummary, plain } from '../../formats/markdown.js';
import { visible } from '../../formats/text.js';
import { hostileTelling, hostileText, longNames, tellingOf } from './hostile.js';

/** The text of the HTML that a reader makes; undefined when there is other markup in it than the tags named. */
function shown(markdown: string, tags: RegExp): string | undefined {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const text = html.replace(tags, '');
  if (/[<>]/.test(text)) return undefined;
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const paragraphTags = /<\/?p>|\n/g;
const tableTags = /<\/?(?:table|thead|tbody|tr|th|td)>|\n/g;

test('law: a paragraph shows any text, control characters as \\u and four digits', (t) => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const expected = visible(text).trim();
      fc.pre(expected !== '');
      t.is(shown(`${plain(text)}\n`, paragraphTags), expected);
    }),
    { seed: 5, numRuns: 1000 },
  );
});

test('law: a cell shows any text, and stays one cell', (t) => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const table = `| a | b |\n| --- | --- |\n| x${plain(text)} | end |\n`;
      t.is(shown(table, tableTags), `abx${visible(text).trim()}end`);
    }),
    { seed: 5, numRuns: 1000 },
  );
});

test('law: a summary has no other markup than its own', (t) => {
  const own = /<\/?(?:h2|h3|p|strong|table|thead|tbody|tr|th|td)>|\n/g;
  fc.assert(
    fc.property(hostileTelling, (telling) => {
      t.not(shown(markdownSummary(telling), own), undefined);
    }),
    { seed: 5, numRuns: 100 },
  );
});

test('a name of 4095 bytes is shown', (t) => {
  for (const name of longNames) {
    t.is(shown(`x${plain(name)}\n`, paragraphTags), `x${visible(name)}`);
  }
});

test('a failure is told with its schedule and where each step stands', (t) => {
  const spec = { file: 'spec/toy/Latch.tla', line: 20 };
  const flow = [
    { step: 'initial state', text: 'flag: FALSE' },
    { step: 'SetFlag', text: 'It sets the flag.', spec },
  ];
  t.is(
    markdownSummary(tellingOf({ flow, place: spec })),
    `## lsm-verify verify

**NOT as expected.** One model.

|  | FAILED |
| --- | --- |
| toy | 1 |

### Not as expected

**toy/M.one: Safe** It is not safe. (at spec/toy/Latch.tla:20)

| \\# | step | what happens | where |
| --- | --- | --- | --- |
| 0 | initial state | flag: FALSE |  |
| 1 | SetFlag | It sets the flag. | spec/toy/Latch.tla:20 |
`,
  );
});
