import { makeStyles } from '@material-ui/core/styles';
import { FeatureDistribution } from '@noshelfware/backstage-plugin-ml-models-common';
import { useChartTheme } from '../../../charts/useChartTheme';

const WIDTH_PX = 96;
const HEIGHT_PX = 24;

const useStyles = makeStyles({ root: { display: 'block' } });

export interface BaselineBarsProps {
  bins: FeatureDistribution['bins'];
  /** The bin to point at. */
  bin: number | undefined;
}

/** The baseline's bins as small bars, one of them pointed at. The words stand beside. */
export function BaselineBars(props: BaselineBarsProps) {
  const classes = useStyles();
  const theme = useChartTheme();
  const { bins } = props;
  const most = Math.max(1, ...bins.map(({ baselineCount }) => baselineCount));
  const step = WIDTH_PX / bins.length;
  return (
    <svg
      aria-hidden
      width={WIDTH_PX}
      height={HEIGHT_PX}
      className={classes.root}
    >
      {bins.map((bin, index) => {
        const here = index === props.bin;
        const height = (bin.baselineCount / most) * (HEIGHT_PX - 4);
        // The bin pointed at shows even where the baseline has nothing.
        const shown = here ? Math.max(3, height) : height;
        return (
          <rect
            key={index}
            x={index * step}
            y={HEIGHT_PX - shown}
            width={Math.max(1, step - 1)}
            height={shown}
            fill={here ? theme.palette[0] : theme.baseline}
            opacity={here ? 1 : 0.6}
          />
        );
      })}
    </svg>
  );
}
