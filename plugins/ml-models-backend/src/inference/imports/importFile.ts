import { ImportReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { findLogFormat } from './findLogFormat';
import { ImportedFile, ImportFileOptions } from './importOptions';
import { ImportRun } from './ImportRun';

/**
 * Reads a log of elsewhere, and takes its records in by the same door as all
 * others, step by step: what an interrupted import has taken stays, and is known
 * again by the next one.
 *
 * @throws InputError, UnsupportedMediaTypeError for a file that cannot be read
 * @throws ServiceUnavailableError when the log had no room for too long
 */
export async function importFile(
  options: ImportFileOptions,
  imported: ImportedFile,
): Promise<ImportReport> {
  const { file, query } = imported;
  const format = findLogFormat(query.format);
  const missing = format.missing(query);
  const run = new ImportRun(
    query.dryRun ? withoutEffect(options) : options,
    imported,
    missing,
  );
  for await (const item of format.read(file, query)) {
    await run.take(item);
  }
  const notes = await run.listNotes();
  await run.finish();
  return {
    dryRun: query.dryRun,
    format: query.format,
    missing,
    ...run.tally.counts(),
    // A dry run does not ask the log what it knows.
    ...(query.dryRun ? {} : run.tally.countNew()),
    notes,
  };
}

/** A dry run makes no versions and no keys, and stores nothing. */
function withoutEffect(options: ImportFileOptions): ImportFileOptions {
  return {
    ...options,
    admission: options.admission.withoutEffect(),
    submit: async () => ({ known: new Set() }),
    versions: { resolve: async () => 0 },
  };
}
