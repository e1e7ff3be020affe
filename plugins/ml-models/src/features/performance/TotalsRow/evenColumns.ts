/** A share with what it is of: `97.3 %` and `8,412 of 8,650`. */
export const TILE_PX = 148;
export const TILE_GAP_UNITS = 3;

/**
 * @param most - as many as there is room for, at least 1
 * @returns into how many columns so many tiles go in rows of one length, where
 *   the last row is at least half full
 */
export function evenColumns(tiles: number, most: number): number {
  for (let rows = Math.ceil(tiles / most); rows < tiles; rows += 1) {
    const columns = Math.ceil(tiles / rows);
    const inLastRow = tiles - columns * (rows - 1);
    if (inLastRow >= columns / 2) {
      return columns;
    }
  }
  return 1;
}
