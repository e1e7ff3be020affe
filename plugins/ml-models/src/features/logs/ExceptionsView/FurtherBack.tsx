import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ExceptionPage } from '@noshelfware/backstage-plugin-ml-models-common';
import { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { formatInstant } from '../../../components/RelativeTime/formatInstant';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(2),
    minHeight: 48,
    color: theme.palette.text.secondary,
  },
}));

export interface FurtherBackProps {
  query: UseInfiniteQueryResult<InfiniteData<ExceptionPage>>;
}

/** How far back exceptions were looked for, and the way on. */
export function FurtherBack({ query }: FurtherBackProps) {
  const classes = useStyles();
  const pages = query.data?.pages ?? [];
  const searchedUntil = pages[pages.length - 1]?.searchedUntil;
  if (!query.hasNextPage) {
    return null;
  }
  return (
    <div className={classes.root} role="status">
      <span>
        {query.isFetchNextPageError
          ? 'Older ones could not be loaded.'
          : `Looked back until ${formatInstant(searchedUntil ?? '')}`}
      </span>
      <Button
        size="small"
        variant="outlined"
        disabled={query.isFetchingNextPage}
        onClick={() => query.fetchNextPage()}
      >
        Look further back
      </Button>
    </div>
  );
}
