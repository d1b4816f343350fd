/** Says that our own engine will be asked for soon. Not behind `index.ts`: who says this has not yet loaded anything else. */

import { warmUp } from './engines/own/pool.js';

/** The engine gets ready while its caller does. */
export function expectOwn(): void {
  warmUp();
}
