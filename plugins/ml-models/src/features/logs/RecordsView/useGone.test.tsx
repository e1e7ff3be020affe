import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer } from '../../../__testUtils__/answer';
import { renderModels } from '../../../__testUtils__/renderModels';
import { useRecordCounts } from '../api/useRecordCounts';
import { FoundRecords, useGone } from './useGone';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

beforeEach(() => {
  server.use(
    answer(operations.getInferenceHistogram, {
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-03-01T12:00:00.000Z',
      bucketSeconds: 3_600,
      buckets: [{ start: '2026-03-01T10:00:00.000Z', ok: 3, errors: 0 }],
      total: 3,
      errors: 0,
    }),
  );
});

const params = { namespace: 'default', name: 'flight-delay' };
const search = {
  query: {
    from: '2026-03-01T10:00:00.000Z',
    until: '2026-03-01T12:00:00.000Z',
  },
  refreshes: 0,
};

interface ListProps {
  /** How long before the counts the list was read. */
  olderByMs?: number;
  isFetching?: boolean;
  hasNextPage?: boolean;
  tailing?: boolean;
}

/** Of an empty list, once the counts are there to compare it with. */
function Gone({ countedAtMs, ...props }: ListProps & { countedAtMs: number }) {
  const { olderByMs = 0, isFetching = false, hasNextPage = false } = props;
  const found: FoundRecords = {
    pages: {
      data: { pages: [], pageParams: [] },
      isFetching,
      hasNextPage,
      dataUpdatedAt: countedAtMs - olderByMs,
    },
    records: [],
  };
  const gone = useGone(params, {
    search,
    found,
    tailing: props.tailing ?? false,
  });
  return <p>{gone} gone</p>;
}

function AfterCounts(props: ListProps) {
  const { counts } = useRecordCounts(params, search, {
    pollMs: false,
    keepPrevious: false,
  });
  return counts.data ? (
    <Gone {...props} countedAtMs={counts.dataUpdatedAt} />
  ) : null;
}

it.each<[string, string, ListProps]>([
  ['3 gone', 'of a list that was read with the counts', { olderByMs: 2_000 }],
  [
    '3 gone',
    'of a list that was read after the counts',
    { olderByMs: -60_000 },
  ],
  [
    '0 gone',
    'of a list that was read well before the counts',
    { olderByMs: 2_001 },
  ],
  ['0 gone', 'while the list is read anew', { isFetching: true }],
  ['0 gone', 'until all that is kept is listed', { hasNextPage: true }],
  ['0 gone', 'while tailing', { tailing: true }],
])('tells %s %s', async (gone, _, props) => {
  renderModels(<AfterCounts {...props} />);
  expect(await screen.findByText(/gone/)).toHaveTextContent(gone);
});
