/** Text that can be shown as it is: control signs, and those that turn the direction of writing, are named instead. */

/** Line breaks and tabs become blanks. */
export function visible(text: string): string {
  return text.replace(/[\t\n\r\f\v\u2028\u2029]+/g, ' ').replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (sign) => `<U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}
