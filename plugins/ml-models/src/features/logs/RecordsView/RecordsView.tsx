import { ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { LogSearch } from '../api/LogSearch';
import { ModelParams } from '../api/ModelParams';
import { ModelFacts } from '../api/useModelFacts';
import { recordKey } from '../records/mergeRecords';
import {
  emptyColumns,
  firstColumns,
  valueColumnsOf,
} from '../records/recordColumns';
import { RecordPanel } from '../RecordPanel/RecordPanel';
import { OlderRecords } from '../RecordTable/OlderRecords';
import { RecordTable } from '../RecordTable/RecordTable';
import { EmptyColumns } from './EmptyColumns';
import { NoRecords } from './NoRecords';
import { RecordsToolbar } from './RecordsToolbar';
import { useGone } from './useGone';
import { useRecords } from './useRecords';

/** Further down than this the reader is reading, not watching. */
const READING_FROM_PX = 40;
/** Enough records to tell which values a model's records have. */
const SAMPLE = 50;

export interface RecordsViewProps {
  params: ModelParams;
  facts: ModelFacts;
  search: LogSearch;
  /** Tells what is not searched. */
  leftOut: ReactNode;
  /** Whether the range ends now, so that there can be newer records. */
  canTail: boolean;
  tailing: boolean;
  onTail: (on: boolean) => void;
  /** Chosen columns; empty: the first ones. */
  columns: readonly string[];
  onColumns: (columns: readonly string[]) => void;
  /** Key of the record whose panel is open; empty: none. */
  selected: string;
  onSelect: (key: string) => void;
}

/** The records of a search, and one of them in full. */
export function RecordsView(props: RecordsViewProps) {
  const { params, facts, search, selected, onSelect } = props;
  const { canTail, tailing, onTail } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [reading, setReading] = useState(false);
  const found = useRecords(params, {
    search,
    tailing,
    paused: reading || selected !== '',
    endsNow: canTail,
  });
  const { arrived } = found;
  useEffect(() => {
    if (arrived && !tailing) {
      onTail(true);
    }
    // When the first has come: whoever ends the tail after that means it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [arrived]);
  const { pages, records, searchedUntil } = found;
  const gone = useGone(params, { search, found, tailing });
  const valueColumns = useMemo(
    () => valueColumnsOf(records.slice(0, SAMPLE), facts.valueColumns),
    [records, facts.valueColumns],
  );
  const columns =
    props.columns.length > 0 ? props.columns : firstColumns(valueColumns);
  const silent = facts.isPending
    ? []
    : emptyColumns(props.columns, records, facts.valueColumns);
  // Columns that come later would shift those that stand already.
  const awaitsColumns = props.columns.length === 0 && facts.isPending;
  const canLoad = pages.hasNextPage && !pages.isFetchingNextPage;
  const loadOlder = () => pages.fetchNextPage();
  const place = records.findIndex(record => recordKey(record) === selected);
  const keyAt = (index: number) => records[index] && recordKey(records[index]);
  return (
    <>
      <RecordsToolbar
        params={params}
        query={search.query}
        leftOut={props.leftOut}
        columns={columns}
        valueColumns={valueColumns}
        onColumns={props.onColumns}
        canTail={canTail}
        tailing={tailing}
        onTail={onTail}
        reading={reading}
        open={selected !== ''}
        tailError={found.tailError}
        tailRestarted={found.tailRestarted}
        onNewest={() => scroller.current?.scrollTo({ top: 0 })}
      />
      <QueryBoundary
        query={{
          data: awaitsColumns ? undefined : pages.data,
          error: pages.error,
          isFetching: pages.isFetching,
          refetch: pages.refetch,
        }}
        what="the records"
        skeleton={<TableSkeleton rows={12} columns={8} />}
      >
        {() =>
          records.length === 0 && !pages.hasNextPage ? (
            <NoRecords
              params={params}
              facts={facts}
              query={search.query}
              awaited={canTail}
              gone={gone}
            />
          ) : (
            <>
              <EmptyColumns columns={silent} />
              <RecordTable
                records={records}
                columns={columns}
                selected={selected}
                scroller={scroller}
                onScroll={topPx => setReading(topPx > READING_FROM_PX)}
                // A bounded search goes on only when asked.
                onNearEnd={() => {
                  if (
                    canLoad &&
                    !searchedUntil &&
                    !pages.isFetchNextPageError
                  ) {
                    loadOlder();
                  }
                }}
                onOpen={onSelect}
                foot={
                  <OlderRecords
                    shown={records.length}
                    gone={gone}
                    hasMore={pages.hasNextPage}
                    loading={pages.isFetchingNextPage}
                    failed={pages.isFetchNextPageError}
                    searchedUntil={searchedUntil}
                    onLoad={loadOlder}
                  />
                }
              />
            </>
          )
        }
      </QueryBoundary>
      {selected !== '' && (
        <RecordPanel
          params={params}
          recordKey={selected}
          listed={
            place < 0
              ? undefined
              : { newer: keyAt(place - 1), older: keyAt(place + 1) }
          }
          onOpen={onSelect}
          onClose={() => onSelect('')}
        />
      )}
    </>
  );
}
