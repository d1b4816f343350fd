/** Paths of code that can lose the processor: generators that stop before each shared access and say what comes next. */

/** Where a path stands. */
export interface Point {
  /** A name for the place: the module's, where a module describes the path. */
  readonly label: string;
  /** Names of the steps that it can take now: none while it must wait. */
  steps(): readonly string[];
}

/** Is told by each `next` which of the point's steps it takes. */
export type Path<Result> = Generator<Point, Result, string>;

/** A function that makes one access, or what a module calls one action. */
// biome-ignore lint/suspicious/noExplicitAny: only its name is read.
type Step = (...given: any[]) => unknown;

/** Before `step`, which can be taken at any time. */
export function at(label: string, step: Step): Point {
  const steps = [step.name];
  return { label, steps: () => steps };
}

/** Before `step`, which has to wait until `isReady`. */
export function waiting(label: string, isReady: () => boolean, step: Step): Point {
  const steps = [step.name];
  return { label, steps: () => (isReady() ? steps : none) };
}

/** Before the one of several steps that `choose` names, as things stand when it is taken. */
export function choosing(label: string, choose: () => Step): Point {
  return { label, steps: () => [choose().name] };
}

const none: readonly string[] = [];

/** A path under way. */
export class Running<Result> {
  #point: Point | undefined;
  #result: Result | undefined;

  /** Runs `path` up to its first point. */
  constructor(private readonly path: Path<Result>) {
    this.#stop(path.next());
  }

  /** Undefined once the path has ended. */
  get label(): string | undefined {
    return this.#point?.label;
  }

  /** What the path returned; undefined while it is under way, and when it was cut off. */
  get result(): Result | undefined {
    return this.#result;
  }

  steps(): readonly string[] {
    return this.#point?.steps() ?? none;
  }

  /**
   * Takes `step` and goes on to the next point, or to the end.
   *
   * @throws {Error} when the path cannot take it now.
   */
  take(step: string): void {
    if (!this.steps().includes(step)) throw new Error(`${step} cannot be taken at ${this.label ?? 'the end'}`);
    this.#stop(this.path.next(step));
  }

  /** Takes the first step that it can, again and again: to the end, or until it must wait. */
  runAlone(): Result | undefined {
    for (let step = this.steps()[0]; step !== undefined; step = this.steps()[0]) this.#stop(this.path.next(step));
    return this.#result;
  }

  /** It goes no further: whoever runs it is gone. */
  cutOff(): void {
    this.#point = undefined;
  }

  #stop(stopped: IteratorResult<Point, Result>): void {
    this.#point = stopped.done === true ? undefined : stopped.value;
    this.#result = stopped.done === true ? stopped.value : undefined;
  }
}
