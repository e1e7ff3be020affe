import { z } from 'zod';

/** What the page of a template says of answers that are not as it asks. */
const pageSchema = z.object({
  errorMessage: z.object({ properties: z.record(z.string(), z.string()) }),
});

/**
 * @param name - of the question, whose words for a malformed answer are those
 *   that its page has for the check at Next
 * @returns what is wrong with an answer; undefined for none, and for one as asked
 */
export function malformedName(
  answer: string,
  question: {
    name: string;
    schema: { pattern?: string; maxLength?: number };
    page: unknown;
  },
): string | undefined {
  const { pattern, maxLength = Infinity } = question.schema;
  const fits =
    answer.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(answer));
  if (answer === '' || fits) {
    return undefined;
  }
  const page = pageSchema.safeParse(question.page);
  return (
    page.data?.errorMessage.properties[question.name] ??
    `must match ${pattern}, with at most ${maxLength} characters`
  );
}
