import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { CalibrationChart } from '../../../charts/CalibrationChart/CalibrationChart';
import { formatNumber } from '../../../components/formatNumber/formatNumber';
import { ComparedReport } from '../Comparison/comparison';

const NONE: readonly never[] = [];

/** How scores came true, and did in what is compared with; nothing without scores. */
export function ComparedCalibrationChart(props: {
  report: PerformanceReport;
  compared?: ComparedReport;
}) {
  const { report, compared } = props;
  const bins = report.totals.calibration ?? NONE;
  const there = useMemo(() => {
    const other = compared?.report.totals.calibration ?? NONE;
    // A legend lists only what is drawn.
    return compared && other.length > 0
      ? { label: compared.label, bins: other }
      : undefined;
  }, [compared]);
  if (bins.length === 0 && !there) {
    return null;
  }
  return (
    <CalibrationChart
      bins={bins}
      compared={there}
      note={describeErrors(report, compared)}
    />
  );
}

function describeErrors(
  { totals }: PerformanceReport,
  compared?: ComparedReport,
): string | undefined {
  const error = totals.calibrationError;
  return error === undefined
    ? undefined
    : `Scores are off by ${formatNumber(
        error,
      )} on average (calibration error, 0 to 1)${
        compared ? `; ${describeThere(compared)}` : ''
      }`;
}

function describeThere({ label, report }: ComparedReport): string {
  const error = report.totals.calibrationError;
  return error === undefined
    ? `those of ${label} were not measured`
    : `those of ${label} by ${formatNumber(error)}`;
}
