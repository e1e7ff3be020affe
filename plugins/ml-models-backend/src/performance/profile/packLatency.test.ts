import { DDSketch } from '@datadog/sketches-js';
import { addPackedLatency, newLatencySketch, packLatency } from './packLatency';

const QUANTILES = [0, 0.25, 0.5, 0.9, 0.99, 1];

function sketchOf(durationsMs: readonly number[]): DDSketch {
  const sketch = newLatencySketch();
  for (const durationMs of durationsMs) sketch.accept(durationMs);
  return sketch;
}

function read(...stored: (Buffer | null)[]): DDSketch {
  const sketch = newLatencySketch();
  for (const packed of stored) {
    if (packed) addPackedLatency(sketch, packed);
  }
  return sketch;
}

function quantilesOf(sketch: DDSketch): number[] {
  return QUANTILES.map(quantile => sketch.getValueAtQuantile(quantile));
}

describe('a packed sketch of latencies', () => {
  it.each([
    ['less than a millisecond', [0.004, 0.02, 0.3]],
    ['around a millisecond', [0.5, 0.98, 1, 1.02, 1.5]],
    ['nothing and hours', [0, 0, 12, 40, 7_200_000]],
    ['nothing only', [0, 0]],
    ['one request', [17.3]],
    ['a thousand requests', Array.from({ length: 1_000 }, (_, i) => i / 7)],
  ])('tells of %s what the sketch told', (_, durationsMs) => {
    const sketch = sketchOf(durationsMs);
    const again = read(packLatency(sketch));
    expect(again.count).toBe(durationsMs.length);
    expect(quantilesOf(again)).toEqual(quantilesOf(sketch));
  });

  it('adds to another', () => {
    const [some, others] = [
      [3, 8, 21],
      [0, 0.1, 900],
    ];
    const together = read(
      packLatency(sketchOf(some)),
      packLatency(sketchOf(others)),
    );
    expect(together.count).toBe(6);
    expect(quantilesOf(together)).toEqual(
      quantilesOf(sketchOf([...some, ...others])),
    );
  });

  it('adds to one that was stored before there were packed ones', () => {
    const before = Buffer.from(sketchOf([3, 8, 21]).toProto());
    const together = read(before, packLatency(sketchOf([5])), before);
    expect(together.count).toBe(7);
    expect(quantilesOf(together)).toEqual(
      quantilesOf(sketchOf([3, 8, 21, 5, 3, 8, 21])),
    );
  });

  it('is nothing when nothing was timed', () => {
    expect(packLatency(newLatencySketch())).toBeNull();
  });

  it('takes little room', () => {
    const day = sketchOf(Array.from({ length: 5_000 }, (_, i) => 8 + (i % 40)));
    expect(packLatency(day)?.length).toBeLessThan(150);
  });
});
