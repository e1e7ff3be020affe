import { z } from 'zod';

/** Enough to mend a file in one go, and still one message. */
const ISSUES_MAX = 5;

/** @returns e.g. `pipeline.yaml: stages[2].run: Invalid input: expected string` */
export function describeIssues(file: string, error: z.ZodError): string {
  const issues = error.issues
    .slice(0, ISSUES_MAX)
    .map(({ path, message }) =>
      path.length > 0 ? `${formatPath(path)}: ${message}` : message,
    );
  const more = error.issues.length - issues.length;
  return `${file}: ${issues.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function formatPath(path: PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') {
      return `${text}[${part}]`;
    }
    return text ? `${text}.${String(part)}` : String(part);
  }, '');
}
