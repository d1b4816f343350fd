/** The formats by name, and what each makes of a telling. */

import { githubText } from './github.js';
import { junitText } from './junit.js';
import { ktapText } from './ktap.js';
import { markdownSummary } from './markdown.js';
import { sarifText } from './sarif.js';
import type { Telling } from './telling.js';

export const formatNames = ['junit', 'sarif', 'ktap', 'github', 'markdown'] as const;
export type FormatName = (typeof formatNames)[number];

/** The text of a file in this format. `version` is that of lsm-verify. */
export function formatted(format: FormatName, telling: Telling, version: string): string {
  switch (format) {
    case 'junit':
      return junitText(telling);
    case 'sarif':
      return sarifText(telling, version);
    case 'ktap':
      return ktapText(telling);
    case 'github':
      return githubText(telling);
    case 'markdown':
      return markdownSummary(telling);
  }
}
