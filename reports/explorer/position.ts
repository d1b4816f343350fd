/** Where a reader of the explorer stands, and the address that leads there again. */

export type Origin =
  /** An initial state, by its index. */
  | { readonly kind: 'initial'; readonly index: number }
  /** The run that refutes (or witnesses) a property: all of it, or its first `steps` steps and then the reader's own choices. */
  | { readonly kind: 'trace'; readonly property: string; readonly steps?: number };

export interface Position {
  /** Id. */
  readonly model: string;
  readonly origin: Origin;
  /** After the origin: of the steps possible in each state the one chosen, by its index. None on a whole trace. */
  readonly choices: readonly number[];
  /** Number of steps taken; beyond the end of a run that goes on for ever, it is in the loop. */
  readonly at: number;
}

const opening = '#explore=';
/** The most steps an address can tell of. */
export const stepsMax = 99_999;

/**
 * The address of a position: `#explore=MODEL:PROPERTY:STEP` on a run, `#explore=MODEL:PROPERTY@STEPS.CHOICE.CHOICE...:STEP` where it
 * was left after that many steps, `#explore=MODEL:@INITIAL.CHOICE...:STEP` for a walk. Choices and initial states count from 1, as they
 * are shown.
 */
export function printFragment({ model, origin, choices, at }: Position): string {
  const path = choices.map((choice) => `.${choice + 1}`).join('');
  return `${opening}${escaped(model)}:${originText(origin)}${path}:${at}`;
}

/** The position of an address; undefined for one that is not the explorer's, and for one that is malformed. */
export function parseFragment(fragment: string): Position | undefined {
  if (!isExplorerFragment(fragment)) return undefined;
  const [modelText, course, atText, ...rest] = fragment.slice(opening.length).split(':');
  const model = unescaped(modelText ?? '');
  const at = number(atText ?? '');
  if (model === undefined || course === undefined || at === undefined || rest.length > 0) return undefined;
  const [name, path, ...more] = course.split('@');
  const property = unescaped(name ?? '');
  if (property === undefined || more.length > 0) return undefined;
  if (path === undefined) {
    return property === '' ? undefined : { model, origin: { kind: 'trace', property }, choices: [], at };
  }
  const [first, ...chosen] = path.split('.').map(number);
  if (first === undefined || !chosen.every((choice) => choice !== undefined && choice > 0)) return undefined;
  const choices = chosen.flatMap((choice) => (choice === undefined ? [] : [choice - 1]));
  if (name !== '') return { model, origin: { kind: 'trace', property, steps: first }, choices, at };
  return first === 0 ? undefined : { model, origin: { kind: 'initial', index: first - 1 }, choices, at };
}

/** Whether the fragment means the explorer, malformed or not. */
export function isExplorerFragment(fragment: string): boolean {
  return fragment.startsWith(opening);
}

function originText(origin: Origin): string {
  if (origin.kind === 'initial') return `@${origin.index + 1}`;
  return escaped(origin.property) + (origin.steps === undefined ? '' : `@${origin.steps}`);
}

function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/');
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function number(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= stepsMax ? Number(text) : undefined;
}
