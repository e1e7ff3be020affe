import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { utcRange } from '../../../charts/Picture/utcRange';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { ComparedReport } from '../Comparison/comparison';

/** @returns what the charts of a report are of, for pictures that leave the page */
export function describeSubject(options: {
  /** Of the model. */
  title: string;
  report: PerformanceReport;
  compared: ComparedReport | undefined;
}): string {
  const { title, report, compared } = options;
  const versions = [...report.versions].sort((a, b) => a - b);
  return [
    title,
    report.environment,
    versions.length > 0 &&
      `version${versions.length > 1 ? 's' : ''} ${versions.join(', ')}`,
    utcRange(Date.parse(report.from), Date.parse(report.until)),
    compared && `compared with ${compared.label}`,
    formatCountOf(report.totals.requests, 'request'),
  ]
    .filter(Boolean)
    .join(' · ');
}
