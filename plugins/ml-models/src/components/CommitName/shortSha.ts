/** As long as git itself abbreviates a commit in a repository of usual size. */
const SHORT_LENGTH = 7;

/** @returns e.g. `abc1234` */
export function shortSha(sha: string): string {
  return sha.slice(0, SHORT_LENGTH);
}
