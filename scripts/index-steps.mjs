// Writes down, once, where the implementation says which action a step is: it says so in comments, which are not in what is built.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { readStepSources, stepIndex } = await import('../dist/conformance/replay/step-sources.js');
const root = fileURLToPath(new URL('..', import.meta.url));
writeFileSync(`${root}${stepIndex}`, JSON.stringify(readStepSources(root, 'impl')));
