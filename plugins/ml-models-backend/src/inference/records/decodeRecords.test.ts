import { RECORDS_PER_REQUEST_MAX, RequestBudget } from '../body/RequestBudget';
import { decodeRecords } from './decodeRecords';

const NDJSON = 'application/x-ndjson';

function decode(text: string, contentType: string) {
  const budget = new RequestBudget(() => {});
  return decodeRecords(Buffer.from(text), contentType, budget);
}

describe('decodeRecords', () => {
  it('takes a record a line, and passes over empty ones', () => {
    expect(decode('\n {"a":1}\r\n\n  \t\r\nno\n{"a":2}', NDJSON)).toEqual([
      { json: { a: 1 } },
      { reason: 'the line is not JSON' },
      { json: { a: 2 } },
    ]);
  });

  it('parses no line beyond those that a request may have', () => {
    const parse = jest.spyOn(JSON, 'parse');
    const lines = '{}\n'.repeat(2 * RECORDS_PER_REQUEST_MAX);
    expect(() => decode(lines, NDJSON)).toThrow('send smaller batches');
    expect(parse.mock.calls.length).toBeLessThan(RECORDS_PER_REQUEST_MAX + 10);
    parse.mockRestore();
  });

  it.each(['[{"a":1},2]', '{"records":[{"a":1},2]}'])(
    'takes a list of records: %s',
    text => {
      expect(decode(text, 'application/json')).toEqual([
        { json: { a: 1 } },
        { json: 2 },
      ]);
    },
  );

  it('takes no other names beside a list of records', () => {
    expect(() =>
      decode('{"records":[{}],"version":"3"}', 'application/json'),
    ).toThrow('there is no version: known are records');
  });
});
