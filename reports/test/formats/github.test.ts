/** Annotations: read back by the rules of the runner, they are what was told. */

import test from 'ava';
import fc from 'fast-check';
import { githubText } from '../../formats/github.js';
import { checksOf } from '../../formats/telling.js';
import { wellFormed } from '../../formats/text.js';
import { hostileTelling, longNames, tellingOf } from './hostile.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** One line as the runner takes it: the command's name, properties up to the next two colons, then the message. */
function commandOf(line: string): Command {
  const [, name = '', listed = '', message = ''] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  if (name === '') throw new Error(`no command: ${line}`);
  const properties = listed.split(',').map((each) => {
    const equals = each.indexOf('=');
    return [each.slice(0, equals), propertyBack(each.slice(equals + 1))] as const;
  });
  return { name, properties: Object.fromEntries(properties), message: messageBack(message) };
}

function messageBack(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function propertyBack(text: string): string {
  return messageBack(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

test('law: one error for each failed check, and any text comes back', (t) => {
  fc.assert(
    fc.property(hostileTelling, (telling) => {
      const lines = githubText(telling).split('\n');
      t.is(lines.pop(), '');
      const read = lines.map(commandOf);
      const failed = checksOf(telling).filter(([, { outcome }]) => outcome === 'failed');
      t.is(read.length, failed.length + 1);
      for (const [index, [group, { name, message, place }]] of failed.entries()) {
        const found = read[index];
        t.is(found?.name, 'error');
        t.is(found?.properties.title, wellFormed(`${group.name}: ${name}`));
        t.is(found?.properties.file, place && wellFormed(place.file));
        t.is(found?.properties.line, place && String(place.line));
        t.true(found?.message.startsWith(wellFormed(message)));
      }
      t.is(read.at(-1)?.message, wellFormed(telling.summary));
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('a name of 4095 bytes comes back', (t) => {
  for (const name of longNames) {
    t.is(commandOf(githubText(tellingOf({ name })).split('\n')[0] ?? '').properties.title, `toy/M.one: ${name}`);
  }
});

test('an annotation stands at the line that is meant, and tells the schedule', (t) => {
  const flow = [
    { step: 'initial state', text: '' },
    { step: 'SetFlag', text: 'It sets the flag.' },
  ];
  const expectedAt = { file: 'spec/manifest.json', line: 7 };
  t.is(
    githubText(tellingOf({ place: { file: 'spec/toy/Latch.tla', line: 20 }, expectedAt, flow, message: '50% gone' })),
    '::error file=spec/toy/Latch.tla,line=20,title=toy/M.one%3A Safe::50%25 gone%0AExpected at spec/manifest.json:7.%0Ainitial state%0A1. SetFlag\n' +
      '::notice title=lsm-verify verify::One model.\n',
  );
});
