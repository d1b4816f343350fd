/** A state graph as a drawing: Graphviz places it, we draw it. */

import type { GraphPath, ReportGraph } from '../document.js';
import { clipped, type Drawing, escapeXml, short } from './svg.js';

type Drawn = Extract<ReportGraph, { kind: 'whole' | 'quotient' }>;

const signWidth = 6.5;
const lineHeight = 13;
/** With more edges, only those of the bold way carry their names. */
const labelledMax = 90;
const nodeSigns = 40;

/** The graph in DOT, for placing only. */
export function graphDot(graph: Drawn, way: GraphPath | undefined): string {
  const nodes = graph.nodes.map((_, index) => {
    const lines = nodeLines(graph, index);
    const width = Math.max(...lines.map((line) => line.length * signWidth + 14), 40);
    return `${index}[width=${short100(width / 72)},height=${short100((lines.length * lineHeight + 10) / 72)}];`;
  });
  const edges = graph.edges.map(({ from, to }, index) => {
    const label = edgeLabel(graph, index, way);
    // The widths of this font are known to the engine, and about ours.
    return `${from}->${to}[id=${index}${label === '' ? '' : `,label="${label.replace(/[\\"]/g, '\\$&')}"`}];`;
  });
  return `digraph{rankdir=TB;nodesep=0.3;ranksep=0.35;node[shape=box,fixedsize=true,label=""];edge[fontname="Courier",fontsize=10];${nodes.join('')}${edges.join('')}}`;
}

interface Placed {
  readonly bb: string;
  readonly objects?: readonly { readonly pos: string; readonly width: string; readonly height: string }[];
  readonly edges?: readonly { readonly id: string; readonly pos: string; readonly lp?: string }[];
}

/**
 * @param placed what Graphviz answers to `graphDot` in its format `json0`.
 * @param way drawn bold.
 */
export function graphDrawing(
  graph: Drawn,
  way: GraphPath | undefined,
  placed: string,
  title: string,
  description: string,
): Drawing {
  const { bb, objects = [], edges = [] } = JSON.parse(placed) as Placed;
  const [, , boxWidth = 0, boxHeight = 0] = bb.split(',').map(Number);
  const pad = 12;
  const x = (value: number) => short(value + pad);
  const y = (value: number) => short(boxHeight - value + pad);
  const point = (text: string) => {
    const [left = 0, up = 0] = text.split(',').map(Number);
    return [left, up] as const;
  };
  const onWay = new Set(way?.edges);
  const nodesOnWay = new Set(way?.nodes);
  const last = way?.nodes.at(-1);
  const drawEdge = ({ id, pos, lp }: NonNullable<Placed['edges']>[number]) => {
    const bold = onWay.has(Number(id));
    const { path, head } = spline(pos, x, y);
    const label = lp === undefined ? '' : label10(edgeLabel(graph, Number(id), way), point(lp), bold);
    return `<path class="${bold ? 'd-way' : 'd-e'}" d="${path}"/><path class="${bold ? 'd-wayh' : 'd-h'}" d="${head}"/>${label}`;
  };
  const label10 = (content: string, [left, up]: readonly [number, number], bold: boolean) =>
    `<text class="d-t d-l d-n ${bold ? 'd-b' : 'd-q'}" x="${x(left + 3)}" y="${short(boxHeight - up + pad + 3)}">${escapeXml(content)}</text>`;
  const ordered = [...edges].sort((one, two) => Number(onWay.has(Number(one.id))) - Number(onWay.has(Number(two.id))));
  const nodes = objects.map(({ pos, width, height }, index) => {
    const [left, up] = point(pos);
    const [wide, high] = [Number(width) * 72, Number(height) * 72];
    const lines = nodeLines(graph, index);
    const look = [
      index === last ? 'd-badbox' : nodesOnWay.has(index) ? 'd-waybox' : 'd-box',
      graph.nodes[index]?.isInitial === true ? 'd-init' : '',
    ];
    const top = boxHeight - up + pad - ((lines.length - 1) * lineHeight) / 2 + 4;
    return `<g><title>${escapeXml(graph.nodes[index]?.lines.join('; ') ?? '')}</title><rect class="${look.join(' ').trim()}" x="${short(left + pad - wide / 2)}" y="${short(boxHeight - up + pad - high / 2)}" width="${short(wide)}" height="${short(high)}" rx="3"/>${lines
      .map(
        (line, at) =>
          `<text class="d-t d-n${at === 0 && graph.kind === 'whole' ? ' d-q' : ''}" x="${x(left)}" y="${short(top + at * lineHeight)}">${escapeXml(line)}</text>`,
      )
      .join('')}</g>`;
  });
  return {
    width: Math.ceil(boxWidth + 2 * pad),
    height: Math.ceil(boxHeight + 2 * pad),
    title,
    description,
    body: ordered.map(drawEdge).join('') + nodes.join(''),
  };
}

function nodeLines(graph: Drawn, index: number): readonly string[] {
  const node = graph.nodes[index];
  if (node === undefined) return [];
  const lines = node.lines.map((line) => clipped(line, nodeSigns));
  return graph.kind === 'whole' ? lines : [...lines, `${node.states} ${node.states === 1 ? 'state' : 'states'}`];
}

function edgeLabel(graph: Drawn, index: number, way: GraphPath | undefined): string {
  if (graph.edges.length > labelledMax && way?.edges.includes(index) !== true) return '';
  const labels = graph.edges[index]?.labels ?? [];
  const [first = ''] = labels;
  return labels.length > 1 ? `${clipped(first, 28)} +${labels.length - 1}` : clipped(first, 32);
}

/** Where Graphviz ends the curve before the tip. */
const headLength = 10;

/** The curve of an edge, in Graphviz' form `e,x,y x,y x,y ...`, and its head. */
function spline(pos: string, x: (value: number) => string, y: (value: number) => string) {
  const parts = pos.split(' ');
  const end = parts.find((part) => part.startsWith('e,'))?.slice(2);
  const points = parts.filter((part) => !/^[es],/.test(part)).map((part) => part.split(',').map(Number));
  const at = ([left = 0, up = 0]: readonly number[]) => `${x(left)} ${y(up)}`;
  const [start = [0, 0], ...rest] = points;
  const last = rest.at(-1) ?? start;
  const tip = end === undefined ? last : end.split(',').map(Number);
  const angle = Math.atan2((tip[1] ?? 0) - (last[1] ?? 0), (tip[0] ?? 0) - (last[0] ?? 0));
  const corner = (turn: number) => [
    (tip[0] ?? 0) - headLength * Math.cos(angle + turn),
    (tip[1] ?? 0) - headLength * Math.sin(angle + turn),
  ];
  return {
    path: `M${at(start)}C${rest.map(at).join(' ')}`,
    head: `M${at(tip)}L${at(corner(0.4))}L${at(corner(-0.4))}Z`,
  };
}

function short100(number: number): string {
  return String(Math.round(number * 100) / 100);
}
