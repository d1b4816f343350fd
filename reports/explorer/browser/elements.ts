/** Making elements: text is always text, never markup. */

export interface Attributes {
  readonly [name: string]: string | boolean | undefined;
}

/** An element; attributes that are false or undefined are left out. Empty strings among the children too. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== ''));
  return made;
}

export function code(text: string): HTMLElement {
  return element('code', {}, text);
}
