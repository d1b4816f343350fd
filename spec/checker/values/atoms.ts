/** Reading integers, strings and truth values, and arithmetic on ids. */

import { checked, power, quotient, remainder } from './arithmetic.js';
import { EvaluationError } from './evaluation-error.js';
import { BIAS, FALSE, type Id, INTEGER, STRING, TRUE } from './kinds.js';
import { ValueTable } from './value-table.js';

/** What has no elements. Each reading throws 'type' for a value of another kind, each operation 'overflow' beyond 2^53 - 1. */
export abstract class Atoms extends ValueTable {
  isInteger(id: Id): boolean {
    return id < 0 || this.kind[id] === INTEGER;
  }

  numberOf(id: Id): number {
    if (id < 0) return id + BIAS;
    if (this.kind[id] === INTEGER) return this.largeNumber(id);
    throw this.typeError('an integer', id);
  }

  textOf(id: Id): string {
    if (id >= 0 && this.kind[id] === STRING) return this.atomText(id);
    throw this.typeError('a string', id);
  }

  boolean(id: Id): boolean {
    if (id === TRUE) return true;
    if (id === FALSE) return false;
    throw this.typeError('TRUE or FALSE', id);
  }

  add(a: Id, b: Id): Id {
    const x = this.numberOf(a);
    const y = this.numberOf(b);
    return this.integer(checked(x + y, () => `${x} + ${y}`));
  }

  subtract(a: Id, b: Id): Id {
    const x = this.numberOf(a);
    const y = this.numberOf(b);
    return this.integer(checked(x - y, () => `${x} - ${y}`));
  }

  multiply(a: Id, b: Id): Id {
    const x = this.numberOf(a);
    const y = this.numberOf(b);
    return this.integer(checked(x * y, () => `${x} * ${y}`));
  }

  /** a \div b, rounded down. */
  divide(a: Id, b: Id): Id {
    return this.integer(quotient(this.numberOf(a), this.numberOf(b)));
  }

  /** a % b, b positive. */
  modulo(a: Id, b: Id): Id {
    return this.integer(remainder(this.numberOf(a), this.numberOf(b)));
  }

  power(a: Id, b: Id): Id {
    return this.integer(power(this.numberOf(a), this.numberOf(b)));
  }

  negate(a: Id): Id {
    return this.integer(-this.numberOf(a));
  }

  less(a: Id, b: Id): boolean {
    return this.numberOf(a) < this.numberOf(b);
  }

  lessEqual(a: Id, b: Id): boolean {
    return this.numberOf(a) <= this.numberOf(b);
  }

  /** TLA+ text on one line, shortened for an error message. */
  abstract brief(id: Id): string;

  typeError(expected: string, found: Id): EvaluationError {
    return new EvaluationError('type', `expected ${expected}, found ${this.brief(found)}`);
  }
}
