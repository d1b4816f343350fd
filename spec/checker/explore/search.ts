/** Breadth-first search over exact states, with TLC's semantics and counts. */

import type { Id, Program } from '../compile/program.js';
import { EvaluationError, evaluationError } from '../values/evaluation-error.js';
import { ActionCoverage } from './coverage.js';
import { EdgeRecorder } from './edge-recorder.js';
import type { BrokenOff, PropertySort, Reached, Violation } from './finding.js';
import { Ended, endAt, LimitWatch } from './limit-watch.js';
import { PropertyChecks } from './property-checks.js';
import type { SearchOptions } from './search-options.js';
import type { SearchCounts, SearchOutcome } from './search-outcome.js';
import type { StateGraph } from './state-graph.js';
import { stateKey } from './state-key.js';
import { StateTable } from './state-table.js';

/** States between two looks at the clock. */
const clockPeriod = 1 << 5;

const noArguments: readonly Id[] = [];

export class Search {
  /** The states found, the initial ones first, level by level. */
  readonly table: StateTable;
  readonly coverage: ActionCoverage;
  /** The first violation of each property violated, in the order found: each by a shortest behaviour. */
  readonly violations: Violation[] = [];
  /** Undefined while it runs. */
  outcome: SearchOutcome | undefined;

  private readonly checks: PropertyChecks;
  private readonly watch: LimitWatch;
  private readonly recorder: EdgeRecorder | undefined;
  private readonly isKeyed: boolean;
  private readonly statesMax: number;
  private hasStarted = false;
  private initialCount = 0;
  private generated = 0;
  /** The state gone on from, also in `row`; -1 while Init is enumerated. */
  private from = -1;
  private readonly row: Int32Array;
  /** States gone on from to the end. */
  private expanded = 0;
  private level = 1;
  private levelEnd = 0;
  private depth = 0;
  private isDeadlockOpen: boolean;

  constructor(
    private readonly program: Program,
    private readonly options: SearchOptions,
  ) {
    const key = stateKey(program);
    this.isKeyed = key !== undefined;
    this.table = new StateTable(program.width, key);
    this.coverage = new ActionCoverage(program);
    this.checks = new PropertyChecks(program, options.properties, (sort, name) => this.violate(sort, name));
    this.recorder = (options.record ?? 'nothing') === 'nothing' ? undefined : new EdgeRecorder();
    this.statesMax = options.limits?.statesMax ?? Number.POSITIVE_INFINITY;
    this.row = new Int32Array(program.width);
    this.watch = new LimitWatch(options.limits ?? {}, () => this.bytes);
    this.isDeadlockOpen = options.checkDeadlock;
  }

  get counts(): SearchCounts {
    return {
      distinct: this.table.size,
      generated: this.generated,
      depth: this.depth,
      frontier: this.table.size - this.expanded,
    };
  }

  /** Memory held by states and edges, in bytes. */
  get bytes(): number {
    return this.table.bytes + (this.recorder?.bytes ?? 0);
  }

  /**
   * Searches on for about `budgetMs` milliseconds, or to the end: Init is enumerated whole, and so are the successors of
   * a state.
   */
  advance(budgetMs: number): 'running' | 'done' {
    if (this.outcome !== undefined) return 'done';
    const now = this.options.now ?? (() => performance.now());
    const from = now();
    const { figures } = this.program;
    const durationBefore = figures.duration;
    try {
      this.watch.look();
      this.start();
      while (this.expanded < this.table.size) {
        this.expand(this.expanded);
        if (this.expanded % clockPeriod !== 0) continue;
        const spentMs = now() - from;
        figures.duration = durationBefore + spentMs / 1000;
        if (spentMs >= budgetMs) return 'running';
      }
      this.outcome = { kind: 'complete' };
    } catch (thrown) {
      this.outcome = this.outcomeOf(thrown);
      this.program.store.reset();
    }
    return 'done';
  }

  /** The graph found so far, as data. Call it when the search is done, and only if it was asked to record. */
  graph(): StateGraph {
    if (this.recorder === undefined) throw new Error('this search records no edges');
    const { program, table } = this;
    return {
      variables: program.variables,
      actions: program.actions.map(({ name, parameters }) => ({ name, parameters })),
      labels: this.recorder.labels.list,
      states: table.size,
      initial: Int32Array.from({ length: this.initialCount }, (_, index) => index),
      ...this.recorder.edges(table.size),
      isComplete: this.outcome?.kind === 'complete',
      read: (state, row) => table.read(state, row),
      valueOf: (id) => program.store.toValue(id),
    };
  }

  private start(): void {
    if (this.hasStarted) return;
    this.hasStarted = true;
    this.program.initial(() => this.reachInitial());
    this.initialCount = this.table.size;
    this.levelEnd = this.table.size;
    this.checks.enumerating = 'next';
  }

  private expand(from: number): void {
    if (from === this.levelEnd) {
      this.level++;
      this.levelEnd = this.table.size;
    }
    if (this.level > (this.options.limits?.depthMax ?? Number.POSITIVE_INFINITY)) endAt('depth');
    this.from = from;
    this.table.read(from, this.row);
    this.restoreCurrent();
    this.tellFigures();
    const generatedBefore = this.generated;
    if (this.options.record === 'edges with arguments') this.program.labelledSuccessors(this.reach);
    else this.program.successors(this.reach);
    if (this.generated === generatedBefore && this.isDeadlockOpen) {
      this.isDeadlockOpen = false;
      this.report('deadlock', 'deadlock', { from, row: undefined });
    }
    this.recorder?.finishState();
    this.expanded++;
  }

  /** An initial state is in `successor`. */
  private reachInitial(): void {
    const { program, table, checks } = this;
    this.depth = 1;
    this.countGenerated(program.actions.length);
    this.showSuccessor();
    if (checks.hasConstraints && !checks.isWithinConstraints()) {
      checks.checkState();
      checks.checkInitial();
      return;
    }
    if (table.find(program.successor) >= 0) return;
    this.store(program.actions.length);
    this.showSuccessor();
    checks.checkState();
    checks.checkInitial();
  }

  /**
   * A successor of `from` is in `successor`. In TLC's order: constraints; is it new; invariants, when it is new or
   * outside; action properties, always.
   */
  private readonly reach = (action: number, args: readonly Id[] = noArguments): void => {
    const { checks } = this;
    this.countGenerated(action);
    const index = this.isKeyed ? this.placeKeyed(action) : this.placeExact(action);
    if (index >= 0) this.recorder?.add(action, args, index);
    checks.checkStep();
  };

  /**
   * Index of the successor, stored if it is new; -1 when it is outside the constraints. A state found in the table needs
   * no look at the constraints on states: it has satisfied them, and the invariants have been asked. (Where a constraint
   * reads TLCGet("level"), TLC would leave out edges back to known states from its last level; here they stay.)
   */
  private placeExact(action: number): number {
    const { checks } = this;
    const known = this.table.find(this.program.successor);
    if (known >= 0) return checks.hasActionConstraints && !checks.isWithinActionConstraints() ? -1 : known;
    const index = this.isWithin() ? this.store(action) : -1;
    this.checkSuccessor();
    return index;
  }

  /** The same where different states count as one: then each is asked for itself, before it is looked up. */
  private placeKeyed(action: number): number {
    let index = -1;
    if (this.isWithin()) {
      const known = this.table.find(this.program.successor);
      this.restoreCurrent();
      if (known >= 0) return known;
      index = this.store(action);
    }
    this.checkSuccessor();
    return index;
  }

  /** Whether the successor and the step to it satisfy the constraints. */
  private isWithin(): boolean {
    const { checks } = this;
    if (checks.hasConstraints) {
      this.showSuccessor();
      const isWithin = checks.isWithinConstraints();
      this.restoreCurrent();
      if (!isWithin) return false;
    }
    return !checks.hasActionConstraints || checks.isWithinActionConstraints();
  }

  private checkSuccessor(): void {
    this.showSuccessor();
    this.checks.checkState();
    this.restoreCurrent();
  }

  private store(action: number): number {
    if (this.table.size >= this.statesMax) endAt('states');
    this.coverage.countFound(action);
    if (this.from >= 0) this.depth = this.level + 1;
    return this.table.append(this.program.successor, this.from);
  }

  private countGenerated(action: number): void {
    this.generated++;
    this.coverage.countTaken(action);
    this.watch.lookNowAndThen(this.generated);
  }

  /** What TLCGet is told, but for the level; once a state is often enough. */
  private tellFigures(): void {
    const { figures } = this.program;
    figures.distinct = this.table.size;
    figures.generated = this.generated;
    figures.queue = this.table.size - this.expanded;
    figures.diameter = this.depth;
  }

  /** Lets predicates on states read the successor. */
  private showSuccessor(): void {
    const { current, successor, figures } = this.program;
    figures.level = this.from < 0 ? 1 : this.level + 1;
    for (let i = 0; i < current.length; i++) current[i] = successor[i] as number;
  }

  private restoreCurrent(): void {
    const { current, figures } = this.program;
    figures.level = this.level;
    for (let i = 0; i < current.length; i++) current[i] = this.row[i] as number;
  }

  private violate(sort: PropertySort, name: string): void {
    this.report(sort, name, { from: this.from, row: this.program.successor.slice() });
  }

  private report(sort: PropertySort, name: string, at: Reached): void {
    const length = this.table.pathTo(at.from).length + (at.row === undefined ? 0 : 1);
    this.violations.push({ sort, name, at, length });
    if (!this.options.continueAfterViolation) throw new Ended({ kind: 'violated' });
  }

  private outcomeOf(caught: unknown): SearchOutcome {
    const thrown = evaluationError(caught);
    if (thrown instanceof Ended) return thrown.outcome;
    if (!(thrown instanceof EvaluationError)) throw thrown;
    const evaluated = this.checks.evaluated();
    return { kind: 'error', error: thrown, evaluated, at: this.placeOfError(evaluated.sort) };
  }

  private placeOfError(sort: BrokenOff['evaluated']['sort']): Reached | undefined {
    if (sort === 'init') return undefined;
    // NEXT breaks off in the state it goes on from, a predicate in the state it was asked of.
    if (sort === 'next') return { from: this.from, row: undefined };
    return { from: this.from, row: this.program.successor.slice() };
  }
}
