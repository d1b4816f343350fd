/** By what two states count as the same: themselves, up to symmetry, or by their VIEW. */

import type { Program } from '../compile/program.js';

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
    return { width, write: leastRow(program) };
  }
  const writeLeast = leastRow(program);
  const least = new Int32Array(width);
  return {
    width: 1,
    write(row, key) {
      // As TLC: the view of the least row, not the least view.
      writeLeast(row, least);
      for (let i = 0; i < width; i++) program.current[i] = least[i] as number;
      key[0] = view();
    },
  };
}

/**
 * Gives the least of a row and its images, by value numbers. Any order will do as long as it is the same for a row and its
 * images; it picks one row of each class when the permutations with the identity are a group. The variables with few
 * components are compared first, which a permutation does not change: they tell most images apart, so that the image of a
 * large set is seldom made.
 */
function leastRow({ permutations, store, width }: Program): (row: Int32Array, least: Int32Array) => void {
  const image = new Int32Array(width);
  const order = new Int32Array(width);
  const sizes = new Int32Array(width);
  return (row, least) => {
    for (let i = 0; i < width; i++) {
      const id = row[i] as number;
      const size = id < 0 ? 0 : (store.length[id] as number);
      let place = i;
      for (; place > 0 && (sizes[place - 1] as number) > size; place--) {
        sizes[place] = sizes[place - 1] as number;
        order[place] = order[place - 1] as number;
      }
      sizes[place] = size;
      order[place] = i;
    }
    least.set(row);
    for (const permute of permutations) {
      let difference = 0;
      for (let i = 0; i < width && difference <= 0; i++) {
        const variable = order[i] as number;
        const value = permute(row[variable] as number);
        image[variable] = value;
        if (difference === 0) difference = value - (least[variable] as number);
      }
      if (difference < 0) least.set(image);
    }
  };
}
