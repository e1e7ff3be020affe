import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import fc from 'fast-check';
import { BinningLayout, FEATURES_PER_CHUNK } from './BinningLayout';
import { binsOf } from './binsOf';
import { compileBinning, compileFeature } from './compileBinning';
import { expandFeature } from './expandFeature';
import { FeatureBinning, NumericBinning } from './FeatureBinning';
import { FeatureValues, makeFeatureBinning } from './makeFeatureBinning';
import { makeNumericEdges } from './makeNumericEdges';
import { addPackedCounts, countsIn, packCounts } from './packCounts';
import { fitsBinning, makeBinnings } from './reviseBinning';

function aFeature(
  values: FeatureValues['values'],
  changes: Partial<FeatureValues> = {},
): FeatureValues {
  return { name: 'x', role: 'input', values, ...changes };
}

function numeric(edges: number[]): NumericBinning {
  return { name: 'x', role: 'input', type: 'numeric', edges };
}

/** The label of the bin that a value falls into. */
function labelOf(
  binning: FeatureBinning,
  value: Parameters<ReturnType<typeof compileBinning>>[0],
) {
  return binsOf(binning)[compileBinning(binning)(value)].label;
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('makeNumericEdges', () => {
  it('cuts many values into tenths', () => {
    expect(makeNumericEdges(upTo(1001))).toEqual([
      0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000,
    ]);
  });

  it('gives each of few values a bin of its own', () => {
    expect(makeNumericEdges([0, 1, 1, 0])).toEqual([0, 0.5, 1]);
    expect(makeNumericEdges([7])).toEqual([7, 7]);
    expect(makeNumericEdges([-0, 0])).toEqual([0, 0]);
    expect(makeNumericEdges([3, 1, 2, 12])).toEqual([1, 1.5, 2.5, 7.5, 12]);
  });

  it('gives a value that fills more than a tenth a bin of its own', () => {
    const mostlyZero = [...Array(600).fill(0), ...upTo(401).map(i => i + 1)];
    const [first, second] = makeNumericEdges(mostlyZero);
    expect([first, second]).toEqual([0, 0.5]);
    const mostlyFull = [...upTo(400), ...Array(600).fill(1000)];
    expect(makeNumericEdges(mostlyFull).slice(-2)).toEqual([699.5, 1000]);
  });

  it('finds the middle of the smallest and the largest number there are', () => {
    expect(makeNumericEdges([-1.7e308, 1.7e308])).toEqual([
      -1.7e308, 0, 1.7e308,
    ]);
    expect(makeNumericEdges([1.6e308, 1.7e308])[1] / 1.65e308).toBeCloseTo(1);
  });

  it('always rises, from the smallest value to the largest', () => {
    const values = fc.array(
      fc.oneof(
        fc.integer({ min: -5, max: 5 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      { minLength: 1, maxLength: 300 },
    );
    fc.assert(
      fc.property(values, list => {
        const edges = makeNumericEdges(list);
        const sorted = [...list].sort((a, b) => a - b);
        expect(edges[0]).toEqual(sorted[0] + 0);
        expect(edges[edges.length - 1]).toEqual(sorted[sorted.length - 1] + 0);
        const rises = edges.every((edge, i) => i === 0 || edge >= edges[i - 1]);
        expect(rises).toBe(true);
      }),
    );
  });
});

describe('compileBinning', () => {
  it('puts a number into the bin whose edges it lies between', () => {
    const binning = numeric([0, 10, 20]);
    expect(
      [-1, 0, 9.9, 10, 20, 20.1].map(value => labelOf(binning, value)),
    ).toEqual(['< 0', '0 – 10', '0 – 10', '10 – 20', '10 – 20', '> 20']);
    expect(labelOf(binning, undefined)).toBe('missing');
    expect(labelOf(binning, '10')).toBe('another type');
  });

  it('agrees with looking at each bin in turn', () => {
    const edges = fc
      .uniqueArray(fc.integer({ min: -50, max: 50 }), {
        minLength: 2,
        maxLength: 12,
      })
      .map(list => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(edges, fc.integer({ min: -60, max: 60 }), (list, value) => {
        const last = list.length - 1;
        const inBin = list.findIndex(
          (edge, i) =>
            i < last &&
            value >= edge &&
            (value < list[i + 1] || (i + 1 === last && value === list[last])),
        );
        const outside = value < list[0] ? 0 : list.length;
        const expected = inBin === -1 ? outside : inBin + 1;
        expect(compileBinning(numeric(list))(value)).toBe(expected);
      }),
    );
  });

  it('tells other categories from new ones', () => {
    const binning: FeatureBinning = {
      name: 'x',
      role: 'input',
      type: 'categorical',
      categories: ['UA', 'AA'],
      others: ['F9'],
    };
    expect(
      ['AA', 'F9', 'XX', undefined, ['UA']].map(it => labelOf(binning, it)),
    ).toEqual(['AA', 'other', 'new', 'missing', 'another type']);
    expect(labelOf({ ...binning, others: null }, 'XX')).toBe('other');
  });

  it.each<[string, RecordedValue[], RecordedValue, string]>([
    ['a number among texts', ['UA', '7'], 8, 'another type'],
    ['a text among numbers', [7, 9], 'UA', 'another type'],
    ['a boolean among texts', ['UA', '7'], true, 'another type'],
    ['a known category, written otherwise', ['UA', '7'], 7, '7'],
    ['what is new among several types', ['UA', 7], true, 'new'],
  ])('tells %s', (_, reference, value, label) => {
    const binning = makeFeatureBinning(
      aFeature(reference, { declaredType: 'string' }),
    );
    expect(binning && labelOf(binning, value)).toBe(label);
  });

  it('counts booleans', () => {
    const binning: FeatureBinning = {
      name: 'x',
      role: 'input',
      type: 'boolean',
    };
    expect([false, true, undefined, 1].map(it => labelOf(binning, it))).toEqual(
      ['false', 'true', 'missing', 'another type'],
    );
  });
});

describe('makeFeatureBinning', () => {
  it('believes the signature where the values bear it out', () => {
    expect(
      makeFeatureBinning(aFeature([1, 2, 'n/a'], { declaredType: 'string' })),
    ).toMatchObject({ type: 'categorical', categories: ['1', '2', 'n/a'] });
    expect(
      makeFeatureBinning(aFeature(['a', 'b'], { declaredType: 'number' })),
    ).toMatchObject({ type: 'categorical' });
  });

  it('goes by the values where there is no signature', () => {
    expect(makeFeatureBinning(aFeature([true, false]))?.type).toBe('boolean');
    expect(makeFeatureBinning(aFeature([1, 2, 'x']))?.type).toBe('numeric');
  });

  it('names the bins of whole numbers by those that are in them', () => {
    const labels = (values: number[]) => {
      const binning = makeFeatureBinning(aFeature(values));
      return binning && binsOf(binning).map(({ label }) => label);
    };
    const others = ['missing', 'another type'];
    expect(labels([1, 2, 3, 7])).toEqual([
      '< 1',
      '1',
      '2',
      '3 – 4',
      '5 – 7',
      '> 7',
      ...others,
    ]);
    expect(labels(upTo(101))?.slice(0, 3)).toEqual(['< 0', '0 – 9', '10 – 19']);
    expect(labels(upTo(101))?.slice(9, 12)).toEqual([
      '80 – 89',
      '90 – 100',
      '> 100',
    ]);
    expect(labels([1, 2.5])).toEqual([
      '< 1',
      '1 – 1.75',
      '1.75 – 2.5',
      '> 2.5',
      ...others,
    ]);
  });

  it('keeps 50 categories, the most frequent first, and knows the rest', () => {
    const values = upTo(60).flatMap(i => Array(60 - i).fill(`c${i}`));
    const binning = makeFeatureBinning(aFeature(values));
    expect(binning).toMatchObject({
      categories: upTo(50).map(i => `c${i}`),
      others: upTo(10).map(i => `c${i + 50}`),
    });
  });

  it('gives up on telling new values of an identifier', () => {
    const values = upTo(2_000).map(i => `id-${i}`);
    expect(makeFeatureBinning(aFeature(values))).toMatchObject({
      others: null,
    });
  });

  it('makes no bins for lists, maps, and for nothing', () => {
    expect(makeFeatureBinning(aFeature([[1], { a: 1 }]))).toBeUndefined();
    expect(makeFeatureBinning(aFeature([]))).toBeUndefined();
  });
});

describe('expandFeature', () => {
  const namesOf = (values: FeatureValues['values']) =>
    expandFeature(aFeature(values)).map(({ name, type }) => [name, type]);

  /** Labels of the bins, by feature, that a value of column x falls into. */
  const place = (reference: FeatureValues['values'], x?: RecordedValue) =>
    Object.fromEntries(
      expandFeature(aFeature(reference)).map(binning => [
        binning.name,
        binsOf(binning)[compileFeature(binning)(x === undefined ? {} : { x })]
          .label,
      ]),
    );

  it('leads into maps by dotted names, and not below the fourth level', () => {
    const age = { person: { age: 30, home: { city: 'Oslo' } } };
    expect(namesOf([age, age])).toEqual([
      ['x.person.age', 'numeric'],
      ['x.person.home.city', 'categorical'],
    ]);
    const deep = { a: { b: { c: { d: { e: 1 } } } }, near: 1 };
    expect(namesOf([deep])).toEqual([['x.near', 'numeric']]);
  });

  it('counts the items of lists, and compares the first 16', () => {
    expect(namesOf([['a', 'b'], ['a'], []])).toEqual([
      ['x.items', 'numeric'],
      ['x.0', 'categorical'],
      ['x.1', 'categorical'],
    ]);
    expect(namesOf([upTo(768)])).toHaveLength(1 + 16);
  });

  it('takes what is not there as missing, and another type as such', () => {
    const reference = [{ tags: ['a'], size: 3 }];
    const all = (label: string) => ({
      'x.tags.items': label,
      'x.tags.0': label,
      'x.size': label,
    });
    expect(place(reference, { tags: ['a'], size: 3 })).toEqual({
      'x.tags.items': '1',
      'x.tags.0': 'a',
      'x.size': '3',
    });
    expect(place(reference)).toEqual(all('missing'));
    expect(place(reference, {})).toEqual(all('missing'));
    expect(place(reference, 'text')).toEqual(all('another type'));
    expect(place(reference, ['a'])).toEqual(all('another type'));
    expect(place(reference, { tags: [], size: 3 })['x.tags.0']).toBe('missing');
  });

  it('compares free text by its length, its words and its shape', () => {
    const texts = upTo(100).map(i => `flight ${i} was late`);
    expect(namesOf(texts)).toEqual([
      ['x.length', 'numeric'],
      ['x.words', 'numeric'],
      ['x.shape', 'categorical'],
    ]);
    expect(place(texts, 'flight 7 was late')).toMatchObject({
      'x.length': '17',
      'x.shape': 'lower+digit+space',
      'x.words': '4',
    });
    expect(place(texts, '東京')['x.shape']).toBe('new');
    const japanese = upTo(100).map(i => `東京${i}便`);
    expect(place(japanese, '大阪7便')['x.shape']).toBe('letter+digit');
    expect(place(texts, 7)['x.length']).toBe('another type');
  });

  it('keeps text whose values come back as categories', () => {
    expect(namesOf(upTo(400).map(i => `c${i % 80}`))).toEqual([
      ['x', 'categorical'],
    ]);
  });

  it('compares instants by their hour in UTC, however they are written', () => {
    const instants = ['2026-03-01T05:30:00Z', '2026-03-01 06:30'];
    expect(namesOf(instants)).toEqual([['x.hour', 'categorical']]);
    const hourOf = (x: RecordedValue) => place(instants, x)['x.hour'];
    expect(hourOf('2026-07-01T23:59:59.999Z')).toBe('23');
    expect(hourOf('2026-07-01T23:30+02:00')).toBe('21');
    expect(hourOf('2026-07-01 23:30:00')).toBe('23');
    expect(hourOf(1_772_323_200_000)).toBe('00');
    expect(hourOf(1_772_323_200)).toBe('00');
    expect(hourOf('yesterday')).toBe('another type');
    expect(hourOf(1e300)).toBe('another type');
  });

  it('never fails, whatever a record holds', () => {
    const values = fc.array(
      fc.oneof(
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.array(fc.string()),
        fc.dictionary(fc.string(), fc.integer()),
        fc.array(fc.dictionary(fc.string(), fc.string())),
      ),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(values, values, (reference, seen) => {
        for (const binning of expandFeature(aFeature(reference))) {
          const bins = binsOf(binning).length;
          const findBin = compileFeature(binning);
          for (const x of seen) {
            const bin = findBin({ x });
            expect(bin >= 0 && bin < bins).toBe(true);
          }
        }
      }),
    );
  });
});

describe('packCounts', () => {
  it('gives back what was packed, large counts too', () => {
    const counts = fc.array(fc.maxSafeNat(), { maxLength: 50 });
    fc.assert(
      fc.property(counts, a => {
        const packed = packCounts(Float64Array.from(a));
        expect(countsIn(packed)).toBe(a.length);
        const sums = new Float64Array(a.length + 1);
        addPackedCounts(sums, packed, 1);
        expect([...sums]).toEqual([0, ...a]);
      }),
    );
  });

  it('takes a byte for each count of a short window', () => {
    expect(packCounts(new Float64Array(100).fill(127))).toHaveLength(101);
    expect(packCounts(new Float64Array(100).fill(128))).toHaveLength(201);
    expect(packCounts(new Float64Array(200).fill(0))).toHaveLength(202);
  });
});

describe('BinningLayout', () => {
  const layout = new BinningLayout(1, [
    numeric([0, 10]),
    { name: 'x', role: 'output', type: 'boolean' },
    { name: 'toString', role: 'input', type: 'boolean' },
  ]);

  it('counts every feature of a record once', () => {
    const counts = new Float64Array(layout.length);
    layout.count(counts, { inputs: { x: 3 }, outputs: { x: true } });
    expect([...counts]).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
  });

  it('finds an input before an output, and either by its full name', () => {
    expect(layout.findFeature('x')?.binning.role).toBe('input');
    expect(layout.findFeature('outputs.x')?.binning.role).toBe('output');
    expect(layout.findFeature('y')).toBeUndefined();
  });

  it('stores wide models in chunks that cover every count', () => {
    const wide = new BinningLayout(
      1,
      upTo(FEATURES_PER_CHUNK + 1).map(i => ({
        name: `f${i}`,
        role: 'input' as const,
        type: 'boolean' as const,
      })),
    );
    expect(wide.chunks).toEqual([
      { chunk: 0, offset: 0, length: 800 },
      { chunk: 1, offset: 800, length: 4 },
    ]);
    expect(wide.features[FEATURES_PER_CHUNK].chunk).toBe(1);
  });
});

describe('fitsBinning', () => {
  const signature = { inputs: [], outputs: [] };
  const rowsOf = (values: (number | string)[]) =>
    values.map(x => ({ inputs: { x }, outputs: {} }));
  const present = new BinningLayout(
    1,
    makeBinnings(rowsOf(upTo(1000)), signature),
  );
  const fits = (values: (number | string)[]) => {
    const counts = new Float64Array(present.length);
    rowsOf(values).forEach(row => present.count(counts, row));
    return fitsBinning(
      present,
      makeBinnings(rowsOf(values), signature),
      counts,
    );
  };

  it('keeps the bins for a reference that lies within them', () => {
    expect(fits(upTo(500))).toBe(true);
    expect(fits([...upTo(990), ...Array(10).fill(5000)])).toBe(true);
  });

  it('asks for new ones when more than 5 % lies outside', () => {
    expect(fits([...upTo(900), ...Array(100).fill(5000)])).toBe(false);
  });

  it('asks for new ones when a feature changes its type', () => {
    expect(fits(['a', 'b'])).toBe(false);
  });

  it('asks for new ones when there is another feature', () => {
    const rows = upTo(500).map(x => ({ inputs: { x, y: x }, outputs: {} }));
    const counts = new Float64Array(present.length);
    rows.forEach(row => present.count(counts, row));
    expect(fitsBinning(present, makeBinnings(rows, signature), counts)).toBe(
      false,
    );
  });
});
