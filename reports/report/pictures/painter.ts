/** Makes PNG of drawings, each look once, in the background: what was asked for early is there when it is needed. */

import type { Drawer } from './drawer.js';
import { type Drawing, standaloneSvg } from './svg.js';

export type Painted = Awaited<ReturnType<Drawer['png']>>;

export interface Painter {
  /** Never rejects. Drawings that differ in title and description alone are one picture: those are not painted. */
  paint(drawing: Drawing): Promise<Painted>;
}

/** @param drawers take turns: pictures are made on as many threads at a time. */
export function createPainter(drawers: readonly Pick<Drawer, 'png'>[]): Painter {
  const painted = new Map<string, Promise<Painted>>();
  const idle = [...drawers];
  const waiting: ((drawer: Pick<Drawer, 'png'>) => void)[] = [];
  const paintNow = async (drawing: Drawing): Promise<Painted> => {
    const drawer = idle.shift() ?? (await new Promise<Pick<Drawer, 'png'>>((resolve) => waiting.push(resolve)));
    const png = await drawer.png(standaloneSvg(drawing));
    const next = waiting.shift();
    if (next === undefined) idle.push(drawer);
    else next(drawer);
    return png;
  };
  return {
    paint(drawing) {
      const key = `${drawing.width} ${drawing.height} ${drawing.body}`;
      const known = painted.get(key) ?? paintNow(drawing);
      painted.set(key, known);
      return known;
    },
  };
}
