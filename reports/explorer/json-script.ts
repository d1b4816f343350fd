/** JSON inside a script element, so that no text in it can end the element or be taken for markup. */

/** JSON text of `content` fit for `<script type="application/json">`: parsed again it is the same. */
export function scriptJson(content: unknown): string {
  // `<` is met in strings only, where it may be written as an escape. That covers `</script`, `<script` and `<!--`.
  return JSON.stringify(content)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
