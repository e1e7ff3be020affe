import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ExceptionGroup } from '@noshelfware/backstage-plugin-ml-models-common';
import { ReactNode, useMemo } from 'react';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { Subtle } from '../../../components/Subtle/Subtle';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { useFits } from '../../../components/useFits/useFits';
import { LogSearch } from '../api/LogSearch';
import { ModelParams } from '../api/ModelParams';
import { useExceptions } from '../api/useExceptions';
import { explainMiss, KnownValues } from '../search/explainMiss';
import { FurtherBack } from './FurtherBack';
import { groupKey, mergeGroups } from './mergeGroups';
import { ExceptionRow } from './ExceptionRow';

const useStyles = makeStyles(theme => ({
  scroller: {
    overflowX: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
  },
  head: {
    padding: theme.spacing(0.5, 1.5),
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
  },
}));

const COLUMNS = [
  'Exception',
  'Count',
  'First seen',
  'Last seen',
  'Versions',
  '',
];
/** In little room the others stand below the exception. */
const COMPACT_COLUMNS = ['Exception', 'Count', ''];
/** What the others take, and a message that can be told from the next. */
const TABLE_PX = 880;

export interface ExceptionsViewProps {
  params: ModelParams;
  search: LogSearch;
  /** What there is to search for. */
  known: KnownValues;
  /** Tells what is not searched. */
  leftOut: ReactNode;
  /** Shows the records of a group. */
  onGroup: (group: ExceptionGroup) => void;
  /** Opens one record, by key. */
  onRecord: (key: string) => void;
}

/** Failed predictions, those together that say the same of one type at one place. */
export function ExceptionsView(props: ExceptionsViewProps) {
  const classes = useStyles();
  const [measure, fits] = useFits(TABLE_PX);
  const columns = fits ? COLUMNS : COMPACT_COLUMNS;
  const query = useExceptions(props.params, props.search);
  const pages = query.data?.pages;
  const groups = useMemo(
    () => mergeGroups(pages?.flatMap(({ items }) => items) ?? []),
    [pages],
  );
  const further =
    pages?.reduce((sum, { furtherGroups }) => sum + furtherGroups, 0) ?? 0;
  return (
    <QueryBoundary
      query={query}
      what="the exceptions"
      skeleton={<TableSkeleton rows={6} columns={5} />}
    >
      {() => (
        <>
          {groups.length === 0 ? (
            <EmptyNote title="No exceptions">
              {explainMiss(props.search.query, props.known)}
              {query.hasNextPage
                ? 'No prediction has failed as far as was looked.'
                : 'No prediction of this range and search has failed. A longer range looks further back.'}
            </EmptyNote>
          ) : (
            <div ref={measure} className={classes.scroller}>
              <Table size="small" aria-label="Exceptions">
                <TableHead>
                  <TableRow>
                    {columns.map(column => (
                      <TableCell
                        key={column}
                        className={classes.head}
                        align={column === 'Count' ? 'right' : 'left'}
                      >
                        {column}
                      </TableCell>
                    ))}
                  </TableRow>
                </TableHead>
                <TableBody>
                  {groups.map(group => (
                    <ExceptionRow
                      key={groupKey(group)}
                      group={group}
                      compact={!fits}
                      onGroup={props.onGroup}
                      onRecord={props.onRecord}
                    />
                  ))}
                </TableBody>
              </Table>
            </div>
          )}
          {further > 0 && (
            <Subtle component="p">
              {formatCountOf(further, 'further group')} of less recent failures{' '}
              {further === 1 ? 'is' : 'are'} not listed. A shorter range or a
              narrower search lists them.
            </Subtle>
          )}
          <FurtherBack query={query} />
          <Subtle variant="caption" component="p">
            {props.leftOut}
          </Subtle>
        </>
      )}
    </QueryBoundary>
  );
}
