import { Commit } from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from './shortSha';

/** Which commit it is, and the first line of what its author says of it. */
export function CommitName({ commit }: { commit: Commit }) {
  const [subject] = (commit.message ?? '').split('\n');
  return (
    <>
      <code title={commit.sha}>{shortSha(commit.sha)}</code> {subject}
    </>
  );
}
