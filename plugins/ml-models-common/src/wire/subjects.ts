import { z } from 'zod';
import { RECORD_SECTIONS } from './recordSections';

/** Whose records: those that have this value there. */
export const deleteSubjectSchema = z.object({
  /** As in redaction rules: `inputs.passenger_id`; dots lead into nested values. */
  path: z
    .string()
    .max(500)
    .regex(
      new RegExp(`^(${RECORD_SECTIONS.join('|')})\\..+`, 's'),
      'expected inputs.…, outputs.… or target.…',
    ),
  /** Of text, a number or true and false, as it was sent; values that were hashed are found by it too. */
  value: z.string().min(1).max(1_000),
  /** Counts what would be deleted, and deletes nothing. */
  dryRun: z.boolean().default(true),
});
export type DeleteSubject = z.input<typeof deleteSubjectSchema>;

export const subjectDeletionSchema = z.object({
  dryRun: z.boolean(),
  /** Predictions that have the value. */
  records: z.number().int().nonnegative(),
  /** Outcomes that have it and whose prediction has not come. */
  waitingFeedback: z.number().int().nonnegative(),
});
export type SubjectDeletion = z.infer<typeof subjectDeletionSchema>;
