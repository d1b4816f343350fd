/** Whether the words after `lsm-verify` are a run of `check` on our own engine and on no other. */

/** False in doubt: a wrong word or a question for help is answered as well without it, only later. */
export function asksOwnEngine([door, ...words]: readonly string[]): boolean {
  if (door !== 'check' || words.length === 0) return false;
  return words.every((word, index) => {
    if (word === '--help' || word === '-h') return false;
    if (word === '--engine') return words[index + 1] === 'own';
    return !word.startsWith('--engine') || word === '--engine=own';
  });
}
