import { z } from 'zod';

/**
 * What records that were taken mention and is not known, so that it may be mistyped, each
 * with what to do. Absent where there is nothing to say.
 */
export const senderNotesSchema = z.array(z.string()).optional();
