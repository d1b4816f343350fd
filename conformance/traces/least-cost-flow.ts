/** Minimum-cost flow without capacities: the primal-dual method, for costs that are small whole numbers. */

export interface FlowProblem {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Of one unit of flow along each arc, 0 or more. */
  readonly cost: Int32Array;
  /** What flows out of each node beyond what flows in; negative where more flows in. Sums to 0. */
  readonly excess: Int32Array;
}

export interface Flow {
  /** Along each arc, 0 or more. */
  readonly amount: Int32Array;
  /** What no flow can cost less than, from the potentials alone: by duality the cost of this one. */
  readonly bound: number;
}

/**
 * A flow of least cost. Each round finds the distances from the nodes with excess, then sends what shortest ways can take; the number
 * of rounds is at most the longest distance.
 *
 * @throws {Error} when some deficit cannot be reached from the nodes with excess.
 */
export function leastCostFlow(problem: FlowProblem): Flow {
  const network = new Network(problem);
  while (network.hasExcess()) {
    network.raisePotentials();
    while (network.levelNodes()) network.sendAll();
  }
  let bound = 0;
  for (let node = 0; node < problem.nodes; node++) {
    bound -= (network.potential[node] as number) * (problem.excess[node] as number);
  }
  return { amount: network.amount, bound };
}

class Network {
  readonly amount: Int32Array;
  readonly potential: Int32Array;
  /** Excess not yet sent on; negative: not yet received. */
  private readonly open: Int32Array;
  private readonly level: Int32Array;
  /** First arc of each node that is not yet used up in this round, in `arcs`. */
  private readonly next: Int32Array;
  /** Arcs of node v are arcs[from[v]] to arcs[from[v + 1] - 1]: a for arc a forwards, ~a for arc a backwards. */
  private readonly from: Int32Array;
  private readonly arcs: Int32Array;

  constructor(private readonly problem: FlowProblem) {
    const { nodes, tail, head } = problem;
    this.amount = new Int32Array(tail.length);
    this.potential = new Int32Array(nodes);
    this.open = problem.excess.slice();
    this.level = new Int32Array(nodes);
    this.next = new Int32Array(nodes);
    this.from = new Int32Array(nodes + 1);
    this.arcs = new Int32Array(tail.length * 2);
    for (let arc = 0; arc < tail.length; arc++) {
      (this.from[(tail[arc] as number) + 1] as number)++;
      (this.from[(head[arc] as number) + 1] as number)++;
    }
    for (let node = 0; node < nodes; node++) (this.from[node + 1] as number) += this.from[node] as number;
    const place = this.from.slice();
    for (let arc = 0; arc < tail.length; arc++) {
      this.arcs[(place[tail[arc] as number] as number)++] = arc;
      this.arcs[(place[head[arc] as number] as number)++] = ~arc;
    }
  }

  hasExcess(): boolean {
    return this.open.some((amount) => amount > 0);
  }

  /** Adds to each potential the reduced distance from the nodes with excess: by buckets, since distances are small. */
  raisePotentials(): void {
    const { nodes } = this.problem;
    const distance = new Int32Array(nodes).fill(-1);
    const buckets: number[][] = [[]];
    for (let node = 0; node < nodes; node++) if ((this.open[node] as number) > 0) buckets[0]?.push(node);
    let reached = 0;
    for (let length = 0; length < buckets.length; length++) {
      const bucket = buckets[length] ?? [];
      for (let at = 0; at < bucket.length; at++) {
        const node = bucket[at] as number;
        if ((distance[node] as number) >= 0) continue;
        distance[node] = length;
        reached++;
        for (let i = this.from[node] as number; i < (this.from[node + 1] as number); i++) {
          const arc = this.arcs[i] as number;
          const other = this.otherEnd(arc);
          if (!this.isOpen(arc) || (distance[other] as number) >= 0) continue;
          const longer = length + this.reducedCost(arc, node, other);
          while (buckets.length <= longer) buckets.push([]);
          buckets[longer]?.push(other);
        }
      }
    }
    if (reached < nodes) throw new Error('part of the network cannot be reached from the excess');
    for (let node = 0; node < nodes; node++) (this.potential[node] as number) += distance[node] as number;
  }

  /** Numbers the nodes by their distance in arcs that cost nothing more; whether a deficit is among them. */
  levelNodes(): boolean {
    const { level, open } = this;
    level.fill(-1);
    const queue: number[] = [];
    for (let node = 0; node < level.length; node++) {
      if ((open[node] as number) > 0) {
        level[node] = 0;
        queue.push(node);
      }
    }
    let isMet = false;
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at] as number;
      isMet ||= (open[node] as number) < 0;
      for (let i = this.from[node] as number; i < (this.from[node + 1] as number); i++) {
        const arc = this.arcs[i] as number;
        const other = this.otherEnd(arc);
        if ((level[other] as number) >= 0 || !this.isOpen(arc) || this.reducedCost(arc, node, other) !== 0) continue;
        level[other] = (level[node] as number) + 1;
        queue.push(other);
      }
    }
    return isMet;
  }

  /** Sends flow along the levels until no way is left. */
  sendAll(): void {
    this.next.set(this.from.subarray(0, this.next.length));
    for (let source = 0; source < this.open.length; source++) {
      while ((this.open[source] as number) > 0 && this.sendFrom(source));
    }
  }

  private sendFrom(source: number): boolean {
    const way: number[] = [];
    let node = source;
    while ((this.open[node] as number) >= 0) {
      const arc = this.advance(node);
      if (arc !== undefined) {
        way.push(arc);
        node = this.otherEnd(arc);
        continue;
      }
      const last = way.pop();
      if (last === undefined) return false;
      node = this.otherEnd(~last);
      (this.next[node] as number)++;
    }
    let sent = Math.min(this.open[source] as number, -(this.open[node] as number));
    for (const arc of way) if (arc < 0) sent = Math.min(sent, this.amount[~arc] as number);
    for (const arc of way) {
      if (arc < 0) (this.amount[~arc] as number) -= sent;
      else (this.amount[arc] as number) += sent;
    }
    (this.open[source] as number) -= sent;
    (this.open[node] as number) += sent;
    return true;
  }

  /** The first arc from `node` to the next level that is still of use. */
  private advance(node: number): number | undefined {
    for (; (this.next[node] as number) < (this.from[node + 1] as number); (this.next[node] as number)++) {
      const arc = this.arcs[this.next[node] as number] as number;
      const other = this.otherEnd(arc);
      if (this.level[other] !== (this.level[node] as number) + 1 || !this.isOpen(arc)) continue;
      if (this.reducedCost(arc, node, other) === 0) return arc;
    }
    return undefined;
  }

  private otherEnd(arc: number): number {
    return (arc < 0 ? this.problem.tail[~arc] : this.problem.head[arc]) as number;
  }

  private isOpen(arc: number): boolean {
    return arc >= 0 || (this.amount[~arc] as number) > 0;
  }

  private reducedCost(arc: number, from: number, to: number): number {
    const cost = arc < 0 ? -(this.problem.cost[~arc] as number) : (this.problem.cost[arc] as number);
    return cost + (this.potential[from] as number) - (this.potential[to] as number);
  }
}
