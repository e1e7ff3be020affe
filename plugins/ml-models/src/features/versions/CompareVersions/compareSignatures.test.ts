import { signatureSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { compareSignatures } from './compareSignatures';

function aSignature(...inputs: object[]) {
  return signatureSchema.parse({
    inputs,
    outputs: [{ name: 'delayed', type: 'boolean' }],
  });
}

const distance = { name: 'distance', type: 'number', unit: 'mi' };

it('finds nothing between two that are the same', () => {
  expect(compareSignatures(aSignature(distance), aSignature(distance))).toEqual(
    [],
  );
});

it('names what came and what went', () => {
  const wind = { name: 'wind', type: 'number', required: false };
  const carrier = { name: 'carrier', type: 'string' };
  expect(
    compareSignatures(
      aSignature(distance, carrier),
      aSignature(distance, wind),
    ),
  ).toEqual(['Input wind (number, optional) is new', 'Input carrier is gone']);
});

it('names a change of type and of unit', () => {
  expect(
    compareSignatures(
      aSignature(distance),
      aSignature({ ...distance, type: 'integer', unit: 'km' }),
    ),
  ).toEqual([
    'Input distance was number and is integer',
    'Input distance was in mi and is in km',
  ]);
});
