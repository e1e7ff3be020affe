import Button from '@material-ui/core/Button';
import {
  InferenceQuery,
  looksIntoRecords,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../../api/useOperation';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { BEFORE_ALL } from '../../../timeRange/useFirstRecord';
import { ModelParams } from '../api/ModelParams';

export interface LeftOutProps {
  params: ModelParams;
  query: InferenceQuery;
  refreshes: number;
  onShowAll: () => void;
}

/** What a search leaves out unless it says which traffic it is about. */
export function LeftOut(props: LeftOutProps) {
  const { params, query, refreshes } = props;
  const { from = BEFORE_ALL, until, environment, version, status } = query;
  const others = useOperation(
    operations.getInferenceHistogram,
    {
      params,
      // By what is counted without a look at each record: so it may be more.
      query: { from, until, environment, version, status, traffic: 'shadow' },
    },
    { refreshes },
  );
  const total = others.data?.total ?? 0;
  return total > 0 ? (
    <>
      {looksIntoRecords(query) ? 'Not searched' : 'Left out'}, as in
      Performance: {formatCountOf(total, 'record')} whose answers no caller got,
      such as those of smoke tests.{' '}
      <Button size="small" onClick={props.onShowAll}>
        Show all
      </Button>
    </>
  ) : null;
}
