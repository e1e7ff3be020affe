import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { StatusWord } from '../StatusWord/StatusWord';
import { VERDICT_WORDS, wordingOf } from './verdictWording';

/** A verdict's state, which never contradicts the reasons beside it. */
export function VerdictWord({ verdict }: { verdict: Verdict }) {
  return (
    <StatusWord
      status={verdict.state}
      word={VERDICT_WORDS[wordingOf(verdict)]}
    />
  );
}
