import { Link } from '@backstage/core-components';
import {
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useSearchParams } from 'react-router-dom';
import { useOperation } from '../../../api/useOperation';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { ModelParams } from '../api/ModelParams';
import { ModelFacts } from '../api/useModelFacts';
import { HowRecordsArrive } from '../HowRecordsArrive/HowRecordsArrive';
import { tellGone } from '../records/tellGone';
import { explainMiss } from '../search/explainMiss';

export interface NoRecordsProps {
  params: ModelParams;
  facts: ModelFacts;
  /** The search that found nothing. */
  query: InferenceQuery;
  /** Whether records that come now are in its range, and are shown by themselves. */
  awaited: boolean;
  /** Records that were counted, and are not kept any more. */
  gone: number;
}

/** Why a search found nothing: no such records, none in the range, or none ever. */
export function NoRecords(props: NoRecordsProps) {
  const { params, facts, query, awaited, gone } = props;
  const newest = useOperation(operations.searchInferences, {
    params,
    query: {
      limit: 1,
      traffic: query.traffic === 'callers' ? 'callers' : undefined,
    },
  });
  if (newest.isPending) {
    return (
      <div role="status" aria-label="Looking for the newest record">
        <TableSkeleton rows={3} columns={8} />
      </div>
    );
  }
  const last = newest.data?.items[0];
  if (!last && gone === 0) {
    return (
      <HowRecordsArrive
        endpoints={facts.endpoints}
        exampleRequest={facts.exampleRequest}
        exampleOmits={facts.exampleOmits}
        awaited={awaited}
      />
    );
  }
  const { from, until, traffic, ...others } = query;
  const filter = {
    ...others,
    traffic: traffic === 'callers' ? undefined : traffic,
  };
  const isAll = from === undefined && until === undefined;
  const filtered = Object.values(filter).some(value => value !== undefined);
  return (
    <EmptyNote
      title={titleOf({ filtered, gone })}
      action={
        <>
          {!isAll && <RangeLink range="all">Search all time</RangeLink>}
          {!isAll && filtered && ' · '}
          {filtered && <RangeLink q="">Clear the search</RangeLink>}
        </>
      }
    >
      {gone > 0 && `${tellGone(gone, 'record')} `}
      {explainMiss(query, facts)}
      {last && (
        <>
          The model’s newest record is from <RelativeTime time={last.time} />.
        </>
      )}
      {filtered && !isAll && ' Only this range was searched.'}
      {filtered && ' Terms of a search are joined by “and”.'}
      {awaited && ' One that comes now appears by itself.'}
    </EmptyNote>
  );
}

function titleOf({ filtered, gone }: { filtered: boolean; gone: number }) {
  if (gone > 0) {
    return 'No record is kept any more';
  }
  return filtered ? 'Nothing matches' : 'No records in this range';
}

/** The same view with another range or search. */
function RangeLink(props: { range?: string; q?: string; children: string }) {
  const [searchParams] = useSearchParams();
  const search = new URLSearchParams(searchParams);
  for (const name of ['range', 'q'] as const) {
    const value = props[name];
    if (value) {
      search.set(name, value);
    } else if (value === '') {
      search.delete(name);
    }
  }
  return <Link to={`?${search}`}>{props.children}</Link>;
}
