import { QUALITY_OUTCOMES_MIN } from '@noshelfware/backstage-plugin-ml-models-common';
import { TOO_FEW } from '../../../components/formatNumber/tooFew';
import { Subtle } from '../../../components/Subtle/Subtle';

/** What it means that a measure of quality is in italics, beneath its table. */
export function FewLabelsNote() {
  return (
    <Subtle variant="caption" component="p">
      In italics: measured on fewer than {QUALITY_OUTCOMES_MIN} labels,{' '}
      {TOO_FEW}. A longer range has more of them.
    </Subtle>
  );
}
