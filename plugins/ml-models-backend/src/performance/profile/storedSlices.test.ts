import { parseSlices, stringifySlices } from './storedSlices';
import { WindowProfile } from './WindowProfile';

function aRow() {
  const profile = new WindowProfile();
  profile.addRecord({ failed: true, errorType: 'Timeout', durationMs: 12 });
  profile.failuresUntold = 1;
  profile.outcomes.set('labels', 1);
  return profile.toRow();
}

describe('stored slices', () => {
  it('are the rows that were written', () => {
    const {
      slices,
      extra_columns: extraColumns,
      first_ms: firstMs,
      ...row
    } = aRow();
    const untimed = { ...row, latency: null };
    const text = stringifySlices([
      ['a', aRow()],
      ['b', untimed],
    ]);
    expect(parseSlices(text)).toEqual([
      ['a', row],
      ['b', untimed],
    ]);
  });

  it('of before failures untold were counted have none', () => {
    const stored = JSON.parse(stringifySlices([['a', aRow()]]));
    delete stored.a.failures_untold;
    expect(parseSlices(JSON.stringify(stored))).toEqual([
      ['a', expect.objectContaining({ requests: 1, failures_untold: 0 })],
    ]);
  });

  it.each([
    ['requests', '1'],
    ['errors', null],
    ['invalid_requests', undefined],
    ['failures_untold', '1'],
    ['errors_by_type', {}],
    ['outcomes', undefined],
    ['latency', 1],
    ['latency', undefined],
  ])('are refused whose %s is %p', (name, value) => {
    const stored = JSON.parse(stringifySlices([['a', aRow()]]));
    const text = JSON.stringify({ a: { ...stored.a, [name]: value } });
    expect(() => parseSlices(text)).toThrow('The stored slice a is not whole');
  });

  it.each(['{"a":null}', '{"a":1}'])('are refused as %s', text => {
    expect(() => parseSlices(text)).toThrow('The stored slice a is not whole');
  });
});
