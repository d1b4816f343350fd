/** The one error for text and files that are not what they should be: the place, what was expected, what was found. */

export interface InputFault {
  /** Stable, for scripts: `missing-file`, `syntax`, `unknown-name`, ... */
  readonly code: string;
  /** The file as the user can open it: relative to the working directory where that is shorter. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** Path inside a structured file, for example `models[3].properties[0].expected`. */
  readonly field?: string;
  readonly expected: string;
  readonly found?: string;
  /** The nearest name that exists, if one was misspelt. */
  readonly nearest?: string;
}

export class InputError extends Error {
  readonly fault: InputFault;

  constructor(fault: InputFault) {
    super(describeFault(fault));
    this.name = 'InputError';
    this.fault = fault;
  }
}

/** One line: `FILE:LINE:COLUMN: FIELD: expected ..., found ... (did you mean ...?)`. */
export function describeFault(fault: InputFault): string {
  const place = [fault.file, fault.line, fault.column].filter((part) => part !== undefined).join(':');
  const where = [place, fault.field].filter((part) => part !== undefined && part !== '').join(': ');
  const found = fault.found === undefined ? '' : `, found ${fault.found}`;
  const nearest = fault.nearest === undefined ? '' : ` (did you mean ${fault.nearest}?)`;
  return `${where === '' ? '' : `${where}: `}expected ${fault.expected}${found}${nearest}`;
}

/**
 * The candidate closest to `name` by edit distance, or undefined when none is close
 * (more than a third of the letters would have to change).
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.floor(Math.max(name.length, 3) / 3) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
