/** What no format can carry as it is: halves of surrogate pairs and control characters, and what stands in their place. */

/** The text with U+FFFD in the place of every lone surrogate: the file can then be written as UTF-8 and read back the same. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** One line: control characters and line separators become `\u` and four digits, as in JSON; for pages that people read. */
export function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return wellFormed(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
