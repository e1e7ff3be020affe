import { evenColumns } from './evenColumns';

describe('evenColumns', () => {
  it.each([
    [10, 7, 5],
    [9, 6, 5],
    [11, 4, 4],
    [6, 6, 6],
    [4, 9, 4],
  ])('spreads %p tiles where %p fit in a row: %p', (tiles, most, columns) => {
    expect(evenColumns(tiles, most)).toBe(columns);
  });

  it('rather takes more rows than to leave one tile alone', () => {
    expect(evenColumns(10, 3)).toBe(2);
  });

  it('puts them below each other where no two fit', () => {
    expect(evenColumns(5, 1)).toBe(1);
  });
});
