import {
  InferencePage,
  InferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { anInferenceRecord } from '../../../__testUtils__/builders/anInferenceRecord';
import { NEWER_MAX, readNewer } from './readNewer';

const NOON = Date.parse('2026-03-01T12:00:00.000Z');

/** So many records, a second apart, the newest first. */
function records(count: number, newestMs = NOON) {
  return Array.from({ length: count }, (_, index) =>
    anInferenceRecord({
      id: `0198f3a2-0000-7000-8000-${String(newestMs - index).slice(-12)}`,
      time: new Date(newestMs - index * 1_000).toISOString(),
    }),
  );
}

function answering(...pages: InferencePage[]) {
  const queries: InferenceQuery[] = [];
  const read = async (query: InferenceQuery) => {
    queries.push(query);
    return pages[queries.length - 1];
  };
  return { queries, read };
}

const query = { version: 3 };
const newest = '2026-03-01T11:00:00.000Z';
const readAtMs = NOON;

describe('readNewer', () => {
  it('looks a little further back than the newest that is shown', async () => {
    const [late, known] = records(2);
    const { queries, read } = answering({ items: [late, known] });
    const options = { read, query, newest, readAtMs, pageSize: 100 };
    expect(await readNewer({ ...options, newer: [known] })).toEqual({
      newer: [late, known],
    });
    expect(queries).toEqual([
      { version: 3, from: '2026-03-01T10:59:50.000Z', limit: 500 },
    ]);
  });

  it('looks back from when the list was read while nothing is shown', async () => {
    const first = records(1);
    const { queries, read } = answering({ items: first }, { items: first });
    const options = {
      read,
      newest: undefined,
      readAtMs,
      newer: [],
      pageSize: 9,
    };
    expect(await readNewer({ ...options, query })).toEqual({ newer: first });
    const from = '2026-03-01T11:55:00.000Z';
    await readNewer({ ...options, query: { from } });
    expect(queries).toEqual([
      { version: 3, from: '2026-03-01T11:50:00.000Z', limit: 500 },
      { from, limit: 500 },
    ]);
  });

  it('goes on until it meets what is shown', async () => {
    const [first, second] = records(2);
    const { queries, read } = answering(
      { items: [first], nextCursor: 'next' },
      { items: [second] },
    );
    const options = { read, query, newest, readAtMs, newer: [], pageSize: 100 };
    expect(await readNewer(options)).toEqual({ newer: [first, second] });
    expect(queries[1].cursor).toBe('next');
  });

  it('begins the list anew when more came than can be followed', async () => {
    const fresh = { items: records(1), nextCursor: 'older' };
    const { queries, read } = answering(
      { items: records(1), nextCursor: 'next' },
      { items: records(1), nextCursor: 'further' },
      fresh,
    );
    const options = { read, query, newest, readAtMs, newer: [], pageSize: 100 };
    expect(await readNewer(options)).toEqual({ restart: fresh });
    expect(queries[2]).toEqual({ version: 3, limit: 100 });
  });

  it('begins the list anew before it grows too long', async () => {
    const fresh = { items: records(1) };
    const { read } = answering({ items: records(1, NOON + 1_000) }, fresh);
    const newer = records(NEWER_MAX);
    const options = { read, query, newest, readAtMs, newer, pageSize: 100 };
    expect(await readNewer(options)).toEqual({ restart: fresh });
  });
});
