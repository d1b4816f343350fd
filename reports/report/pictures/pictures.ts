/** All pictures of a report: sequence diagrams of the counterexamples, state graphs of the models. */

import { modelSlug } from '../anchors.js';
import type { GraphPath, ReportClaims, ReportDocument, ReportModel } from '../document.js';
import { graphSentence } from '../words.js';
import type { Drawer } from './drawer.js';
import { graphDot, graphDrawing } from './graph.js';
import { sequenceDrawing } from './sequence.js';
import type { Drawing } from './svg.js';

export interface GraphPicture {
  readonly slug: string;
  /** The property whose counterexample is bold; undefined where there is none. */
  readonly property: string | undefined;
  /** Undefined where it could not be drawn. */
  readonly drawing: Drawing | undefined;
  /** Why it could not. */
  readonly reason: string | undefined;
}

export interface Pictures {
  /** By the key of the counterexample. */
  readonly sequences: ReadonlyMap<string, { readonly slug: string; readonly drawing: Drawing }>;
  /** By model and property, as `graphKey` joins them. */
  readonly graphs: ReadonlyMap<string, GraphPicture>;
}

export function graphKey(model: string, property: string | undefined): string {
  return `${model} ${property ?? ''}`;
}

export interface DrawOptions {
  readonly drawer: Pick<Drawer, 'place'>;
  readonly signal: AbortSignal;
  readonly onGraph: (model: string, index: number, total: number) => void;
}

/** Draws what a report shows. Graphs are drawn of models that are small or that a verdict rests on, each with every way it has. */
export async function drawPictures(document: ReportDocument, options: DrawOptions): Promise<Pictures> {
  const sequences = drawSequences(document);
  const graphs = new Map<string, GraphPicture>();
  const wanted = document.models.filter((model) => isDrawn(model, document));
  const placedAlready = new Map<string, ReturnType<Drawer['place']>>();
  // Variants of which a model is the same have the same graph.
  const drawer = {
    place(dot: string) {
      const known = placedAlready.get(dot) ?? options.drawer.place(dot);
      placedAlready.set(dot, known);
      return known;
    },
  };
  for (const [index, model] of wanted.entries()) {
    options.signal.throwIfAborted();
    options.onGraph(model.id, index, wanted.length);
    for (const picture of await drawModel(model, drawer)) graphs.set(graphKey(model.id, picture.property), picture);
  }
  return { sequences, graphs };
}

/** The sequence diagrams alone, by the key of the counterexample: they need no graph. */
export function drawSequences(claims: ReportClaims): Pictures['sequences'] {
  return new Map(
    [...claims.counterexamples.values()].map(({ key, slug, model, property, schedule }) => {
      const title = `How ${property} is violated in ${model}`;
      return [key, { slug, drawing: sequenceDrawing(schedule, title, endingOf(claims, key)) }] as const;
    }),
  );
}

function isDrawn({ id, graph }: ReportModel, { verify }: ReportDocument): boolean {
  if (graph.kind === 'none') return false;
  return graph.kind === 'whole' || verify.claims.some(({ model }) => model === id);
}

async function drawModel({ id, graph }: ReportModel, drawer: Pick<Drawer, 'place'>): Promise<readonly GraphPicture[]> {
  if (graph.kind === 'none') return [];
  const ways: (readonly [string | undefined, GraphPath | undefined])[] = [...graph.paths];
  const pictures: GraphPicture[] = [];
  for (const [property, way] of ways.length === 0 ? ([[undefined, undefined]] as const) : ways) {
    const slug = `graph-${modelSlug(id)}${property === undefined ? '' : `-${property}`}`;
    const placed = await drawer.place(graphDot(graph, way));
    if ('reason' in placed) {
      pictures.push({ slug, property, drawing: undefined, reason: placed.reason });
      continue;
    }
    const bold = property === undefined ? '' : `, the way to the breach of ${property} bold`;
    const title = `State graph of ${id}${bold}`;
    pictures.push({
      slug,
      property,
      drawing: graphDrawing(graph, way, placed.json, title, graphSentence(graph)),
      reason: undefined,
    });
  }
  return pictures;
}

/** The harm of the first entry that rests on the counterexample, else what the property says. */
function endingOf({ systems, counterexamples }: ReportClaims, key: string): string {
  const entry = systems
    .flatMap(({ entries }) => entries)
    .find(({ rulings }) => rulings.some(({ counterexample }) => counterexample === key));
  return entry?.harm ?? counterexamples.get(key)?.schedule.ending ?? '';
}
