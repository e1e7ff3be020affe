import {
  ModelSummary,
  ON_SHELF_AFTER_DAYS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { formatCount } from '../../../components/formatNumber/formatNumber';
import { Subtle } from '../../../components/Subtle/Subtle';
import { countNeither } from '../filterPortfolio';

const useStyles = makeStyles(theme => ({
  // It belongs to the sentences above it.
  root: { margin: theme.spacing(-1, 0, 3) },
}));

/** Why models in production and on the shelf are fewer than all; nothing where they are not. */
export function StoppedNote(props: { models: readonly ModelSummary[] }) {
  const classes = useStyles();
  const count = countNeither(props.models);
  const are = count === 1 ? 'model is' : 'models are';
  return count > 0 ? (
    <Subtle component="p" className={classes.root}>
      {formatCount(count)} more {are} neither in production nor on the shelf:
      not live now, but in use within the last {ON_SHELF_AFTER_DAYS} days.
    </Subtle>
  ) : null;
}
