import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
  operationUrl,
} from '../../__testUtils__/answer';
import { aModelAt } from '../../__testUtils__/builders/aModelAt';
import { anMlModelEntity } from '../../__testUtils__/builders/anMlModelEntity';
import { layOut } from '../../__testUtils__/layOut';
import { renderModels } from '../../__testUtils__/renderModels';
import { useEntityModel } from '../../components/EntityModel/entityModel';
import { ClockContext } from '../../components/RelativeTime/useNow';
import { MomentSection } from './MomentSection';
import { useVersionsView } from './useVersionsView';

const NOW = Date.UTC(2026, 5, 1);
const AT = '2026-03-01T12:00:00.000Z';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => server.use(answer(operations.getModelAt, aModelAt())));
afterEach(() => {
  server.resetHandlers();
  layOut(0);
});
afterAll(() => server.close());

function Shown() {
  const [{ at, deployment }] = useVersionsView();
  return (
    <ClockContext.Provider value={() => NOW}>
      <MomentSection model={useEntityModel()} />
      <p>
        at {at ?? 'no moment'}, deployment {deployment ?? 'none'}
      </p>
    </ClockContext.Provider>
  );
}

function show(url = '/') {
  return renderModels(<Shown />, { url, entity: anMlModelEntity() });
}

const moment = () => screen.findByLabelText('What served at');

const rows = async () => {
  const table = await screen.findByRole('table', { name: 'What served then' });
  return within(table)
    .getAllByRole('row')
    .map(row =>
      [
        ...within(row).queryAllByRole('columnheader'),
        ...within(row).queryAllByRole('cell'),
      ].map(cell => cell.textContent),
    );
};

it('asks for nothing until a moment is chosen, and keeps that in the address', async () => {
  const asked: string[] = [];
  server.use(
    http.get(
      operationUrl(operations.getModelAt, {
        namespace: 'default',
        name: 'flight-delay',
      }),
      ({ request }) => {
        asked.push(new URL(request.url).searchParams.get('time') ?? '');
        return HttpResponse.json(aModelAt());
      },
    ),
  );
  show();
  expect(await screen.findByText(/at no moment/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Show' })).toBeDisabled();
  const local = '2026-03-01T12:00:07';
  fireEvent.change(await moment(), { target: { value: local } });
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  const instant = new Date(local).toISOString();
  expect(await screen.findByText(new RegExp(`at ${instant}`))).toBeVisible();
  await rows();
  expect(asked).toEqual([instant]);
  expect(await moment()).toHaveDisplayValue(new RegExp(`^${local}`));

  await userEvent.click(
    screen.getByRole('button', { name: 'Close the moment' }),
  );
  expect(await screen.findByText(/at no moment/)).toBeVisible();
  expect(screen.queryByRole('table')).toBeNull();
});

it('does not ask for a moment that is still to come', async () => {
  show();
  fireEvent.change(await moment(), { target: { value: '2026-07-01T12:00' } });
  expect(screen.getByText('Has to have passed.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Show' })).toBeDisabled();
});

it('tells who owned the model then, and what served, from what and by whom', async () => {
  show(`/?at=${AT}`);
  expect(await rows()).toEqual([
    [
      'Environment',
      'Version',
      'Share',
      'Commit',
      'Deployed',
      'Approved',
      'Trained on',
    ],
    ['staging', 'Nothing was deployed there yet'],
    [
      'production',
      '3',
      '90 %',
      'aaaaaaa Add the carrier',
      'Deployed by ada 3 months ago',
      'approved by grace 3 months ago',
      'nyc-flightssha256:dddddddd',
    ],
    [
      'production',
      '4',
      '10 %, canary',
      'not known',
      'Deployed by ada 2 months ago',
      'needed no approval',
      'not reported',
    ],
  ]);
  expect(screen.getByText(/the owner was/)).toHaveTextContent(
    /the owner was flight-ops-ds, since at least 4 months ago\.$/,
  );
  await userEvent.click(
    screen.getByRole('button', {
      name: 'Deployment of version 4 to production',
    }),
  );
  expect(
    await screen.findByText(`at ${AT}, deployment deployment-4`),
  ).toBeVisible();
});

it('tells of traffic that was set by hand, of a rollback, a held canary and a stop', async () => {
  const done = {
    id: 'deployment-5',
    requestedBy: 'user:default/hopper',
    createdAt: '2026-02-25T10:00:00.000Z',
    endedAt: '2026-02-25T10:00:00.000Z',
  };
  server.use(
    answer(
      operations.getModelAt,
      aModelAt({
        owner: undefined,
        environments: [
          {
            name: 'staging',
            lastChange: { ...done, trigger: 'stop' },
            versions: [],
          },
          {
            name: 'production',
            lastChange: { ...done, trigger: 'traffic' },
            versions: [
              {
                version: 2,
                weight: 62.5,
                role: 'primary',
                deployment: {
                  ...done,
                  trigger: 'rollback',
                  hold: {
                    reason: 'too few',
                    since: done.createdAt,
                    decision: 'approved',
                    decidedBy: 'user:default/grace',
                  },
                },
              },
            ],
          },
        ],
      }),
    ),
  );
  show(`/?at=${AT}`);
  const [, staging, production] = await rows();
  expect(staging[1]).toBe('Nothing served: stopped by hopper 3 months ago');
  expect(production.slice(2, 6)).toEqual([
    '62.5 %set by hopper 3 months ago',
    'not known',
    'Rolled back by hopper 3 months ago',
    'needed no approval; held canary approved by grace',
  ]);
  expect(screen.getByText(/the owner was/)).toHaveTextContent(
    /not known: owners are kept since 5 Jan 2026/,
  );
});

it('says until when another one owned it', async () => {
  server.use(
    answer(
      operations.getModelAt,
      aModelAt({
        owner: {
          ownerRef: 'group:default/sales',
          since: '2026-01-05T08:02:00.000Z',
          isFirstSeen: false,
          until: '2026-05-01T00:00:00.000Z',
        },
      }),
    ),
  );
  show(`/?at=${AT}`);
  expect(await screen.findByText(/the owner was/)).toHaveTextContent(
    /the owner was sales, since 4 months ago until 1 month ago\.$/,
  );
});

it('says of a moment before the model was known that nothing served', async () => {
  server.use(
    answer(
      operations.getModelAt,
      aModelAt({
        owner: undefined,
        environments: [{ name: 'production', versions: [] }],
      }),
    ),
  );
  show(`/?at=${AT}`);
  expect(
    await screen.findByText(/The portal first saw the model at 5 Jan 2026/),
  ).toBeVisible();
  expect(screen.queryByRole('table')).toBeNull();
});

it('shows that it loads, and why it could not', async () => {
  server.use(answerNever(operations.getModelAt));
  const { unmount } = show(`/?at=${AT}`);
  expect(
    await screen.findByRole('status', { name: 'Loading what served then' }),
  ).toBeVisible();
  unmount();
  server.use(answerError(operations.getModelAt, 500, 'The database is away'));
  show(`/?at=${AT}`);
  await waitFor(() =>
    expect(screen.getByText('The database is away')).toBeVisible(),
  );
});

it('puts what belongs together into one column in little room', async () => {
  layOut(600);
  show(`/?at=${AT}`);
  expect(await rows()).toEqual([
    ['Environment, version', 'Deployed', 'Trained on'],
    ['staging', 'Nothing was deployed there yet'],
    [
      'productionversion 390 %',
      'aaaaaaa Add the carrierDeployed by ada 3 months agoapproved by grace 3 months ago',
      'nyc-flightssha256:dddddddd',
    ],
    [
      'productionversion 410 %, canary',
      'commit not knownDeployed by ada 2 months agoneeded no approval',
      'not reported',
    ],
  ]);
});

it('tells of what its own pipeline deployed, and that requests had ceased', async () => {
  const deployment = {
    id: 'deployment-3',
    trigger: 'observed' as const,
    createdAt: '2026-02-01T10:00:00.000Z',
    endedAt: '2026-02-01T10:00:00.000Z',
  };
  server.use(
    answer(
      operations.getModelAt,
      aModelAt({
        environments: [
          { name: 'staging', lastChange: deployment, versions: [] },
          {
            name: 'production',
            lastChange: deployment,
            versions: [
              { version: 3, weight: 100, role: 'primary', deployment },
            ],
          },
        ],
      }),
    ),
  );
  layOut(1_200);
  show(`/?at=${AT}`);
  const [, staging, production] = await rows();
  expect(staging[1]).toMatch(
    /^Nothing was seen to serve: no requests since .* ago$/,
  );
  expect(production[4]).toMatch(/^Deployed by its own pipeline .* ago$/);
  expect(production[5]).toBe('not in the portal');
});
