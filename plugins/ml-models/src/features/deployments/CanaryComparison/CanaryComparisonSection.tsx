import { Link } from '@backstage/core-components';
import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { writeTimeRange } from '../../../timeRange/timeRange';
import { CanaryComparisonTable } from './CanaryComparisonTable';

/** How a canary did beside the live version: what it is released, or put back, by. */
export function CanaryComparisonSection(props: { deployment: Deployment }) {
  const modelPath = useModelPath();
  const { canary, comparison, environment, modelRef } = props.deployment;
  if (!comparison) {
    return null;
  }
  const { candidate, live, samples, minSamples } = comparison;
  const title = `Version ${candidate} beside version ${live}`;
  const range = writeTimeRange({
    kind: 'between',
    from: Date.parse(comparison.since),
    until: Date.parse(comparison.judgedAt),
  });
  const performance = new URLSearchParams({
    range,
    environment,
    version: String(candidate),
    compare: `v${live}`,
  });
  const logs = new URLSearchParams({
    range,
    q: `environment:${environment} version:${candidate} traffic:canary`,
  });
  return (
    <Section
      title={title}
      action={
        <span>
          <Link
            underline="always"
            to={`${modelPath(modelRef, 'performance')}?${performance}`}
          >
            Compare in Performance
          </Link>
          {' · '}
          <Link
            underline="always"
            to={`${modelPath(modelRef, 'logs')}?${logs}`}
          >
            Its records
          </Link>
        </span>
      }
    >
      <Subtle paragraph>
        {stepOf(canary?.weights ?? [], comparison.weight)}
        {comparison.weight} % of the requests went to version {candidate}. It
        was looked at <RelativeTime time={comparison.judgedAt} />, when it had
        answered {formatCountOf(samples, 'request')};{' '}
        {samples < minSamples
          ? `it takes ${formatCount(minSamples)} to judge its errors.`
          : `${formatCount(minSamples)} are enough to judge its errors.`}
      </Subtle>
      <CanaryComparisonTable label={title} comparison={comparison} />
    </Section>
  );
}

/** Where the share is one of several, of which each is judged anew. */
function stepOf(weights: readonly number[], weight: number): string {
  return weights.length > 1
    ? `Step ${weights.indexOf(weight) + 1} of ${weights.length}: `
    : '';
}
