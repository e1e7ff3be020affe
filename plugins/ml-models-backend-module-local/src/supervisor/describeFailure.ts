import { ServiceLog } from './ServiceLog';

/** Enough for a traceback through a few libraries. */
const LAST_LINES = 30;
const LINE_MAX_CHARACTERS = 300;

export interface FailureToDescribe {
  /** Goes on after "The service …". */
  what: string;
  log: ServiceLog;
  /** Where this process's part of the log begins. */
  from: number;
  /** Never shown, even when the service printed them. */
  secrets: (string | undefined)[];
}

/** @returns what happened, with the last lines that the service printed */
export function describeFailure(failure: FailureToDescribe): string {
  const { what, log, from, secrets } = failure;
  const lines = log
    .lastLines(LAST_LINES, from)
    .map(line => line.slice(0, LINE_MAX_CHARACTERS));
  const printed = lines.length
    ? `Its last start printed:\n${lines.join('\n')}`
    : 'Its last start printed nothing.';
  return secrets.reduce<string>(
    (text, secret) => (secret ? text.replaceAll(secret, '***') : text),
    `The service ${what}. ${printed}`,
  );
}
