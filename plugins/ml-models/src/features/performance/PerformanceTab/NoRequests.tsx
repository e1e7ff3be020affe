import { Link } from '@backstage/core-components';
import { useSearchParams } from 'react-router-dom';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { useModelPath } from '../../../components/useModelPath/useModelPath';

export interface NoRequestsProps {
  modelRef: string;
  environment: string;
}

/** Why there is nothing to measure, and what to do. */
export function NoRequests(props: NoRequestsProps) {
  const modelPath = useModelPath();
  const [searchParams] = useSearchParams();
  const isAll = searchParams.get('range') === 'all';
  const search = new URLSearchParams(searchParams);
  search.set('range', 'all');
  const logs = new URLSearchParams({
    q: `environment:${props.environment}`,
    range: 'all',
  });
  return (
    <EmptyNote
      title={isAll ? 'No requests yet' : 'No requests in this range'}
      action={
        <>
          {!isAll && (
            <>
              <Link to={`?${search}`}>Look at all time</Link>
              {' · '}
            </>
          )}
          <Link to={`${modelPath(props.modelRef, 'logs')}?${logs}`}>
            Look at the logs
          </Link>
        </>
      }
    >
      No prediction that a caller got was recorded in {props.environment}
      {isAll
        ? '. This page fills by itself with the first requests that the model answers; nothing has to be set up.'
        : ' in the time that is chosen; there may be some before or after it.'}{' '}
      Smoke tests and shadow traffic, whose answers no caller got, are among the
      logs alone.
    </EmptyNote>
  );
}
