/** Sets of plain things, joined. */

export function union<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): ReadonlySet<T> {
  if (right.size === 0) return left;
  if (left.size === 0) return right;
  return new Set([...left, ...right]);
}

export function unionAll<T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  return sets.reduce(union, new Set<T>());
}
