/** Integers: exact up to 2^53 - 1 in size, an error beyond; division and remainder as TLC has them. */

import { EvaluationError } from './evaluation-error.js';

/** The number, unless it is too large to be exact. */
export function checked(result: number, expression: () => string): number {
  if (Number.isSafeInteger(result)) return result;
  throw new EvaluationError('overflow', `${expression()} is beyond 2^53 - 1 in size`);
}

/** a \div b: the quotient rounded down. */
export function quotient(a: number, b: number): number {
  if (b === 0) throw new EvaluationError('division', `${a} \\div 0`);
  const rest = a % b;
  const truncated = (a - rest) / b;
  return rest !== 0 && rest < 0 !== b < 0 ? truncated - 1 : truncated;
}

/** a % b: between 0 and b - 1; b must be positive. */
export function remainder(a: number, b: number): number {
  if (b === 0) throw new EvaluationError('division', `${a} % 0`);
  if (b < 0) throw new EvaluationError('type', `${a} % ${b}: expected a positive number after %`);
  const rest = a % b;
  return rest < 0 ? rest + b : rest;
}

/** a ^ b, b not negative; 0 ^ 0 is no value, as in TLC. */
export function power(a: number, b: number): number {
  if (b < 0) throw new EvaluationError('type', `${a} ^ ${b}: expected a natural number after ^`);
  if (b === 0 && a === 0) throw new EvaluationError('domain', '0 ^ 0 is undefined');
  if (b === 0 || a === 1) return 1;
  if (a === 0) return 0;
  if (a === -1) return b % 2 === 0 ? 1 : -1;
  let result = 1;
  for (let times = 0; times < b; times++) result = checked(result * a, () => `${a} ^ ${b}`);
  return result;
}
