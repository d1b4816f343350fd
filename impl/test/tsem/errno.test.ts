/** Error numbers are the system's. */

import { constants } from 'node:os';
import test from 'ava';
import * as numbers from '../../tsem/errno.js';

// Other systems have other numbers.
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('each error number is that of the system that this runs on, negative', (t) => {
  t.true(Object.keys(numbers).length >= 9);
  for (const [name, number] of Object.entries(numbers)) {
    t.is<number | undefined, number>((constants.errno as Readonly<Record<string, number>>)[name], -number, name);
  }
});
