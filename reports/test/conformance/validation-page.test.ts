import test from 'ava';
import { crossing, validated } from '../../../conformance/test/validation/ferry-runs.js';
import { validationJson } from '../../conformance/store.js';
import { validationDocument } from '../../conformance/validation.js';
import { plainWidth, terminalText } from '../../render/terminal.js';
import { validationPage } from '../../render/validation-page.js';
import { matchesGolden } from '../golden.js';

const [header = '', start = '', first = '', second = '', sailed = '', rest = ''] = crossing;
const hiding = header.replace('}', ',"hidden":{"actions":["Board"],"max":1}}');

const runs: readonly (readonly [string, readonly string[]])[] = [
  ['a behaviour', crossing],
  ['a partial behaviour', [header, '{}', '{"action":"Board"}', '{"state":{"crossings":0}}']],
  ['a step that is not possible', [header, start, first, second.replace('"Board","arguments":["b",2]', '"Rest"')]],
  ['another value', [header, start, first, second.replace('["b",2]]}', '["b",1]]}'), sailed, rest]],
  ['a lost line', [header, start, first, sailed, rest]],
  ['too many hidden steps', [hiding, '{"hidden":true}', sailed]],
  ['another start', [header, second.replace(/,"action".*/, '}')]],
];

for (const [title, lines] of runs) {
  test(`the page of ${title} fits one screen, and its document the schema`, async (t) => {
    const found = {
      file: 'run.ndjson',
      model: 'toys/Ferry.two',
      lines: lines.length - 1,
      found: await validated(lines),
    };
    const text = terminalText(validationPage(found), { width: plainWidth, colour: false });
    t.true(text.split('\n').length <= 40);
    matchesGolden(t, `validation-${title.replaceAll(' ', '-')}.txt`, text);
    t.is(JSON.parse(validationJson(validationDocument(found))).ok, found.found.verdict === 'behaviour');
  });
}
