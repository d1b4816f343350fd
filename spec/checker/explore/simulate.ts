/** Random behaviours: for models too large to search, and for a first impression of any. */

import type { Program } from '../compile/program.js';
import { EvaluationError, evaluationError } from '../values/evaluation-error.js';
import { ActionCoverage } from './coverage.js';
import type { Evaluated, PropertySort } from './finding.js';
import { type OnTheFly, PropertyChecks } from './property-checks.js';
import { RandomStream } from './random.js';
import { RowLog } from './row-log.js';
import { type RowStep, traceThrough } from './trace.js';

export interface SimulationOptions {
  readonly properties: OnTheFly;
  readonly checkDeadlock: boolean;
  readonly continueAfterViolation: boolean;
  /** Any integer. Same seed, same behaviours, however the calls of `advance` are cut. */
  readonly seed: number;
  /** States in a behaviour at most, the initial state counted 1. */
  readonly length: number;
  /** Behaviours to walk; may be infinite. */
  readonly behaviours: number;
  /** Milliseconds, for the budget of `advance`. */
  readonly now?: () => number;
}

export interface SimulatedViolation {
  readonly sort: PropertySort;
  readonly name: string;
  /** The behaviour it was found in, counted from 0. */
  readonly behaviour: number;
  /** Ends with the state or step that violates. Not a shortest one. */
  readonly rows: readonly Int32Array[];
}

export type SimulationOutcome =
  /** All behaviours asked for were walked. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'violated' }
  | {
      readonly kind: 'error';
      readonly error: EvaluationError;
      readonly evaluated: Evaluated;
      /** Up to where it broke off; empty when that was in Init. */
      readonly rows: readonly Int32Array[];
    };

export interface SimulationCounts {
  /** Behaviours walked to their end. */
  readonly behaviours: number;
  /** States enumerated: initial states once, and all successors of every state visited. */
  readonly generated: number;
  /** States on the longest behaviour so far. */
  readonly longest: number;
}

class Ended extends Error {}

/**
 * Each behaviour starts in an initial state within the constraints, each as likely as its repetitions. Then an action is
 * drawn among those with a successor within the constraints, and one of its successors: actions with many arguments do
 * not crowd out the others. Properties are checked on all successors of the states visited, taken or not.
 */
export class Simulation {
  readonly coverage: ActionCoverage;
  /** The first violation of each property, in the order found. */
  readonly violations: SimulatedViolation[] = [];
  /** Undefined while it runs. */
  outcome: SimulationOutcome | undefined;

  private readonly checks: PropertyChecks;
  private readonly initial: RowLog;
  private readonly candidates: Candidates;
  private readonly rows: Int32Array[] = [];
  private behaviours = 0;
  private generated = 0;
  private longest = 0;
  private hasStarted = false;
  private isDeadlockOpen: boolean;

  constructor(
    private readonly program: Program,
    private readonly options: SimulationOptions,
  ) {
    this.coverage = new ActionCoverage(program);
    this.checks = new PropertyChecks(program, options.properties, (sort, name) =>
      this.report(sort, name, [...this.rows, program.successor.slice()]),
    );
    this.initial = new RowLog(program.width);
    this.candidates = new Candidates(program.actions.length, program.width);
    this.isDeadlockOpen = options.checkDeadlock;
  }

  get counts(): SimulationCounts {
    return { behaviours: this.behaviours, generated: this.generated, longest: this.longest };
  }

  /** Walks on for about `budgetMs` milliseconds, looking at the clock after each behaviour. */
  advance(budgetMs: number): 'running' | 'done' {
    if (this.outcome !== undefined) return 'done';
    const now = this.options.now ?? (() => performance.now());
    const until = now() + budgetMs;
    try {
      this.start();
      while (this.behaviours < this.options.behaviours && this.initial.size > 0) {
        this.walk(new RandomStream(this.options.seed, this.behaviours));
        this.behaviours++;
        if (now() >= until && this.behaviours < this.options.behaviours) return 'running';
      }
      this.outcome = { kind: 'complete' };
    } catch (thrown) {
      this.outcome = this.outcomeOf(thrown);
      this.program.store.reset();
    }
    return 'done';
  }

  /** The behaviour through `rows`, with its actions. */
  trace(rows: readonly Int32Array[]): RowStep[] {
    return traceThrough(this.program, rows);
  }

  private start(): void {
    if (this.hasStarted) return;
    this.hasStarted = true;
    const { checks, program } = this;
    program.figures.level = 1;
    program.initial(() => {
      this.generated++;
      this.coverage.countTaken(program.actions.length);
      program.current.set(program.successor);
      checks.checkState();
      checks.checkInitial();
      if (!checks.isWithinConstraints()) return;
      this.coverage.countFound(program.actions.length);
      this.initial.append(program.successor, 0);
    });
    checks.enumerating = 'next';
  }

  private walk(random: RandomStream): void {
    const { candidates, options, program, rows } = this;
    const row = new Int32Array(program.width);
    this.initial.read(random.below(this.initial.size), row, 0);
    rows.length = 0;
    rows.push(row);
    while (rows.length < options.length) {
      const at = rows[rows.length - 1] as Int32Array;
      candidates.clear();
      program.current.set(at);
      program.figures.level = rows.length;
      program.figures.generated = this.generated;
      const generatedBefore = this.generated;
      program.successors((action) => this.consider(action, at));
      if (this.generated === generatedBefore) this.meetDeadlock();
      const next = candidates.draw(random);
      if (next === undefined) break;
      rows.push(next);
    }
    this.longest = Math.max(this.longest, rows.length);
  }

  /** A successor of `at` is in `successor`. */
  private consider(action: number, at: Int32Array): void {
    const { checks, program } = this;
    this.generated++;
    this.coverage.countTaken(action);
    program.current.set(program.successor);
    program.figures.level = this.rows.length + 1;
    checks.checkState();
    const isWithinConstraints = checks.isWithinConstraints();
    program.current.set(at);
    program.figures.level = this.rows.length;
    checks.checkStep();
    if (!isWithinConstraints || !checks.isWithinActionConstraints()) return;
    this.coverage.countFound(action);
    this.candidates.add(action, program.successor);
  }

  private meetDeadlock(): void {
    if (!this.isDeadlockOpen) return;
    this.isDeadlockOpen = false;
    this.report('deadlock', 'deadlock', [...this.rows]);
  }

  private report(sort: PropertySort, name: string, rows: readonly Int32Array[]): void {
    this.violations.push({ sort, name, behaviour: this.behaviours, rows });
    if (!this.options.continueAfterViolation) throw new Ended();
  }

  private outcomeOf(caught: unknown): SimulationOutcome {
    const thrown = evaluationError(caught);
    if (thrown instanceof Ended) return { kind: 'violated' };
    if (!(thrown instanceof EvaluationError)) throw thrown;
    const evaluated = this.checks.evaluated();
    const isInSuccessor = evaluated.sort !== 'init' && evaluated.sort !== 'next';
    const rows = isInSuccessor ? [...this.rows, this.program.successor.slice()] : [...this.rows];
    return { kind: 'error', error: thrown, evaluated, rows };
  }
}

/** The successors of one state that a behaviour may go on to, by action. */
class Candidates {
  private readonly byAction: Int32Array[][];
  private readonly enabled: number[] = [];

  constructor(
    actions: number,
    private readonly width: number,
  ) {
    this.byAction = Array.from({ length: actions }, () => []);
  }

  clear(): void {
    for (const action of this.enabled) (this.byAction[action] as Int32Array[]).length = 0;
    this.enabled.length = 0;
  }

  add(action: number, row: Int32Array): void {
    const rows = this.byAction[action] as Int32Array[];
    if (rows.length === 0) this.enabled.push(action);
    rows.push(row.slice(0, this.width));
  }

  draw(random: RandomStream): Int32Array | undefined {
    if (this.enabled.length === 0) return undefined;
    const rows = this.byAction[this.enabled[random.below(this.enabled.length)] as number] as Int32Array[];
    return rows[random.below(rows.length)];
  }
}
