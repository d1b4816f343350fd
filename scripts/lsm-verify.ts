#!/usr/bin/env node
/** The one command. What takes longest to get ready starts first: the checker's worker loads while the command line is read. */

import { expectOwn } from '../spec/checker/index.js';

const [door, ...words] = process.argv.slice(2);
if (door === 'check' && words.length > 0 && !words.some((word) => /^(--engine|--help|-h)/.test(word))) expectOwn();
await import('./command-line.js');
