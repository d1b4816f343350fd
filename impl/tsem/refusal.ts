/** What is asked of the kernel from outside and not done. Nothing has changed then. */

export class Refusal {
  constructor(readonly reason: string) {}
}
