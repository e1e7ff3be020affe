import { Link } from '@backstage/core-components';
import {
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useSearchParams } from 'react-router-dom';
import { useOperation } from '../../../api/useOperation';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { ModelParams } from '../api/ModelParams';
import { ModelFacts } from '../api/useModelFacts';
import { HowRecordsArrive } from '../HowRecordsArrive/HowRecordsArrive';
import { isFilterName } from '../search/searchFilters';

export interface NoRecordsProps {
  params: ModelParams;
  facts: ModelFacts;
  /** The search that found nothing. */
  query: InferenceQuery;
}

/** Why a search found nothing: no such records, none in the range, or none ever. */
export function NoRecords(props: NoRecordsProps) {
  const { params, facts, query } = props;
  const newest = useOperation(operations.searchInferences, {
    params,
    query: {
      limit: 1,
      traffic: query.traffic === 'callers' ? 'callers' : undefined,
    },
  });
  if (newest.isPending) {
    return null;
  }
  const last = newest.data?.items[0];
  if (!last) {
    return (
      <HowRecordsArrive
        endpoints={facts.endpoints}
        exampleRequest={facts.exampleRequest}
        exampleOmits={facts.exampleOmits}
      />
    );
  }
  const { from, until, traffic, ...others } = query;
  const filter = {
    ...others,
    traffic: traffic === 'callers' ? undefined : traffic,
  };
  const unknown = unknownFields(query, facts.features);
  const isAll = from === undefined && until === undefined;
  const filtered = Object.values(filter).some(value => value !== undefined);
  return (
    <EmptyNote
      title={filtered ? 'Nothing matches' : 'No records in this range'}
      action={
        <>
          {!isAll && <RangeLink range="all">Search all time</RangeLink>}
          {!isAll && filtered && ' · '}
          {filtered && <RangeLink q="">Clear the search</RangeLink>}
        </>
      }
    >
      {unknown.length > 0 &&
        `The newest version has no input, output or outcome called ${unknown.join(
          ', ',
        )}. `}
      {meantInstead(query, unknown, facts.features)}
      The model’s newest record is from <RelativeTime time={last.time} />.
      {filtered && ' Terms of a search are joined by “and”.'}
    </EmptyNote>
  );
}

/** @returns names in a search that the newest version's signature has not */
function unknownFields(
  { features = [] }: InferenceQuery,
  known: readonly string[],
): string[] {
  const isKnown = (name: string) =>
    known.includes(name.replace(/^inputs\./, '')) ||
    known.includes(`outputs.${name}`);
  // Without a signature nothing can be said.
  return known.length === 0
    ? []
    : features.map(({ feature }) => feature).filter(name => !isKnown(name));
}

/** @returns how to write what was taken for fields, and is a filter or an outcome */
function meantInstead(
  { features = [] }: InferenceQuery,
  unknown: readonly string[],
  known: readonly string[],
): string {
  return features
    .filter(({ feature }) => unknown.includes(feature))
    .map(({ feature, operator, value }) => {
      if (known.includes(`target.${feature}`)) {
        return `Write target.${feature}${operator}${value} to search by the outcome. `;
      }
      return operator === '=' && isFilterName(feature)
        ? `Write ${feature}:${value} to search by ${feature}. `
        : '';
    })
    .join('');
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
