/** The closed set of words a check can end in, and how two of them compare. */

/**
 * - `holds`: true in every state (or behaviour) within the stated bounds, with a witness where the property is conditional;
 * - `violated`: a counterexample was found;
 * - `unknown`: not settled, always with a reason;
 * - `assumption`: the claim rests on something outside the model;
 * - `settled by table`: settled by enumerating the implementation, not by search; the catalogue says which way;
 * - `not applicable`: the variant does not have the thing the claim is about.
 */
export const verdicts = ['holds', 'violated', 'unknown', 'assumption', 'settled by table', 'not applicable'] as const;

export type Verdict = (typeof verdicts)[number];

/** The verdicts an engine can give by searching; the others are stated in the catalogue. */
export type SearchVerdict = Extract<Verdict, 'holds' | 'violated' | 'unknown'>;

export function isVerdict(word: unknown): word is Verdict {
  return verdicts.some((verdict) => verdict === word);
}
