import { makeStyles } from '@material-ui/core/styles';
import NativeSelect from '@material-ui/core/NativeSelect';
import { Scale, SCALES } from './qualityScales';

const useStyles = makeStyles(theme => ({
  root: { fontSize: theme.typography.caption.fontSize },
}));

export interface ScaleChoiceProps {
  scales: readonly Scale[];
  chosen: Scale;
  onChoose: (scale: string) => void;
}

/** Which measures of quality to draw; those of one choice share an axis. */
export function ScaleChoice({ scales, chosen, onChoose }: ScaleChoiceProps) {
  const classes = useStyles();
  return (
    <NativeSelect
      className={classes.root}
      value={chosen}
      onChange={event => onChoose(event.target.value)}
      inputProps={{ 'aria-label': 'Measures of quality over time' }}
    >
      {scales.map(scale => (
        <option key={scale} value={scale}>
          {SCALES[scale].name}
        </option>
      ))}
    </NativeSelect>
  );
}
