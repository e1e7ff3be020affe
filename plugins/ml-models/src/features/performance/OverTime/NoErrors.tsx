import { Link } from '@backstage/core-components';
import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { writeTimeRange } from '../../../timeRange/timeRange';
import { ChartNote } from './ChartNote';

export interface NoErrorsProps {
  report: PerformanceReport;
  /** The only one that the report is of; absent: of all. */
  version?: number;
}

/** Stands in place of errors: that there are none, and what else was not answered. */
export function NoErrors({ report, version }: NoErrorsProps) {
  const { requests, failuresUntold = 0, invalidRequests } = report.totals;
  return (
    <ChartNote>
      <span>
        {requests > failuresUntold && `${describeNone(report.totals)} `}
        {failuresUntold > 0 &&
          `Of ${formatCountOf(
            failuresUntold,
            'request',
          )} it is not known: imported from a log that has no failures in it.`}
      </span>
      {invalidRequests > 0 && (
        <InvalidRequestsLink report={report} version={version} />
      )}
    </ChartNote>
  );
}

function describeNone({
  requests,
  failuresUntold = 0,
  invalidRequests,
}: PerformanceReport['totals']): string {
  const none = `None of ${formatCountOf(
    requests - failuresUntold,
    'request',
  )} in this range failed`;
  return invalidRequests > 0
    ? `${none} in the model or its service; ${formatCount(invalidRequests)} ${
        invalidRequests === 1 ? 'was' : 'were'
      } refused as invalid.`
    : `${none}.`;
}

function InvalidRequestsLink({ report, version }: NoErrorsProps) {
  const { modelRef } = useEntityModel();
  const modelPath = useModelPath();
  const logs = new URLSearchParams({
    view: 'exceptions',
    range: writeTimeRange({
      kind: 'between',
      from: Date.parse(report.from),
      until: Date.parse(report.until),
    }),
    q: [
      'status:invalid',
      `environment:${report.environment}`,
      ...(version === undefined ? [] : [`version:${version}`]),
    ].join(' '),
  });
  return (
    <Link underline="always" to={`${modelPath(modelRef, 'logs')}?${logs}`}>
      Why they were refused
    </Link>
  );
}
