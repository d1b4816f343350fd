/** Text as XML 1.0 has it: escaped, and with U+FFFD in the place of what XML cannot carry even escaped. */

import { wellFormed } from './text.js';

/** The characters that XML 1.0 forbids: most control characters, lone surrogates, U+FFFE and U+FFFF. */
export function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return wellFormed(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\uFFFD');
}

/** For the content of an element. A carriage return is written as a reference, since readers take a plain one for a line feed. */
export function elementText(text: string): string {
  return xmlText(text).replace(/[&<>\r]/g, reference);
}

/** For the value of an attribute in double quotes; readers would take plain tabs and line feeds for spaces. */
export function attributeText(text: string): string {
  return xmlText(text).replace(/[&<>"'\t\n\r]/g, reference);
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function reference(character: string): string {
  return names[character] ?? `&#${character.charCodeAt(0)};`;
}
