/** Two places of the project that do not agree, or a result that is not the expected one: a finding, never thrown. */

export interface Disagreement {
  /** Stable, for scripts: `missing-entry`, `verdict`, `count`, ... */
  readonly code: string;
  /** From the project root. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What stands there and what it does not agree with. */
  readonly message: string;
}

/** One line: `FILE:LINE: MESSAGE`. */
export function describeDisagreement({ file, line, message }: Disagreement): string {
  return `${file}:${line}: ${message}`;
}
