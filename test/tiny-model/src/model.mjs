/** What a colour adds to `x` before it is compared with the boundary. */
export const COLOUR_SHIFT = { red: 0.5, green: 0, blue: -0.5 };

/** Deterministic numbers in [0, 1): mulberry32, public domain. */
export function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @returns rows `{ inputs: { x, colour }, above }` around a boundary of 1 */
export function sampleRows(count, seed) {
  const random = randomNumbers(seed);
  const colours = Object.keys(COLOUR_SHIFT);
  return Array.from({ length: count }, () => {
    const x = random() * 4 - 1;
    const colour = colours[Math.floor(random() * colours.length)];
    const noise = (random() - 0.5) * 0.2;
    return {
      inputs: { x, colour },
      above: x + COLOUR_SHIFT[colour] + noise > 1,
    };
  });
}

/** @returns `{ above, score }`; throws on what cannot be scored */
export function predict({ boundary }, { x, colour }) {
  const shift = COLOUR_SHIFT[colour];
  if (shift === undefined) {
    throw new RangeError(`no shift known for colour '${colour}'`);
  }
  const score = 1 / (1 + Math.exp(-8 * (x + shift - boundary)));
  return { above: score > 0.5, score };
}
