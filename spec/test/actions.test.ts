/** What a module says in words: sentences, actors, sections, and what is left of a module that says nothing. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { describeModule, describeStep, firstSentence } from '../actions.js';
import { toyProject } from './temporary-project.js';

const latch = describeModule(readFileSync(join(toyProject, 'spec/toy/Latch.tla'), 'utf8'), 'Latch.tla');

test('an action with a parameter is told of its actor, with the argument in the place of the parameter', (t) => {
  t.deepEqual(describeStep(latch, 'TestFlag', ['a']), { actor: 'Sleeper a', sentence: 'a tests the flag.' });
});

test('an action without parameters belongs to the heading of its section', (t) => {
  t.deepEqual(describeStep(latch, 'WakeAll', []), {
    actor: 'Waker',
    sentence: 'The waker wakes everybody who is asleep now.',
  });
});

test('an action that the module does not define is told of nobody', (t) => {
  t.deepEqual(describeStep(latch, 'Elsewhere', ['a']), { sentence: '' });
});

test('a definition keeps its comment, its place and its text', (t) => {
  const definition = latch.definitions.get('NoLostWakeup');
  t.is(definition?.comment, 'Nobody sleeps once the waker has been through: nobody would wake them.');
  t.is(definition?.text, 'NoLostWakeup == woken => \\A s \\in Sleeper : pc[s] # "asleep"');
});

const described = (body: string) =>
  describeModule(`---- MODULE M ----\nVARIABLE x\nInit == x = 0\n${body}\nNext == x' = 0\n====\n`, 'M.tla');

test('in a section whose sentences do not begin with the first parameter the heading acts', (t) => {
  const world = described("----\n\\* World.\n\n\\* A signal is sent to t.\nSend(t) == x' = t");
  t.deepEqual(describeStep(world, 'Send', ['a']), { actor: 'World', sentence: 'A signal is sent to a.' });
});

test('a string argument is said without its quotes, and only whole words are replaced', (t) => {
  const module = described("----\n\\* Task: all of them.\n\n\\* t's target is t (t1 and at stay).\nGo(t) == x' = t");
  t.is(describeStep(module, 'Go', ['"a"']).sentence, "a's target is a (t1 and at stay).");
});

test('a parameter that is an English word stays a word', (t) => {
  const module = described("\\* a sends a message to b.\nSend(a, b) == x' = a");
  t.is(describeStep(module, 'Send', ['p1', 'p2']).sentence, 'a sends a message to p2.');
});

test('a heading of many words is a comment and not an actor', (t) => {
  const module = described("----\n\\* These are all the actions there are. Read on.\nGo(t) == x' = t");
  t.is(describeStep(module, 'Go', ['a']).actor, undefined);
});

test('block comments, boxed or not, are comments', (t) => {
  const plain = described("(* The clock\n   ticks. *)\nTick == x' = 1");
  t.is(plain.definitions.get('Tick')?.comment, 'The clock ticks.');
  const box = described("(*************)\n(* The clock *)\n(* ticks.    *)\n(*************)\nTick == x' = 1");
  t.is(box.definitions.get('Tick')?.comment, 'The clock ticks.');
});

test('a text that is no module has no definitions', (t) => {
  t.is(describeModule('nothing', 'M.tla').definitions.size, 0);
});

test('a sentence ends at a full stop before a blank, not at an abbreviation or in a name', (t) => {
  t.is(firstSentence('It reads fs.c, e.g. twice (D.3). Then it stops.'), 'It reads fs.c, e.g. twice (D.3).');
  t.is(firstSentence('No stop'), 'No stop');
});
