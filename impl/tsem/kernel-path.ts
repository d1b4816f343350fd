/** Kernel paths that can lose the processor: generators that stop before each shared access and say what comes next. */

/** One access, or what the module calls one action. Named like it, its first letter small. */
export type Step<S> = (subject: S) => void;

/** Where a path stands. */
export interface Point<S> {
  /** The module's name for the place. */
  readonly label: string;
  /** The steps that it can take now: none while it must wait, more than one where an allocation may fail. */
  readonly steps: () => readonly Step<S>[];
}

/** Is told by each `next` which of the point's steps to take. */
export type Path<S, R> = Generator<Point<S>, R, Step<S>>;

/** Stops at `label`, then takes the one of `steps` that the scheduler chose. */
export function* take<S>(subject: S, label: string, steps: () => readonly Step<S>[]): Path<S, Step<S>> {
  const step = yield { label, steps };
  step(subject);
  return step;
}

/** A path under way. */
export class Running<S, R> {
  #point: Point<S> | undefined;
  #result: R | undefined;

  constructor(
    readonly subject: S,
    private readonly path: Path<S, R>,
  ) {
    this.#settle(path.next());
  }

  /** Undefined once the path has ended. */
  get label(): string | undefined {
    return this.#point?.label;
  }

  /** What the path returned; undefined while it is under way. */
  get result(): R | undefined {
    return this.#result;
  }

  steps(): readonly Step<S>[] {
    return this.#point?.steps() ?? [];
  }

  /**
   * Goes on by `step`, to the next point or to the end.
   *
   * @throws {Error} when the path cannot take it now.
   */
  take(step: Step<S>): void {
    if (!this.steps().includes(step)) throw new Error(`${step.name} cannot be taken at ${this.label ?? 'the end'}`);
    this.#settle(this.path.next(step));
  }

  /** Takes the first step that it can, again and again: to the end, or until it must wait. */
  runAlone(): R | undefined {
    for (let [step] = this.steps(); step !== undefined; [step] = this.steps()) this.take(step);
    return this.#result;
  }

  #settle(stopped: IteratorResult<Point<S>, R>): void {
    this.#point = stopped.done === true ? undefined : stopped.value;
    this.#result = stopped.done === true ? stopped.value : undefined;
  }
}
