import { importQuerySchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { createReadStream } from 'fs';
import { resolve } from 'path';
import { databricks } from './databricks';

async function readAll(name: string, contentType: string) {
  const path = resolve(__dirname, '../__fixtures__', name);
  const file = { chunks: createReadStream(path), contentType };
  const query = importQuerySchema.parse({
    format: 'databricks',
    environment: 'production',
  });
  const items = [];
  for await (const item of databricks.read(file, query)) {
    items.push('json' in item ? item.json : item);
  }
  return items;
}

describe('databricks', () => {
  it.each([
    ['databricks.jsonl', 'application/x-ndjson'],
    ['databricks.parquet', 'application/vnd.apache.parquet'],
  ])('reads from %s what it reads from CSV', async (name, contentType) => {
    const items = await readAll(name, contentType);
    expect(items).toEqual(await readAll('databricks.csv', 'text/csv'));
    expect(items).toMatchObject([
      {
        id: '7a99e0f5-02c0-4f1f-b7cb-1d5a4c5c9a01',
        version: '4',
        statusCode: 200,
        durationMs: 43,
        requestId: 'booking-77',
      },
      {
        statusCode: 400,
        exception: {
          type: 'BAD_REQUEST',
          message: 'Failed to enforce schema of data',
        },
      },
    ]);
  });
});
