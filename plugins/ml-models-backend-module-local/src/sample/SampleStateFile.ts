import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { replaceFile } from '../replaceFile';

export const SAMPLE_PHASES = [
  'waiting',
  'creating',
  'replaying-first',
  'retraining',
  'replaying-second',
  'replaying-last-days',
  'live',
] as const;

const sampleRecordSchema = z.object({
  phase: z.enum(SAMPLE_PHASES),
  taskId: z.string().optional(),
  /** Flights of the running replay that are behind, over all its starts. */
  sent: z.number().int().nonnegative().default(0),
  total: z.number().int().nonnegative().optional(),
  /** Where the flight year ends on our calendar; set when replay starts. */
  mapUntil: z.string().optional(),
  /** Why the phase could not be finished; the next start tries it again. */
  failure: z.string().optional(),
});
export type SampleRecord = z.infer<typeof sampleRecordSchema>;

/** How far the sample has come, kept over restarts. */
export class SampleStateFile {
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(private readonly path: string) {}

  async read(): Promise<SampleRecord> {
    const text = await readFile(this.path, 'utf8').catch(error => {
      if (error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    });
    return sampleRecordSchema.parse(
      text === undefined ? { phase: 'waiting' } : JSON.parse(text),
    );
  }

  /** Writes happen in the order in which they are asked for. */
  write(record: SampleRecord): Promise<void> {
    const replace = () =>
      replaceFile(this.path, JSON.stringify(record), { mode: 0o600 });
    this.lastWrite = this.lastWrite.then(replace, replace);
    return this.lastWrite;
  }
}
