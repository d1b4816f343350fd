/** Drawings in the page: each body stands in it once, figures refer to it. */

import type { GraphPicture, Pictures } from '../pictures/pictures.js';
import { type Drawing, escapeXml } from '../pictures/svg.js';
import { type Html, html, trusted } from './elements.js';

/** The drawings that figures have referred to, once each, to be put at the end of the page. */
export class Figures {
  readonly #bodies = new Map<string, string>();
  /** Drawings of equal looks are one. */
  readonly #ids = new Map<string, string>();
  readonly #pictures: Pictures;
  #count = 0;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  sequence(key: string, caption: string): Html | undefined {
    const found = this.#pictures.sequences.get(key);
    return found === undefined ? undefined : this.#figure(found.drawing, found.slug, caption);
  }

  graph(picture: GraphPicture, caption: string): Html {
    if (picture.drawing === undefined)
      return html`<p class="note">Not drawn: ${picture.reason}. The list of its edges says the same.</p>`;
    return this.#figure(picture.drawing, picture.slug, caption);
  }

  /** All bodies, out of sight. */
  sprite(): Html {
    const bodies = [...this.#bodies].map(([id, body]) => trusted(`<g id="${id}">${body}</g>`));
    return html`<svg class="sprite" width="0" height="0" aria-hidden="true" focusable="false"><defs>${bodies}</defs></svg>`;
  }

  #figure(drawing: Drawing, slug: string, caption: string): Html {
    const { width, height, title, description, body } = drawing;
    const id = this.#ids.get(body) ?? `d${this.#ids.size}`;
    this.#ids.set(body, id);
    this.#bodies.set(id, body);
    const own = `f${this.#count++}`;
    const svg = trusted(
      `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${own}t ${own}d"><title id="${own}t">${escapeXml(title)}</title><desc id="${own}d">${escapeXml(description)}</desc><use href="#${id}"/></svg>`,
    );
    const files = html`<span class="files"><a href="pictures/${slug}.svg">SVG</a> <a href="pictures/${slug}.png">PNG</a></span>`;
    return html`<figure><div class="scroll" tabindex="0" role="region" aria-label="${title}, ${slug}">${svg}</div><figcaption>${caption} ${files}</figcaption></figure>`;
  }
}
