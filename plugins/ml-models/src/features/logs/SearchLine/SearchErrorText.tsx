import { makeStyles } from '@material-ui/core/styles';
import { SearchSyntaxError } from '../search/SearchScanner';

const useStyles = makeStyles(theme => ({
  where: {
    fontFamily: 'monospace',
    textDecoration: 'underline wavy',
    textDecorationColor: theme.palette.error.main,
  },
}));

/** What is wrong with a search line, and which part of it. */
export function SearchErrorText(props: {
  line: string;
  error: SearchSyntaxError;
}) {
  const classes = useStyles();
  const { line, error } = props;
  return (
    <>
      At{' '}
      <span className={classes.where}>
        {line.slice(error.start, error.end)}
      </span>
      : {error.message}
    </>
  );
}
