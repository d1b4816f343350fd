/** By what two states count as the same: themselves, up to symmetry, or by their VIEW. */

import type { Id, Program } from '../compile/program.js';

export interface StateKey {
  /** Words in a key. */
  readonly width: number;
  /** Writes the key of the state in `row` into `key`. May overwrite the program's `current`. */
  write(row: Int32Array, key: Int32Array): void;
}

/** The key of a program's states; undefined when a state is its own key, as without SYMMETRY and VIEW. */
export function stateKey(program: Program): StateKey | undefined {
  const { permutations, view, width } = program;
  if (view === undefined) {
    if (permutations.length === 0) return undefined;
    const image = new Int32Array(width);
    return { width, write: (row, key) => writeLeastRow(permutations, row, key, image) };
  }
  const image = new Int32Array(width);
  const least = new Int32Array(width);
  return {
    width: 1,
    write(row, key) {
      // As TLC: the view of the least row, not the least view.
      writeLeastRow(permutations, row, least, image);
      for (let i = 0; i < width; i++) program.current[i] = least[i] as number;
      key[0] = view();
    },
  };
}

/**
 * The least of `row` and its images, by value numbers from the first variable on. Any order will do as long as it stays
 * the same; it picks one row of each class when the permutations with the identity are a group.
 */
function writeLeastRow(
  permutations: readonly ((value: Id) => Id)[],
  row: Int32Array,
  least: Int32Array,
  image: Int32Array,
): void {
  const width = row.length;
  for (let i = 0; i < width; i++) least[i] = row[i] as number;
  for (const permute of permutations) {
    let order = 0;
    for (let i = 0; i < width; i++) {
      image[i] = permute(row[i] as number);
      if (order === 0) order = (image[i] as number) - (least[i] as number);
      if (order > 0) break;
    }
    if (order < 0) for (let i = 0; i < width; i++) least[i] = image[i] as number;
  }
}
