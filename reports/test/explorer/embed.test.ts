/** What is embedded in the page can neither end its element nor be taken for markup. */

import test from 'ava';
import fc from 'fast-check';
import { explorerFragment } from '../../explorer/embed.js';
import type { ExplorerData } from '../../explorer/explorer-data.js';
import { scriptJson } from '../../explorer/json-script.js';
import { leavesOf } from '../../explorer/leaves.js';

const hostile = '</script><!-- <script> ]]> \u2028 \u2029 & "\'';

test('JSON in a script element is the same when it is read again', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.constant(JSON.stringify([hostile]))), (text) => {
      const content: unknown = JSON.parse(text);
      t.deepEqual(JSON.parse(scriptJson(content)), content);
      t.notRegex(scriptJson(content), /[<\u2028\u2029]/);
    }),
    { seed: 20_261_126 },
  );
});

test('hostile names stay inside the data, and the script has no end of a script in it', (t) => {
  const data: ExplorerData = {
    schema: 'lsm-verify/explorer@1',
    values: [hostile],
    modules: [{ name: hostile, variables: [hostile], actions: [] }],
    models: [],
    claims: [],
  };
  const { html, script, style } = explorerFragment(data);
  const [, embedded = ''] = /<script type="application\/json" id="explorer-data">(.*?)<\/script>/s.exec(html) ?? [];
  t.deepEqual(JSON.parse(embedded), data);
  t.is(html.split('</script').length, 2);
  t.notRegex(script, /<\/script|<!--/i);
  t.notRegex(style, /<\/style/i);
  t.notRegex(script + style, /https?:|import\(|fetch\(|@import|url\(/);
});

test('a state is told leaf by leaf, with what changed and what is gone', (t) => {
  const before = [{ '#map': [['a', { good: true, to: { '#set': [1] } }]] as const }, { '#tup': ['x'] }];
  const after = [{ '#map': [['a', { good: false, by: 'o', to: { '#set': [1] } }]] as const }, { '#tup': [] }];
  t.deepEqual(leavesOf(['status', 'queue'], after, before), [
    { path: 'status[a].good', value: 'FALSE', before: 'TRUE' },
    { path: 'status[a].by', value: 'o', before: '(absent)' },
    { path: 'status[a].to', value: '{1}' },
    { path: 'queue', value: '<<>>', before: '<<x>>' },
  ]);
  t.deepEqual(leavesOf(['queue'], [{ '#map': [] }], [{ '#map': [['a', 1]] }]), [
    { path: 'queue', value: '()', before: '(absent)' },
    { path: 'queue[a]', value: '(absent)', before: '1' },
  ]);
});
