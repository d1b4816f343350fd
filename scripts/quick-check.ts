/**
 * The door `check` on our own engine, from where the build bundles it. What takes longest to get ready starts first: the
 * checker's worker loads while the command line is read.
 */

import { expectOwn } from '../spec/checker/expect-own.js';

expectOwn();
await import('./command-line.js');
