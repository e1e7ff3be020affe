import { findSection } from './recordSections';

describe('findSection', () => {
  it.each([
    ['inputs.distance', { section: 'inputs', name: 'distance' }],
    ['outputs.delayed', { section: 'outputs', name: 'delayed' }],
    ['target.delayed', { section: 'target', name: 'delayed' }],
    ['inputs.weather.wind', { section: 'inputs', name: 'weather.wind' }],
    ['inputs.inputs.x', { section: 'inputs', name: 'inputs.x' }],
    ['inputs.two\nlines', { section: 'inputs', name: 'two\nlines' }],
  ])('takes %j apart', (path, expected) => {
    expect(findSection(path)).toEqual(expected);
  });

  it.each(['distance', 'inputs', 'inputs.', 'inputsdistance', 'Inputs.x', ''])(
    'leaves %j whole',
    path => {
      expect(findSection(path)).toBeUndefined();
    },
  );
});
