import {
  Verdict,
  VerdictState,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { StatusWord } from '../StatusWord/StatusWord';
import { findUnconfirmed } from './decidingReasons';

/** What a verdict is called while something looks bad that is not confirmed. */
const UNCONFIRMED_WORDS: Partial<Record<VerdictState, string>> = {
  healthy: 'Healthy so far',
  unknown: 'Not confirmed yet',
};

/** A verdict's state, which never contradicts the reasons beside it. */
export function VerdictWord({ verdict }: { verdict: Verdict }) {
  return (
    <StatusWord
      status={verdict.state}
      word={
        findUnconfirmed(verdict) ? UNCONFIRMED_WORDS[verdict.state] : undefined
      }
    />
  );
}
