/** Lines of the control file that release a task, for a kernel with one namespace. */

import type { Variant } from './code.js';
import { readControlLine } from './control-line.js';
import { EINVAL } from './errno.js';
import type { ControlGrammar } from './kernel.js';

/**
 * Reads lines as the variant does, for a writer whose digest has `digestSize` bytes. Other commands than `trusted` and `untrusted` get
 * -EINVAL here: they are for control-file.ts. No grammar names the event that a release answers, so that a kernel repaired with
 * BindToEvent refuses every line.
 *
 * @throws {Error} where the kernel would follow a pointer that leads nowhere.
 */
export function releaseLines(variant: Variant, digestSize: number): ControlGrammar {
  return (line) => {
    const text = Buffer.from(line);
    const read = readControlLine({ text, length: text.length, position: 0 }, { variant, digestSize });
    if (read.kind === 'fault') throw new Error(`${read.where}: ${read.what}`);
    if (read.kind === 'refused') return read.errno;
    if (read.command.kind !== 'release') return EINVAL;
    const { verdict, pid, credential } = read.command;
    const hasKey = 'key' in credential;
    return {
      command: verdict,
      pid,
      tnum: hasKey ? 0 : Number(credential.taskNumber),
      event: 0,
      key: hasKey ? Buffer.from(credential.key, 'hex') : new Uint8Array(),
    };
  };
}
