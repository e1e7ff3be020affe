import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import ArrowDownIcon from '@material-ui/icons/KeyboardArrowDown';
import ArrowUpIcon from '@material-ui/icons/KeyboardArrowUp';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 0),
    backgroundColor: theme.palette.background.paper,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  title: { flex: 1 },
}));

export interface PanelHeadProps {
  titleId: string;
  newer: string | undefined;
  older: string | undefined;
  onOpen: (key: string) => void;
  onClose: () => void;
}

export function PanelHead(props: PanelHeadProps) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Typography
        variant="h6"
        component="h2"
        id={props.titleId}
        className={classes.title}
      >
        Inference record
      </Typography>
      <NeighbourButton
        title="Newer record (k)"
        to={props.newer}
        onOpen={props.onOpen}
      >
        <ArrowUpIcon />
      </NeighbourButton>
      <NeighbourButton
        title="Older record (j)"
        to={props.older}
        onOpen={props.onOpen}
      >
        <ArrowDownIcon />
      </NeighbourButton>
      <IconButton size="small" aria-label="Close" onClick={props.onClose}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}

function NeighbourButton(props: {
  title: string;
  to: string | undefined;
  onOpen: (key: string) => void;
  children: ReactNode;
}) {
  const { title, to } = props;
  return (
    <Tooltip title={title}>
      <span>
        <IconButton
          size="small"
          aria-label={title}
          disabled={to === undefined}
          onClick={() => to !== undefined && props.onOpen(to)}
        >
          {props.children}
        </IconButton>
      </span>
    </Tooltip>
  );
}
