import {
  InferenceExportQuery,
  InferenceRecord,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { searchInferences, SearchInferencesOptions } from './searchInferences';
import { writeCsv } from './writeCsv';

/**
 * Records read and held at once. A record of a thousand features takes about
 * 20 kB as text, so this is 10 MB at worst, and 500 kB as a rule.
 */
const PAGE_RECORDS = 500;

/**
 * All records of a search as the text of a file, newest first. Records that
 * come in meanwhile are newer than where the file begins, and not in it.
 *
 * @returns a page of text at a time; the next one is read when it is asked for
 */
export function exportInferences(
  options: SearchInferencesOptions & { pageRecords?: number },
  { format, ...query }: InferenceExportQuery,
): AsyncGenerator<string> {
  const pages = readPages(options, query);
  return format === 'csv' ? writeCsv(pages) : writeNdjson(pages);
}

async function* readPages(
  {
    pageRecords = PAGE_RECORDS,
    ...options
  }: SearchInferencesOptions & { pageRecords?: number },
  query: Omit<InferenceExportQuery, 'format'>,
): AsyncGenerator<InferenceRecord[]> {
  let cursor: string | undefined;
  do {
    const page = await searchInferences(options, {
      ...query,
      cursor,
      limit: pageRecords,
    });
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

/** @see https://github.com/ndjson/ndjson-spec */
async function* writeNdjson(
  pages: AsyncIterable<InferenceRecord[]>,
): AsyncGenerator<string> {
  for await (const records of pages) {
    yield records.map(record => `${JSON.stringify(record)}\n`).join('');
  }
}
