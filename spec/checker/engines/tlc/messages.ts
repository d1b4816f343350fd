/** TLC's output in `-tool` mode: numbered messages between marks. */

export interface Message {
  /** As in TLC's class EC. */
  readonly code: number;
  /** 0 information, 1 error, 2 TLC bug, 3 warning, 4 state. */
  readonly severity: number;
  readonly text: string;
}

/** The codes this adapter knows by name (tlc2.output.EC). */
export const codes = {
  assumptionFalse: 2104,
  invariantInitial: 2107,
  propertyInitial: 2108,
  invariant: 2110,
  actionProperty: 2112,
  deadlock: 2114,
  temporalProperty: 2116,
  backToState: 2122,
  success: 2193,
  depth: 2194,
  statistics: 2199,
  progress: 2200,
  state: 2217,
  stuttering: 2218,
  noStates: 2401,
  parsingFailed: 3002,
} as const;

/** The messages of `output`; a message that has not ended is left out. Text between messages is not kept. */
export function readMessages(output: string): Message[] {
  const pattern = /@!@!@STARTMSG (\d+):(\d+) @!@!@\n([\s\S]*?)\n?@!@!@ENDMSG \1 @!@!@/g;
  return [...output.matchAll(pattern)].map(([, code, severity, text]) => ({
    code: Number(code),
    severity: Number(severity),
    text: text ?? '',
  }));
}

/** `generated`, `distinct` and `left on queue` of a statistics or progress message. */
export function readStatistics(
  text: string,
): { readonly generated: number; readonly distinct: number; readonly left: number } | undefined {
  const number = '([\\d,]+)';
  const pattern = new RegExp(
    `${number} states generated.*?, ${number} distinct states found.*?, ${number} states left on queue`,
  );
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [generated, distinct, left] = found.slice(1).map((digits) => Number(digits.replaceAll(',', '')));
  return generated === undefined || distinct === undefined || left === undefined
    ? undefined
    : { generated, distinct, left };
}
