import { Link } from '@backstage/core-components';
import {
  CanaryComparison,
  Deployment,
  TrafficKind,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { writeTimeRange } from '../../../timeRange/timeRange';
import { AnsweredOtherwiseTable } from './AnsweredOtherwiseTable';
import { CanaryComparisonTable } from './CanaryComparisonTable';

/** How a version did beside the live one: what it is released, or put back, by. */
export function CanaryComparisonSection(props: { deployment: Deployment }) {
  const { canary, comparison } = props.deployment;
  if (!comparison) {
    return null;
  }
  const { candidate, live, samples, minSamples, weight } = comparison;
  const isShadow = canary?.shadow !== undefined;
  const title = `Version ${candidate} beside version ${live}`;
  return (
    <Section
      title={title}
      action={
        <ComparisonLinks
          deployment={props.deployment}
          comparison={comparison}
          isShadow={isShadow}
        />
      }
    >
      <Subtle paragraph>
        {stepOf(canary?.weights ?? [], weight)}
        {isShadow
          ? `Version ${candidate} got a copy of each request, and no caller an answer of it.`
          : `${weight} % of the requests went to version ${candidate}.`}{' '}
        It was looked at <RelativeTime time={comparison.judgedAt} />, when it
        had answered{' '}
        {formatCountOf(samples, isShadow ? 'copied request' : 'request')};{' '}
        {samples < minSamples
          ? `it takes ${formatCount(minSamples)} to judge its errors.`
          : `${formatCount(minSamples)} are enough to judge its errors.`}
      </Subtle>
      <CanaryComparisonTable label={title} comparison={comparison} />
      {isShadow && <AnsweredOtherwiseTable comparison={comparison} />}
    </Section>
  );
}

/** What callers got no answer of is not in Performance, but in the records. */
function ComparisonLinks(props: {
  deployment: Deployment;
  comparison: CanaryComparison;
  isShadow: boolean;
}) {
  const modelPath = useModelPath();
  const { environment, modelRef } = props.deployment;
  const { candidate, judgedAt, live, since } = props.comparison;
  const range = writeTimeRange({
    kind: 'between',
    from: Date.parse(since),
    until: Date.parse(judgedAt),
  });
  const performance = new URLSearchParams({
    range,
    environment,
    version: String(candidate),
    compare: `v${live}`,
  });
  const recordsOf = (version: number, traffic: TrafficKind) =>
    `${modelPath(modelRef, 'logs')}?${new URLSearchParams({
      range,
      q: `environment:${environment} version:${version} traffic:${traffic}`,
    })}`;
  return (
    <span>
      {props.isShadow ? (
        <Link underline="always" to={recordsOf(live, 'primary')}>
          Records of version {live}
        </Link>
      ) : (
        <Link
          underline="always"
          to={`${modelPath(modelRef, 'performance')}?${performance}`}
        >
          Compare in Performance
        </Link>
      )}
      {' · '}
      <Link
        underline="always"
        to={recordsOf(candidate, props.isShadow ? 'shadow' : 'canary')}
      >
        {props.isShadow ? `Records of version ${candidate}` : 'Its records'}
      </Link>
    </span>
  );
}

/** Where the share is one of several, of which each is judged anew. */
function stepOf(weights: readonly number[], weight: number): string {
  return weights.length > 1
    ? `Step ${weights.indexOf(weight) + 1} of ${weights.length}: `
    : '';
}
