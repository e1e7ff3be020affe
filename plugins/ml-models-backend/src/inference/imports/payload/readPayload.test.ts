import { readPayload } from './readPayload';

const NAMED = { names: ['a', 'b'], fallback: 'input' };
const UNNAMED = { fallback: 'input' };

const TENSOR = { datatype: 'FP64' };

describe('readPayload', () => {
  it.each([
    [
      'TensorFlow v1, by place',
      {
        instances: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'TensorFlow v1, by name',
      {
        instances: [
          { a: 1, b: 2 },
          { a: 3, b: 4 },
        ],
      },
    ],
    ['TensorFlow columns', { inputs: { a: [1, 3], b: [2, 4] } }],
    [
      'a data frame, split',
      {
        dataframe_split: {
          columns: ['a', 'b'],
          data: [
            [1, 2],
            [3, 4],
          ],
        },
      },
    ],
    [
      'a data frame',
      {
        dataframe_records: [
          { a: 1, b: 2 },
          { a: 3, b: 4 },
        ],
      },
    ],
    [
      'Open Inference Protocol, a tensor each',
      {
        inputs: [
          { ...TENSOR, name: 'a', shape: [2], data: [1, 3] },
          { ...TENSOR, name: 'b', shape: [2, 1], data: [[2], [4]] },
        ],
      },
    ],
    [
      'Open Inference Protocol, one table',
      { inputs: [{ ...TENSOR, name: 'x', shape: [2, 2], data: [1, 2, 3, 4] }] },
    ],
    [
      'a list of lists',
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ])('reads the rows of %s', (_, json) => {
    const rows = [
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ];
    expect(readPayload({ data: json }, NAMED)).toEqual(rows);
    expect(readPayload({ data: JSON.stringify(json) }, NAMED)).toEqual(rows);
  });

  it('reads CSV, a line a row', () => {
    const csv = { data: '1,x\n,"y, z"\n', contentType: 'text/csv; charset=x' };
    expect(readPayload(csv, NAMED)).toEqual([
      { a: 1, b: 'x' },
      { a: null, b: 'y, z' },
    ]);
  });

  it('numbers places that have no name', () => {
    expect(readPayload({ data: { instances: [[7, 8]] } }, UNNAMED)).toEqual([
      { input_0: 7, input_1: 8 },
    ]);
    expect(
      readPayload({ data: '0.5', contentType: 'text/csv' }, UNNAMED),
    ).toEqual([{ input: 0.5 }]);
  });

  it('keeps what is said of each row beside it, and nothing else', () => {
    const answer = {
      predictions: [1, 0],
      probabilities: [0.8, 0.1],
      model_name: 'iris',
      warnings: ['slow'],
    };
    expect(readPayload({ data: answer }, { fallback: 'output' })).toEqual([
      { output: 1, probabilities: 0.8 },
      { output: 0, probabilities: 0.1 },
    ]);
  });

  it.each([
    ['', 'the input is empty'],
    ['{', 'the input is not JSON'],
  ])('says of %j that %s', (data, reason) => {
    expect(readPayload({ data }, UNNAMED)).toEqual({ reason });
  });
});
