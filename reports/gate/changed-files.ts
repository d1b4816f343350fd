/** Which files differ from those of a revision: what `--since` runs for. */

import { InputError } from '../../spec/input-error.js';
import { runProgram } from './run-program.js';

/**
 * Files changed, added or taken away since `revision`, committed or not, as paths from the root.
 * @throws {InputError} for something that is no revision here.
 */
export async function filesChangedSince(
  root: string,
  revision: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const refuse = (found: string): never => {
    throw new InputError({ code: 'unknown-name', field: '--since', expected: 'a revision of this repository', found });
  };
  const git = async (...words: string[]): Promise<string> => {
    const run = await runProgram('git', words, { cwd: root, signal }).catch(() => refuse('no git'));
    signal.throwIfAborted();
    return run.code === 0 ? run.stdout : refuse(`${revision} (${run.stderr.trim().split('\n')[0]})`);
  };
  // A word that begins with a dash would be an option of git.
  if (revision.startsWith('-')) refuse(revision);
  const changed = await git('diff', '--name-only', '--no-renames', '--relative', '-z', revision, '--');
  const added = await git('ls-files', '--others', '--exclude-standard', '-z');
  return new Set(`${changed}${added}`.split('\0').filter((file) => file !== ''));
}
