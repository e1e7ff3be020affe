import { Verdict } from '@noshelfware/backstage-plugin-ml-models-common';
import { StatusWord } from '../StatusWord/StatusWord';
import { VERDICT_WORDS, wordingOf } from './verdictWording';

/** A verdict's state, which never contradicts the reasons beside it. */
export function VerdictWord({ verdict }: { verdict: Verdict }) {
  const wording = wordingOf(verdict);
  return (
    <StatusWord
      status={wording === 'not-confirmed' ? wording : verdict.state}
      word={VERDICT_WORDS[wording]}
    />
  );
}
