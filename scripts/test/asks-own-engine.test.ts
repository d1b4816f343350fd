import test from 'ava';
import { asksOwnEngine } from '../asks-own-engine.js';

const asks = test.macro({
  exec: (t, line: string, expected: boolean) => t.is(asksOwnEngine(line.split(' ')), expected),
  title: (_, line: string, expected: boolean) =>
    `\`${line}\` is ${expected ? '' : 'not '}a run of our own engine alone`,
});
test(asks, 'check M.tla', true);
test(asks, 'check M.tla --config M.cfg --json', true);
test(asks, 'check M.tla --engine own', true);
test(asks, 'check --engine=own M.tla', true);
test(asks, 'check M.tla --engine tlc', false);
test(asks, 'check M.tla --engine=all', false);
test(asks, 'check M.tla --engine own --engine tlc', false);
test(asks, 'check M.tla --engine', false);
test(asks, 'check --help', false);
test(asks, 'check -h', false);
test(asks, 'check', false);
test(asks, 'verify M', false);
