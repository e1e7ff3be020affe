import { CalibrationBin } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCountOf,
  formatPercent,
} from '../../components/formatNumber/formatNumber';
import { Pair } from '../../components/pairUp/pairUp';
import { TooltipRow, TooltipRows } from '../CursorLayer/TooltipRows';
import { useChartTheme } from '../useChartTheme';
import { calibrationColors } from './calibrationOption';

/** One bin of the score at the cursor, of both sides. */
export function BinTooltip(props: {
  pair: Pair<CalibrationBin>;
  /** Of what it is compared with; absent: with nothing. */
  label?: string;
}) {
  const { pair, label } = props;
  const colors = calibrationColors(useChartTheme());
  return (
    <TooltipRows
      head={`Scores of ${formatPercent(pair.either.lower)} – ${formatPercent(
        pair.either.upper,
      )}`}
      rows={[
        ...rowsOf(pair.own, colors.own, ''),
        ...(label === undefined
          ? []
          : rowsOf(pair.other, colors.compared, `, ${label}`)),
      ]}
    />
  );
}

function rowsOf(
  bin: CalibrationBin | undefined,
  color: string,
  suffix: string,
): TooltipRow[] {
  return [
    {
      name: `mean score${suffix}`,
      value: bin ? formatPercent(bin.meanScore) : 'no data',
    },
    {
      name: `came true${suffix}`,
      color,
      value: bin
        ? `${formatPercent(bin.positiveShare)} (n = ${formatCountOf(
            bin.n,
            'label',
          )})`
        : 'no data',
    },
  ];
}
