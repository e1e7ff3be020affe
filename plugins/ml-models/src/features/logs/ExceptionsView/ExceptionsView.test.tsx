import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, within } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer } from '../../../__testUtils__/answer';
import { layOut } from '../../../__testUtils__/layOut';
import { renderModels } from '../../../__testUtils__/renderModels';
import { ExceptionsView } from './ExceptionsView';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  layOut(0);
});
afterAll(() => server.close());

async function showIn(widthPx: number) {
  layOut(widthPx);
  server.use(
    answer(operations.listExceptions, {
      items: [
        {
          type: 'ValueError',
          messagePattern: "could not convert '…' to float",
          place: 'serve.py:120 in predict',
          count: 1482,
          firstSeen: '2026-02-20T00:00:00.000Z',
          lastSeen: '2026-03-01T11:58:00.000Z',
          versions: [2, 3],
          example: { id: 'a', row: 0 },
        },
      ],
      furtherGroups: 0,
    }),
  );
  renderModels(
    <ExceptionsView
      params={{ namespace: 'default', name: 'flight-delay' }}
      search={{ query: {}, refreshes: 0 }}
      onGroup={() => {}}
      onRecord={() => {}}
    />,
  );
  const table = await screen.findByRole('table', { name: 'Exceptions' });
  const [head, row] = within(table).getAllByRole('row');
  return { head, row };
}

describe('ExceptionsView', () => {
  it('has a column for each fact where there is room', async () => {
    const { head, row } = await showIn(1_176);
    expect(head).toHaveTextContent('ExceptionCountFirst seenLast seenVersions');
    expect(within(row).getAllByRole('cell')).toHaveLength(6);
  });

  it('tells the same below the message where there is little', async () => {
    const { head, row } = await showIn(536);
    expect(head).toHaveTextContent(/^ExceptionCount$/);
    expect(row).toHaveTextContent(/First seen .+, last .+, in v2, v3/);
    expect(
      within(row).getByRole('button', { name: 'Open newest' }),
    ).toBeInTheDocument();
  });
});
