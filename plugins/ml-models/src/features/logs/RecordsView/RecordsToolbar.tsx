import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { ReactNode } from 'react';
import { errorMessage } from '../../../api/errorMessage';
import { Subtle } from '../../../components/Subtle/Subtle';
import { ModelParams } from '../api/ModelParams';
import { ExportButton } from '../ExportButton/ExportButton';
import { ColumnChooser } from '../RecordTable/ColumnChooser';
import { MoreActions } from './MoreActions';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    minHeight: 40,
  },
  note: { marginRight: 'auto' },
  error: { color: theme.palette.error.main },
  tail: { marginRight: 0 },
}));

export interface RecordsToolbarProps {
  params: ModelParams;
  query: InferenceQuery;
  /** Tells what is not searched. */
  leftOut: ReactNode;
  columns: readonly string[];
  valueColumns: readonly string[];
  onColumns: (columns: readonly string[]) => void;
  canTail: boolean;
  tailing: boolean;
  onTail: (on: boolean) => void;
  /** Scrolled down, which holds the tail. */
  reading: boolean;
  /** Whether a record is open, which holds it too. */
  open: boolean;
  tailError: Error | null;
  /** More records came than can be followed. */
  tailRestarted: boolean;
  onNewest: () => void;
}

export function RecordsToolbar(props: RecordsToolbarProps) {
  const classes = useStyles();
  const { canTail, tailing } = props;
  return (
    <div className={classes.root}>
      <Subtle
        variant="caption"
        className={clsx(classes.note, props.tailError && classes.error)}
        role="status"
      >
        {tailing && <>{describeTail(props)} </>}
        {tailing && props.reading && (
          <Button size="small" onClick={props.onNewest}>
            Back to the newest
          </Button>
        )}
        {props.leftOut}
      </Subtle>
      <Tooltip
        title={
          canTail
            ? 'Show new records as they come in'
            : 'A range that has ended has no new records'
        }
      >
        <FormControlLabel
          className={classes.tail}
          label={<Typography variant="body2">Tail</Typography>}
          control={
            <Switch
              size="small"
              color="primary"
              checked={tailing}
              disabled={!canTail}
              onChange={(_, on) => props.onTail(on)}
            />
          }
        />
      </Tooltip>
      <ExportButton params={props.params} query={props.query} />
      <ColumnChooser
        columns={props.columns}
        valueColumns={props.valueColumns}
        onChange={props.onColumns}
      />
      <MoreActions params={props.params} />
    </div>
  );
}

function describeTail(props: RecordsToolbarProps): string {
  if (props.tailError) {
    return `New records could not be read: ${errorMessage(
      props.tailError,
    )}. Trying again.`;
  }
  if (props.open) {
    return 'Paused while a record is open.';
  }
  if (props.reading) {
    return 'Paused while you read further down.';
  }
  return props.tailRestarted
    ? 'More records came in than can be followed: the list began anew with the newest.'
    : 'New records appear as they come in.';
}
