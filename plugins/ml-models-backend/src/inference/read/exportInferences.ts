import {
  InferenceExportQuery,
  InferenceRecord,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { InferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node';
import { DeclaredValues } from '../DeclaredValues';
import { writeCsv } from './writeCsv';

/**
 * Records read and held at once. A record of a thousand features takes about
 * 20 kB as text, so this is 10 MB at worst, and 500 kB as a rule.
 */
const PAGE_RECORDS = 500;

export interface ExportInferencesOptions {
  store: Pick<InferenceLogStore, 'search'>;
  declared: Pick<DeclaredValues, 'listNames'>;
  modelRef: string;
  pageRecords?: number;
}

/**
 * All records of a search as the text of a file, newest first. Records that
 * come in meanwhile are newer than where the file begins, and not in it.
 *
 * @returns a page of text at a time; the next one is read when it is asked for
 */
export function exportInferences(
  options: ExportInferencesOptions,
  { format, ...query }: InferenceExportQuery,
): AsyncGenerator<string> {
  const pages = readPages(options, query);
  return format === 'csv'
    ? writeCsv(pages, () => options.declared.listNames(options.modelRef))
    : writeNdjson(pages);
}

async function* readPages(
  { store, modelRef, pageRecords = PAGE_RECORDS }: ExportInferencesOptions,
  query: Omit<InferenceExportQuery, 'format'>,
): AsyncGenerator<InferenceRecord[]> {
  let cursor: string | undefined;
  do {
    const page = await store.search(modelRef, {
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
