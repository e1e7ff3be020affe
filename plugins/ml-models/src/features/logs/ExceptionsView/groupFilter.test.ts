import { groupFilter } from './groupFilter';

const group = {
  type: 'ValueError',
  place: 'serve.py:120 in predict',
  count: 2,
  firstSeen: '2026-03-01T10:00:00.000Z',
  lastSeen: '2026-03-01T11:00:00.000Z',
  versions: [3],
  example: { id: 'newest', row: 0 },
};

const found = {
  status: 'failed',
  errorType: 'ValueError',
  errorPlace: 'serve.py:120 in predict',
};

describe('groupFilter', () => {
  it.each([
    ["could not convert '…' to float", "could not convert '"],
    ['… is missing\nin row …', 'is missing'],
    ['distance is missing', 'distance is missing'],
    ["'…'", undefined],
    [undefined, undefined],
  ])('finds what messages of %j have in common', (messagePattern, text) => {
    expect(groupFilter({ ...group, messagePattern }, {})).toEqual(
      text === undefined ? found : { ...found, text },
    );
  });

  it('keeps to mistakes of callers where they were asked for', () => {
    const { status } = groupFilter(group, { status: 'invalid' });
    expect(status).toBe('invalid');
  });

  it.each([
    ['far', 'far'],
    ['CONVERT', "could not convert '"],
  ])('keeps to what was asked for: %s', (asked, text) => {
    const messagePattern = "could not convert '…' to float";
    expect(
      groupFilter({ ...group, messagePattern }, { version: 3, text: asked }),
    ).toEqual({ ...found, version: 3, text });
  });

  it('looks for no longer a text than a search takes', () => {
    const { text } = groupFilter(
      { ...group, messagePattern: 'x'.repeat(300) },
      {},
    );
    expect(text).toBe('x'.repeat(200));
  });
});
