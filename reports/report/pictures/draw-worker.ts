/** The thread that places graphs and turns drawings into PNG: what takes too long there can be stopped from outside. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { type Format, Graphviz } from '@hpcc-js/wasm-graphviz';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

export type DrawRequest =
  | { readonly kind: 'place'; readonly id: number; readonly dot: string }
  | { readonly kind: 'png'; readonly id: number; readonly svg: string };

/** `failed` has the reason. */
export type DrawAnswer =
  | { readonly id: number; readonly kind: 'placed'; readonly json: string }
  | { readonly id: number; readonly kind: 'png'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly kind: 'failed'; readonly reason: string };

const require = createRequire(import.meta.url);
/** The only fonts there are for it, so that a drawing looks the same on every machine. */
const fontFolder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSansMono.ttf'];
/** Pixels for one unit of the drawing, less where the picture would be wider or higher than `pixelsMax`. */
const zoom = 1;
const pixelsMax = 2400;

/** Positions without drawing operations; its type does not know the name. */
const placing: string = 'json0';

let graphviz: Promise<Graphviz> | undefined;
let fonts: Promise<Uint8Array[]> | undefined;

function loadFonts(): Promise<Uint8Array[]> {
  const wasm = readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm'));
  return initWasm(wasm).then(() => fontFiles.map((file) => new Uint8Array(readFileSync(join(fontFolder, file)))));
}

async function answer(request: DrawRequest): Promise<DrawAnswer> {
  const { id } = request;
  if (request.kind === 'place') {
    graphviz ??= Graphviz.load();
    return { id, kind: 'placed', json: (await graphviz).layout(request.dot, placing as Format, 'dot') };
  }
  fonts ??= loadFonts();
  const size = /^<svg[^>]* width="(\d+)" height="(\d+)"/.exec(request.svg)?.slice(1).map(Number) ?? [1, 1];
  const picture = new Resvg(request.svg, {
    font: {
      fontBuffers: await fonts,
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
      monospaceFamily: 'DejaVu Sans Mono',
    },
    fitTo: { mode: 'zoom', value: Math.min(zoom, pixelsMax / Math.max(...size)) },
  });
  const image = picture.render();
  const bytes = image.asPng();
  image.free();
  picture.free();
  return { id, kind: 'png', bytes };
}

parentPort?.on('message', async (request: DrawRequest) => {
  try {
    parentPort?.postMessage(await answer(request));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ id: request.id, kind: 'failed', reason } satisfies DrawAnswer);
  }
});
