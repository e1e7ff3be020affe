import { signatureSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { exampleRequest, inferUrl, omittedInputs } from './exampleRequest';

describe('exampleRequest', () => {
  it('is a command to paste', () => {
    expect(
      exampleRequest({
        url: inferUrl(
          'http://127.0.0.1:7070/production/default/flight-delay/',
          'flight-delay',
        ),
        inputs: { distance: 1400 },
      }),
    ).toBe(
      `curl 'http://127.0.0.1:7070/production/default/flight-delay/v2/models/flight-delay/infer' \\
  -H 'content-type: application/json' \\
  -d '{"inputs":[{"name":"distance","shape":[1],"datatype":"FP64","data":[1400]}]}'`,
    );
  });

  it('keeps the shell away from what is in the values', () => {
    expect(
      exampleRequest({
        url: 'http://x',
        inputs: { name: `O'Hare; rm` },
      }),
    ).toContain(`"O'\\''Hare; rm"`);
  });
});

describe('omittedInputs', () => {
  const signature = signatureSchema.parse({
    inputs: [
      { name: 'distance', type: 'number' },
      { name: 'carrier', type: 'string' },
    ],
    outputs: [],
  });

  it('names what the signature has and the example misses', () => {
    expect(omittedInputs({ inputs: { distance: 0 }, signature })).toEqual([
      'carrier',
    ]);
  });

  it('knows of nothing missing without a signature', () => {
    expect(omittedInputs({ inputs: {} })).toEqual([]);
  });
});
