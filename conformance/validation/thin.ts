/** Recordings made poorer: what an observer who does not see everything would have written. */

import type { Random } from '../../impl/scheduler/random.js';
import type { Run, RunHeader, RunLine } from './run-file.js';

/** The run without these variables, and without the steps of these actions: at most `max` lines in a row go. */
export function withoutNames(
  { header, lines }: Run,
  {
    variables,
    actions,
    max,
  }: { readonly variables: readonly string[]; readonly actions: readonly string[]; readonly max: number },
): Run {
  const kept = lines.map((line) => withoutVariables(line, (name) => variables.includes(name)));
  if (actions.length === 0) return { header, lines: kept };
  return withoutLines({ header, lines: kept }, { actions, max }, (action) => actions.includes(action));
}

/**
 * The run as somebody half blind recorded it: of each line some variables, perhaps no arguments or no name of the step; and some lines
 * not at all, of one half of the actions.
 */
export function thinned({ header, lines }: Run, random: Random): Run {
  const seen = [...new Set(lines.flatMap(({ action }) => action ?? []))];
  const actions = seen.filter(() => random(2) === 0);
  const poorer = lines.map((line): RunLine => {
    const { action, arguments: args, values, hidden } = withoutVariables(line, () => random(2) === 0);
    const told = random(4);
    return {
      values,
      hidden,
      ...(action === undefined || told === 0 ? {} : { action }),
      ...(action === undefined || args === undefined || told <= 1 ? {} : { arguments: args }),
    };
  });
  if (actions.length === 0) return { header, lines: poorer };
  const names = lines.map(({ action }) => action);
  return withoutLines({ header, lines: poorer }, { actions, max: 2 }, (_, index) => {
    const name = names[index];
    return name !== undefined && actions.includes(name) && random(2) === 0;
  });
}

function withoutVariables(line: RunLine, goes: (name: string) => boolean): RunLine {
  return { ...line, values: new Map([...line.values].filter(([name]) => !goes(name))) };
}

/** The first line stays. The line before those that go says how many may be missing after it. */
function withoutLines(
  { header, lines }: Run,
  { actions, max }: { readonly actions: readonly string[]; readonly max: number },
  goes: (action: string, index: number) => boolean,
): Run {
  const kept: RunLine[] = [];
  let gone = 0;
  for (const [index, line] of lines.entries()) {
    if (index > 0 && gone < max && goes(line.action ?? '', index)) {
      gone++;
      const last = kept.pop();
      if (last !== undefined) kept.push({ ...last, hidden: max });
    } else {
      gone = 0;
      kept.push(line);
    }
  }
  const told: RunHeader = { ...header, hidden: { actions, max } };
  return { header: told, lines: kept };
}
