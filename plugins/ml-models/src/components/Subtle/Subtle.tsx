import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import Typography, { TypographyProps } from '@material-ui/core/Typography';
import clsx from 'clsx';
import { ElementType } from 'react';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  // The secondary text colour misses 4.5 : 1 on the light theme's background.
  root: { color: theme.palette.textSubtle },
}));

export type SubtleProps = Omit<TypographyProps, 'color'> & {
  component?: ElementType;
};

/** Text that stands back behind what is beside it. Default: body2. */
export function Subtle({ className, ...props }: SubtleProps) {
  const classes = useStyles();
  return (
    <Typography
      variant="body2"
      className={clsx(classes.root, className)}
      {...props}
    />
  );
}
