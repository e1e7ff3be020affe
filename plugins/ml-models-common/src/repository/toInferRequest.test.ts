import { toBatchInferRequest, toInferRequest } from './toInferRequest';

describe('toInferRequest', () => {
  it('asks for one row with the datatypes of the signature', () => {
    expect(
      toInferRequest(
        { distance: 2475, carrier: 'AA' },
        {
          inputs: [
            { name: 'distance', type: 'integer', required: true },
            {
              name: 'carrier',
              type: 'string',
              datatype: 'BYTES',
              required: true,
            },
          ],
          outputs: [],
        },
      ),
    ).toEqual({
      inputs: [
        { name: 'distance', shape: [1], datatype: 'INT64', data: [2475] },
        { name: 'carrier', shape: [1], datatype: 'BYTES', data: ['AA'] },
      ],
    });
  });

  it('asks for several rows at once', () => {
    expect(toBatchInferRequest([{ distance: 1.5 }, { distance: 2 }])).toEqual({
      inputs: [
        { name: 'distance', shape: [2], datatype: 'FP64', data: [1.5, 2] },
      ],
    });
  });

  it('guesses datatypes from the values without a signature', () => {
    expect(
      toInferRequest({ a: 1.5, b: true, c: 'x' }).inputs.map(
        ({ datatype }) => datatype,
      ),
    ).toEqual(['FP64', 'BOOL', 'BYTES']);
  });
});
