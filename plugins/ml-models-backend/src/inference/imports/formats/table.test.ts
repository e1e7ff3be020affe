import { importQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { NOON_MS } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Readable } from 'stream';
import { readTable } from '../rows/readTable';
import { table } from './table';

jest.mock('../rows/readTable');

const BEYOND_DOUBLES = 9_007_199_254_740_993n;

/** What a row becomes, by a mapping. */
async function read(
  contentType: string,
  row: Record<string, unknown>,
  mapping: object,
) {
  jest.mocked(readTable).mockImplementation(async function* rows() {
    yield { line: 1, value: row };
  });
  const query = importQuerySchema.parse({
    format: 'table',
    mapping: JSON.stringify({ time: 'at', ...mapping }),
  });
  const file = { chunks: Readable.from([]), contentType };
  const items = [];
  for await (const item of table.read(file, query)) items.push(item);
  return items;
}

describe('table', () => {
  it('keeps each digit of ids of 64 bits, as Parquet has them', async () => {
    expect(
      await read(
        'application/vnd.apache.parquet',
        { id: BEYOND_DOUBLES, of: BEYOND_DOUBLES, at: NOON_MS, n: 7n },
        { id: 'id', requestId: 'of' },
      ),
    ).toMatchObject([
      {
        json: {
          id: '9007199254740993',
          requestId: '9007199254740993',
          inputs: { n: 7 },
        },
      },
    ]);
  });

  it('takes no version of CSV for a number, and no empty cell for a version', async () => {
    const mapping = { version: 'model' };
    const at = '2026-03-10T11:00:00Z';
    expect(await read('text/csv', { at, model: '1.0' }, mapping)).toMatchObject(
      [{ json: { version: '1.0' } }],
    );
    const [empty] = await read('text/csv', { at, model: ' ' }, mapping);
    expect(empty).not.toHaveProperty('json.version');
  });

  it('leaves what is no text to be rejected', async () => {
    expect(
      await read(
        'application/x-ndjson',
        { at: NOON_MS, of: { a: 1 } },
        { requestId: 'of' },
      ),
    ).toMatchObject([{ json: { requestId: { a: 1 } } }]);
  });
});
