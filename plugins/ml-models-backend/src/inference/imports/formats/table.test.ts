import { importQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { Readable } from 'stream';
import { readTable } from '../rows/readTable';
import { table } from './table';

jest.mock('../rows/readTable');

const BEYOND_DOUBLES = 9_007_199_254_740_993n;

describe('table', () => {
  it('keeps each digit of ids of 64 bits, as Parquet has them', async () => {
    jest.mocked(readTable).mockImplementation(async function* read() {
      const value = { id: BEYOND_DOUBLES, of: BEYOND_DOUBLES, at: 0, n: 7n };
      yield { line: 1, value };
    });
    const mapping = { id: 'id', requestId: 'of', time: 'at' };
    const query = importQuerySchema.parse({
      format: 'table',
      mapping: JSON.stringify(mapping),
    });
    const file = {
      chunks: Readable.from([]),
      contentType: 'application/vnd.apache.parquet',
    };
    const items = [];
    for await (const item of table.read(file, query)) items.push(item);
    expect(items).toMatchObject([
      {
        json: {
          id: '9007199254740993',
          requestId: '9007199254740993',
          inputs: { n: 7 },
        },
      },
    ]);
  });
});
