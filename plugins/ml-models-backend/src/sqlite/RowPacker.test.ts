import { RowPacker, unpackRows } from './RowPacker';

function pack(rows: readonly (readonly unknown[])[]) {
  const packer = new RowPacker();
  rows.forEach(row => packer.addRow(row));
  return packer.pack();
}

describe('RowPacker', () => {
  it.each([
    ['text', 'a', 'b'],
    ['numbers', 1.5, 2 ** 53 - 1],
    ['the same throughout', 7, 7],
    ['a number, then none', 1, null],
    ['none, then a number', null, 1],
    ['a number, then text', 1, 'NaN'],
    ['a number, then bytes', 1, Buffer.from([2])],
    ['a zero, then a negative one', 0, -0],
    ['what is no number twice', Number.NaN, Number.NaN],
  ])('gives back %s as it was', (_, first, then) => {
    const rows = [[first], [first], [then], [first]];
    const values = Array.from(unpackRows(pack(rows)), ([value]) => value);
    expect(values).toEqual([first, first, then, first]);
  });

  it('sends numbers as one piece, and what all rows share once', () => {
    const { columns } = pack([
      [1, 'a'],
      [2, 'a'],
    ]);
    expect(columns).toEqual([
      { values: new Float64Array([1, 2]) },
      { same: 'a' },
    ]);
  });

  it('packs nothing', () => {
    expect([...unpackRows(pack([]))]).toEqual([]);
  });
});
