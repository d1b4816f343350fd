/** Makes PNG of drawings, each look once, in the background: what was asked for early is there when it is needed. */

import type { Drawer } from './drawer.js';
import { type Drawing, standaloneSvg } from './svg.js';

export type Painted = Awaited<ReturnType<Drawer['png']>>;

export interface Painter {
  /** Never rejects. Drawings that differ in title and description alone are one picture: those are not painted. */
  paint(drawing: Drawing): Promise<Painted>;
}

export function createPainter(drawer: Pick<Drawer, 'png'>): Painter {
  const painted = new Map<string, Promise<Painted>>();
  return {
    paint(drawing) {
      const key = `${drawing.width} ${drawing.height} ${drawing.body}`;
      const known = painted.get(key) ?? drawer.png(standaloneSvg(drawing));
      painted.set(key, known);
      return known;
    },
  };
}
