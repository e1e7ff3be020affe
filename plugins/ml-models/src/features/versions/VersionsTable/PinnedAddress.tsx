import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    ...theme.typography.caption,
    display: 'flex',
    alignItems: 'center',
    '& svg': { fontSize: '1rem' },
  },
}));

export interface PinnedAddressProps {
  /** URL at which this very version answers, whatever its share. */
  address: string;
  /** Names the button that copies it. */
  label: string;
}

/** The end of the address, which tells the versions apart; all of it is copied. */
export function PinnedAddress({ address, label }: PinnedAddressProps) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <code title={address}>
        …{address.slice(address.lastIndexOf('/versions/'))}
      </code>
      <CopyTextButton
        text={address}
        variant="tertiary"
        tooltipText="Address copied"
        aria-label={label}
      />
    </div>
  );
}
