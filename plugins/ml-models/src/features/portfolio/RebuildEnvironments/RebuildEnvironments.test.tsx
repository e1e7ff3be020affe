import {
  actionsReadPermission,
  environmentsRebuildPermission,
  operations,
  RebuildSummary,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
  operationUrl,
} from '../../../__testUtils__/answer';
import { aRebuild } from '../../../__testUtils__/builders/aRebuild';
import { renderModels } from '../../../__testUtils__/renderModels';
import { useIsPermitted } from '../../../components/Refusal/useRefusal';
import { RebuildEnvironments } from './RebuildEnvironments';

const TITLE = 'Rebuild environments';
const ENDED = '2026-03-01T11:05:00.000Z';

const server = setupServer();
let asked: string[];
server.events.on('request:start', ({ request }) => {
  asked.push(request.url);
});
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  asked = [];
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function answerList(...items: RebuildSummary[]) {
  server.use(
    answer(operations.listRebuilds, {
      environments: [
        { name: 'production', models: 3 },
        { name: 'staging', models: 1 },
      ],
      items,
    }),
  );
}

function render(url = '/') {
  return renderModels(<RebuildEnvironments />, {
    url,
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

async function findRow(name: string) {
  const table = await screen.findByRole('table', { name: 'Environments' });
  return within(table).getByRole('row', { name: new RegExp(`^${name}`) });
}

it('says where models serve, and how the last rebuild of each went', async () => {
  answerList(aRebuild({ endedAt: ENDED }));
  render();
  expect(await findRow('production')).toHaveTextContent(
    /^production3Not all replaced 1 of 3 replaced, 1 failed, 1 waiting, .* ago/,
  );
  expect(await findRow('staging')).toHaveTextContent(/^staging1Never/);
});

it('rebuilds an environment once that is confirmed, and shows how far it is', async () => {
  answerList();
  const bodies: unknown[] = [];
  server.use(
    http.post(operationUrl(operations.startRebuild), async ({ request }) => {
      bodies.push(await request.json());
      answerList(aRebuild());
      return HttpResponse.json(aRebuild(), { status: 201 });
    }),
    answer(operations.getRebuild, aRebuild()),
  );
  render();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Rebuild production' }),
  );
  const dialog = await screen.findByRole('dialog', {
    name: 'Rebuild production?',
  });
  expect(dialog).toHaveTextContent(/of all 3 models, .* no request fails/);
  expect(bodies).toEqual([]);
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Rebuild' }),
  );
  const progress = await screen.findByRole('table', {
    name: 'Rebuild of production',
  });
  expect(bodies).toEqual([{ environment: 'production' }]);
  const [, ...rows] = within(progress).getAllByRole('row');
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    'churnFailedThe artifact is gone. Version 3 went on serving production',
    'faresWaiting',
    'flight-delayReplacedFresh instances have taken over: version 2',
  ]);
  expect(within(rows[0]).getByRole('link')).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/churn/versions?deployment=d-1',
  );
  expect(await findRow('production')).toHaveTextContent('Under way');
  expect(
    screen.queryByRole('button', { name: 'Rebuild production' }),
  ).toBeNull();
});

it('says why it was not started, and stays open', async () => {
  answerList();
  server.use(
    answerError(operations.startRebuild, 409, 'is being rebuilt already'),
  );
  render();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Rebuild staging' }),
  );
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('of the one model,');
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Rebuild' }),
  );
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(
    'is being rebuilt already',
  );
});

it('cancels one that is under way once that is confirmed', async () => {
  answerList(aRebuild());
  const cancelled = aRebuild({ cancelledBy: 'user:default/ops' });
  server.use(
    http.post(operationUrl(operations.cancelRebuild, { id: 'r-1' }), () => {
      answerList(cancelled);
      return HttpResponse.json(cancelled);
    }),
  );
  render();
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Cancel the rebuild of production',
    }),
  );
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent(/every model goes on serving/);
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Cancel the rebuild' }),
  );
  expect(await screen.findByText('Being cancelled')).toBeInTheDocument();
});

it('shows the models of a rebuild by its address, and hides them', async () => {
  answerList(aRebuild({ endedAt: ENDED }));
  server.use(answer(operations.getRebuild, aRebuild({ endedAt: ENDED })));
  render('/?rebuild=r-1');
  const name = 'Rebuild of production';
  expect(await screen.findByRole('table', { name })).toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: 'Hide models of production' }),
  );
  await waitFor(() => expect(screen.queryByRole('table', { name })).toBeNull());
});

it('draws no thousand rows unasked', async () => {
  answerList(aRebuild({ endedAt: ENDED }));
  const items = Array.from({ length: 60 }, (_, number) => ({
    modelRef: `mlmodel:default/model-${number}`,
    state: 'replaced' as const,
  }));
  server.use(answer(operations.getRebuild, aRebuild({ items })));
  render('/?rebuild=r-1');
  const table = await screen.findByRole('table', {
    name: 'Rebuild of production',
  });
  expect(within(table).getAllByRole('row')).toHaveLength(51);
  await userEvent.click(
    screen.getByRole('button', { name: 'Show all 60 models' }),
  );
  expect(within(table).getAllByRole('row')).toHaveLength(61);
});

it('says that nothing serves anywhere', async () => {
  server.use(answer(operations.listRebuilds, { environments: [], items: [] }));
  render();
  expect(
    await screen.findByText('Nothing serves anywhere'),
  ).toBeInTheDocument();
});

it('says what went wrong', async () => {
  answerList(aRebuild());
  server.use(answerError(operations.getRebuild, 404, "no rebuild 'r-9'"));
  render('/?rebuild=r-9');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    "no rebuild 'r-9'",
  );
});

it('keeps its place while it loads', async () => {
  server.use(answerNever(operations.listRebuilds));
  render();
  expect(
    await screen.findByRole('heading', { name: TITLE }),
  ).toBeInTheDocument();
});

/** Asks after the element before it, and says so once it is answered. */
function Answered() {
  return <p>{useIsPermitted(actionsReadPermission) && 'Answered'}</p>;
}

it('is not there, nor asked for, for those who may not', async () => {
  renderModels(
    <>
      <RebuildEnvironments />
      <Answered />
    </>,
    { refused: [environmentsRebuildPermission] },
  );
  await screen.findByText('Answered');
  expect(screen.queryByRole('heading', { name: TITLE })).toBeNull();
  expect(asked).toEqual([]);
});
