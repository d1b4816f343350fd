import test from 'ava';
import fc from 'fast-check';
import { FoldedRowSet, rowSet } from '../../explore/folded-row-set.js';
import { FlatRowSet, type RowSet } from '../../explore/row-set.js';
import { StateTable } from '../../explore/state-table.js';

const seed = 20_261_123;

/** Rows that repeat often, with extreme words among them, and now and then one to read back in between. */
function operations(width: number) {
  const word = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, -1));
  return fc.array(fc.record({ row: fc.array(word, { minLength: width, maxLength: width }), readBack: fc.nat() }), {
    maxLength: 200,
  });
}

const law = test.macro({
  title: (title) => title ?? '',
  exec(t, width: number, make: () => RowSet) {
    fc.assert(
      fc.property(operations(width), (list) => {
        const set = make();
        const model = new Map<string, number>();
        for (const { row, readBack } of list) {
          const words = Int32Array.from([0, ...row]);
          const key = row.join();
          const known = model.get(key) ?? -1;
          t.is(set.find(words, 1), known);
          if (known < 0) {
            t.is(set.append(words, 1), model.size);
            model.set(key, model.size);
          }
          const index = readBack % model.size;
          const read = new Int32Array(width + 1);
          set.read(index, read, 1);
          t.is(model.get(Array.from(read.subarray(1)).join()), index);
        }
        t.is(set.size, model.size);
      }),
      { seed },
    );
  },
});

test('a flat set knows each row by the index it came in at', law, 3, () => new FlatRowSet(3));
test('a folded set of two groups does', law, 9, () => rowSet(9));
test('a folded set of uneven groups does', law, 23, () => rowSet(23));
test('a set folded twice does', law, 60, () => rowSet(60));
test('a folded set of one group does', law, 2, () => new FoldedRowSet(2));

test('a set keeps its rows while it grows', (t) => {
  const set = new FlatRowSet(2);
  const row = new Int32Array(2);
  const size = 100_000;
  for (let i = 0; i < size; i++) {
    row.set([i * 7919, i ^ 0x55]);
    if (set.find(row, 0) < 0) set.append(row, 0);
  }
  t.is(set.size, size);
  for (let i = 0; i < size; i++) {
    row.set([i * 7919, i ^ 0x55]);
    if (set.find(row, 0) !== i) t.fail(`row ${i}`);
  }
});

test('states of 6 and of 24 variables take less than 80 bytes each, parents and table included', (t) => {
  for (const width of [6, 24]) {
    const table = new StateTable(width);
    const row = new Int32Array(width);
    for (let i = 0; i < 200_000; i++) {
      row.fill(0);
      for (let digit = 0, rest = i; rest > 0; digit = (digit + 5) % width, rest >>= 4) row[digit] = rest & 15;
      if (table.find(row) < 0) table.append(row, -1);
    }
    t.is(table.size, 200_000);
    t.true(table.bytes / table.size < 80, `${table.bytes / table.size}`);
  }
});
