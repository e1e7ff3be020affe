import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import ListItemText from '@material-ui/core/ListItemText';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import SaveIcon from '@material-ui/icons/SaveAlt';
import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { errorMessage } from '../../../api/errorMessage';
import { ModelParams } from '../api/ModelParams';
import { ExportFormat, useExport } from '../api/useExport';

const useStyles = makeStyles({ button: { textTransform: 'none' } });

const FORMATS: ReadonlyArray<{
  format: ExportFormat;
  name: string;
  help: string;
}> = [
  { format: 'csv', name: 'CSV', help: 'A row per record, for spreadsheets' },
  {
    format: 'ndjson',
    name: 'NDJSON',
    help: 'A JSON object per line, for programs',
  },
];

export interface ExportButtonProps {
  params: ModelParams;
  query: InferenceQuery;
}

/** Saves all that a search finds, not only what is shown of it. */
export function ExportButton(props: ExportButtonProps) {
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { start, cancel, isPending, error } = useExport(
    props.params,
    props.query,
  );
  if (isPending) {
    return (
      <>
        <Typography variant="body2" role="status">
          Saving all records of this search…
        </Typography>
        <Button
          size="small"
          className={classes.button}
          startIcon={<CircularProgress size={14} />}
          onClick={cancel}
        >
          Cancel
        </Button>
      </>
    );
  }
  return (
    <>
      {error && (
        <Typography variant="body2" color="error" role="alert">
          Could not be saved: {errorMessage(error)}
        </Typography>
      )}
      <Button
        size="small"
        className={classes.button}
        startIcon={<SaveIcon fontSize="small" />}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        Export
      </Button>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
      >
        {FORMATS.map(({ format, name, help }) => (
          <MenuItem
            key={format}
            dense
            onClick={() => {
              setAnchor(null);
              start(format);
            }}
          >
            <ListItemText primary={name} secondary={help} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
