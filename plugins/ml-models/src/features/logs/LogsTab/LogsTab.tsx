import {
  failuresOf,
  recordsReadPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useState } from 'react';
import { ChartSubjectProvider } from '../../../charts/Picture/ChartSubject';
import { AddressRefused } from '../../../components/AddressRefused/AddressRefused';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { usePermitted } from '../../../components/Refusal/useRefusal';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { RangeRefused } from '../../../timeRange/RangeRefused';
import { TimeRange, writeTimeRange } from '../../../timeRange/timeRange';
import { useResolvedRange } from '../../../timeRange/useResolvedRange';
import { useModelFacts } from '../api/useModelFacts';
import { ExceptionsView } from '../ExceptionsView/ExceptionsView';
import { groupFilter } from '../ExceptionsView/groupFilter';
import { RecordHistogram } from '../RecordHistogram/RecordHistogram';
import { RecordsView } from '../RecordsView/RecordsView';
import { formatSearch } from '../search/formatSearch';
import { parseSearch } from '../search/parseSearch';
import { queryOf } from '../search/searchFilter';
import { daysOf, describeSearch } from './describeSearch';
import { LeftOut } from './LeftOut';
import { LogsBar } from './LogsBar';
import { NotForYou } from './NotForYou';
import { SearchRefused } from './SearchRefused';
import { DEFAULT_RANGE, useLogsUrl } from './useLogsUrl';

const useStyles = makeStyles(theme => ({
  root: {
    ...theme.typography.body2,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    minWidth: 0,
  },
  answer: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    minWidth: 0,
  },
  refused: { opacity: 0.4 },
}));

/** What did the model answer, and why? For who may read it. */
export function LogsTab() {
  const model = useEntityModel();
  const { pending, refusal } = usePermitted(recordsReadPermission, model);
  if (pending) {
    return <LoadingRecords />;
  }
  return refusal ? <NotForYou refusal={refusal} /> : <Logs />;
}

function LoadingRecords() {
  return (
    <div role="status" aria-label="Loading the records">
      <TableSkeleton rows={8} columns={6} />
    </div>
  );
}

function Logs() {
  const classes = useStyles();
  const { namespace, name, title } = useEntityModel();
  const params = { namespace, name };
  const url = useLogsUrl();
  const { q, range, columns, noColumns, record, view, tail, setUrl } = url;
  const resolved = useResolvedRange(range);
  const facts = useModelFacts(params);
  const [refused, setRefused] = useState(false);
  const { filter } = parseSearch(q, facts);
  const setRange = (next: TimeRange) => setUrl({ range: writeTimeRange(next) });
  const canTail = range.kind !== 'between';
  const tailing = tail && canTail;
  const query = filter && { ...resolved.instants, ...queryOf(filter) };
  const counted =
    query && view === 'exceptions'
      ? { ...query, status: failuresOf(query.status) }
      : query;
  const { refresh, refreshes } = resolved;
  const leftOut = counted?.traffic === 'callers' && (
    <LeftOut
      params={params}
      query={counted}
      refreshes={refreshes}
      onShowAll={() =>
        setUrl({ q: formatSearch({ ...filter, traffic: 'all' }, facts) })
      }
    />
  );
  if (!filter && facts.versionsPending) {
    // What the link calls a version may be a label that is still to come.
    return <LoadingRecords />;
  }
  return (
    <div className={classes.root}>
      <LogsBar
        q={q}
        filter={filter ?? {}}
        facts={facts}
        view={view}
        range={range}
        onSearch={line => {
          setUrl({ q: line, record: '' });
          refresh();
        }}
        onRefused={setRefused}
        onRange={setRange}
        onRefresh={refresh}
        onView={next => {
          setUrl({ view: next });
          refresh();
        }}
      />
      <RangeRefused text={url.rangeText} instead={DEFAULT_RANGE} />
      {noColumns.length > 0 && (
        <AddressRefused name="columns" text={noColumns.join()}>
          {noColumns.length > 1 ? 'are no columns' : 'is no column'}, such as{' '}
          <code>time</code> or{' '}
          <code>{facts.valueColumns[0] ?? 'inputs.age'}</code>: left out
        </AddressRefused>
      )}
      {(refused || !query) && <SearchRefused shown={query && q} />}
      <div className={clsx(classes.answer, refused && classes.refused)}>
        {counted && (
          <ChartSubjectProvider
            words={describeSearch({ title, q, ...resolved })}
            model={name}
            days={daysOf(resolved)}
          >
            <RecordHistogram
              params={params}
              query={counted}
              refreshes={refreshes}
              until={resolved.until}
              tailing={tailing}
              onZoom={(from, until) =>
                setRange({ kind: 'between', from, until })
              }
            />
          </ChartSubjectProvider>
        )}
        {query && view === 'records' && (
          <RecordsView
            // Another search is another list: nothing of the last one stays.
            key={JSON.stringify([query, refreshes])}
            params={params}
            facts={facts}
            search={{ query, refreshes }}
            leftOut={leftOut}
            canTail={canTail}
            tailing={tailing}
            onTail={on => setUrl({ tail: on }, { replace: true })}
            columns={columns}
            onColumns={next => setUrl({ columns: next }, { replace: true })}
            selected={record}
            onSelect={key => setUrl({ record: key })}
          />
        )}
        {query && view === 'exceptions' && (
          <ExceptionsView
            params={params}
            search={{ query, refreshes }}
            known={facts}
            leftOut={leftOut}
            onGroup={group =>
              setUrl({
                view: 'records',
                q: formatSearch(groupFilter(group, filter ?? {}), facts),
              })
            }
            onRecord={key => setUrl({ view: 'records', record: key })}
          />
        )}
      </div>
    </div>
  );
}
