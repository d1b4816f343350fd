#!/usr/bin/env node
/** The one command. Imports nothing of its own accord: `check` on our own engine is as quick as what it has to load. */

import { asksOwnEngine } from './asks-own-engine.js';

// The bundled files are made after these are compiled, so that their name means nothing to the compiler.
const quick: string = '../quick/door/quick-check.js';
await (asksOwnEngine(process.argv.slice(2)) ? import(quick) : import('./command-line.js'));
