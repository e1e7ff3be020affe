import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { hashValue } from '../../hashValue';
import type { RedactionRule } from '../../inference/ModelPolicySource';
import { BinningLayout } from '../binning/BinningLayout';
import { makeBinnings } from '../binning/reviseBinning';
import { isRedactedSince } from './isRedactedSince';

const ROWS = 200;

/** @returns the features of such a reference that a rule redacts since */
function redactedBy(
  rules: RedactionRule[],
  inputsOf: (serial: number) => NamedValues,
): string[] {
  const rows = Array.from({ length: ROWS }, (_, serial) => ({
    inputs: inputsOf(serial),
    outputs: { cause: serial % 2 ? 'crew' : 'storm' },
  }));
  const layout = new BinningLayout(
    1,
    makeBinnings(rows, { inputs: [], outputs: [] }),
  );
  const counts = new Float64Array(layout.length);
  rows.forEach(row => layout.count(counts, row));
  return layout.features
    .filter(feature => {
      const until = feature.offset + feature.bins.length;
      return isRedactedSince(
        feature,
        counts.subarray(feature.offset, until),
        rules,
      );
    })
    .map(({ binning }) => binning.name);
}

const hash = (path: string): RedactionRule => ({ path, how: 'hash' });
const drop = (path: string): RedactionRule => ({ path, how: 'drop' });

describe('isRedactedSince', () => {
  it.each([hash, drop])('tells what a new rule names, and no other', rule => {
    const inputsOf = (serial: number) => ({
      carrier: serial % 2 ? 'UA' : 'DL',
      carriers: serial % 3,
      distance: serial,
      late: serial % 2 === 0,
      crew: { age: serial, size: serial % 4 },
      legs: [{ from: serial % 2 ? 'JFK' : 'EWR', minutes: serial }],
      note: `flight ${serial} was late`,
    });
    const told = (path: string) => redactedBy([rule(path)], inputsOf);
    expect(told('inputs.carrier')).toEqual(['carrier']);
    expect(told('inputs.distance')).toEqual(['distance']);
    expect(told('inputs.late')).toEqual(['late']);
    expect(told('inputs.crew.age')).toEqual(['crew.age']);
    expect(told('inputs.crew')).toEqual(['crew.age', 'crew.size']);
    expect(told('inputs.legs.from')).toEqual(['legs.0.from']);
    expect(told('inputs.note')).toContain('note.length');
    expect(told('outputs.cause')).toEqual(['cause']);
    expect(told('outputs.carrier')).toEqual([]);
    expect(redactedBy([], inputsOf)).toEqual([]);
  });

  it('passes over what was hashed already, or missing', () => {
    const inputsOf = (serial: number): NamedValues => ({
      ...(serial % 10 > 0 && { carrier: hashValue(serial % 3, 'key') }),
      passenger: hashValue(serial, 'key'),
    });
    const rules = [hash('inputs.carrier'), hash('inputs.passenger')];
    expect(redactedBy(rules, inputsOf)).toEqual([]);
  });

  it('tells what was hashed and is dropped now', () => {
    const inputsOf = (serial: number) => ({
      carrier: hashValue(serial % 3, ''),
    });
    expect(redactedBy([drop('inputs.carrier')], inputsOf)).toEqual(['carrier']);
  });

  it('tells first records of which only some were hashed', () => {
    const inputsOf = (serial: number) => ({
      carrier: serial < 20 ? 'UA' : hashValue('UA', 'key'),
    });
    expect(redactedBy([hash('inputs.carrier')], inputsOf)).toEqual(['carrier']);
  });
});
