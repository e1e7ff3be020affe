import {
  ExceptionGroup,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { answer } from '../../../__testUtils__/answer';
import { layOut } from '../../../__testUtils__/layOut';
import { aVersion } from '../../../__testUtils__/builders/aVersion';
import { renderModels } from '../../../__testUtils__/renderModels';
import { KnownValues } from '../search/explainMiss';
import { ExceptionsView } from './ExceptionsView';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  layOut(0);
});
afterAll(() => server.close());

const KNOWN: KnownValues = {
  declared: new Map(),
  versions: [aVersion({ version: 3 })],
  environments: [],
};

async function showIn(widthPx: number, changes: Partial<ExceptionGroup> = {}) {
  layOut(widthPx);
  const onGroup = jest.fn();
  const onRecord = jest.fn();
  server.use(
    answer(operations.listExceptions, {
      items: [
        {
          type: 'ValueError',
          message: "could not convert 'far' to float",
          messagePattern: "could not convert '…' to float",
          place: 'serve.py:120 in predict',
          count: 1482,
          firstSeen: '2026-02-20T00:00:00.000Z',
          lastSeen: '2026-03-01T11:58:00.000Z',
          versions: [2, 3],
          example: { id: 'a', row: 0 },
          ...changes,
        },
      ],
      furtherGroups: 0,
    }),
  );
  renderModels(
    <ExceptionsView
      params={{ namespace: 'default', name: 'flight-delay' }}
      search={{ query: {}, refreshes: 0 }}
      known={KNOWN}
      leftOut={undefined}
      onGroup={onGroup}
      onRecord={onRecord}
    />,
  );
  const table = await screen.findByRole('table', { name: 'Exceptions' });
  const [head, row] = within(table).getAllByRole('row');
  return { head, row, onGroup, onRecord };
}

describe('ExceptionsView', () => {
  it('says the HTTP status once of what has no other name', async () => {
    const { row } = await showIn(1_176, { type: 'HTTP 429', statusCode: 429 });
    expect(within(row).getAllByText('HTTP 429')).toHaveLength(1);
  });

  it('has a column for each fact where there is room', async () => {
    const { head, row } = await showIn(1_176);
    expect(head).toHaveTextContent('ExceptionCountFirst seenLast seenVersions');
    const cells = within(row).getAllByRole('cell');
    expect(cells).toHaveLength(6);
    const seen = cells.map(cell => cell.querySelector('time')?.dateTime);
    expect(seen.slice(2, 4)).toEqual([
      '2026-02-20T00:00:00.000Z',
      '2026-03-01T11:58:00.000Z',
    ]);
  });

  it.each([1_176, 536])(
    'says what the newest of a group said, in %i pixels',
    async widthPx => {
      const { row } = await showIn(widthPx);
      expect(row).toHaveTextContent("could not convert '…' to float");
      expect(row).toHaveTextContent("Last: could not convert 'far' to float");
    },
  );

  it.each([
    ['all said the same', 'The model is gone'],
    ['none said anything', undefined],
  ])('says nothing twice where %s', async (_, message) => {
    const { row } = await showIn(1_176, { message, messagePattern: message });
    expect(row).toHaveTextContent(message ?? 'No message');
    expect(row).not.toHaveTextContent('Last:');
  });

  it('leads to the records of a group from anywhere in its row', async () => {
    const { row, onGroup, onRecord } = await showIn(1_176);
    await userEvent.click(within(row).getByText('2, 3'));
    expect(onGroup).toHaveBeenCalledTimes(1);
    await userEvent.click(within(row).getByRole('button', { name: /Value/ }));
    expect(onGroup).toHaveBeenCalledTimes(2);
    await userEvent.click(
      within(row).getByRole('button', { name: 'Open newest' }),
    );
    expect(onRecord).toHaveBeenCalledWith('a/0');
    expect(onGroup).toHaveBeenCalledTimes(2);
  });

  it('tells the same below the message where there is little', async () => {
    const { head, row } = await showIn(536);
    expect(head).toHaveTextContent(/^ExceptionCount$/);
    expect(row).toHaveTextContent(/First seen .+, last .+, in v2, v3/);
    expect(
      within(row).getByRole('button', { name: 'Open newest' }),
    ).toBeInTheDocument();
  });

  it('says so where the version that was searched is none', async () => {
    server.use(
      answer(operations.listExceptions, { items: [], furtherGroups: 0 }),
    );
    renderModels(
      <ExceptionsView
        params={{ namespace: 'default', name: 'flight-delay' }}
        search={{ query: { version: 9 }, refreshes: 0 }}
        known={KNOWN}
        leftOut={undefined}
        onGroup={jest.fn()}
        onRecord={jest.fn()}
      />,
    );
    expect(
      await screen.findByText(/No version 9 of the model is registered/),
    ).toBeInTheDocument();
  });
});
