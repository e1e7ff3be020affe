import {
  actionsReadPermission,
  operations,
  UnregisteredModel,
  unregisteredManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  operationUrl,
} from '../../../__testUtils__/answer';
import {
  aDeployment,
  aDeploymentSummary,
} from '../../../__testUtils__/builders/aDeployment';
import { anUnregisteredModel } from '../../../__testUtils__/builders/anUnregisteredModel';
import { renderModels } from '../../../__testUtils__/renderModels';
import { useIsPermitted } from '../../../components/Refusal/useRefusal';
import { UnregisteredModels } from './UnregisteredModels';

const TITLE = 'Served without an entry in the catalog';
const STOP = 'Stop flight-delay in production';

const server = setupServer();
/** What was asked of the HTTP API. */
let asked: string[];
/** How many answers were given. */
let answered: number;
server.events.on('request:start', ({ request }) => {
  asked.push(`${request.method} ${request.url}`);
});
server.events.on('response:mocked', () => {
  answered += 1;
});

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  asked = [];
  answered = 0;
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function answerList(...items: UnregisteredModel[]) {
  server.use(answer(operations.listUnregisteredModels, { items }));
}

const stop = aDeploymentSummary({
  id: 'stop',
  trigger: 'stop',
  status: 'stopping',
  endedAt: undefined,
});
const [production] = anUnregisteredModel().environments;
const beingStopped = anUnregisteredModel({
  environments: [{ ...production, lastDeployment: stop }],
});

async function askToStop() {
  await userEvent.click(await screen.findByRole('button', { name: STOP }));
  return screen.findByRole('dialog', {
    name: 'Stop version 3 of flight-delay in production?',
  });
}

it('lists where what serves, since when it is missed, and what happened last', async () => {
  answerList(
    anUnregisteredModel({
      environments: [production, { ...production, name: 'staging' }],
    }),
    anUnregisteredModel({
      modelRef: 'mlmodel:default/churn',
      missingSince: undefined,
    }),
  );
  renderModels(<UnregisteredModels />);
  const table = await screen.findByRole('table', { name: TITLE });
  const [, first, second, third] = within(table).getAllByRole('row');
  expect(first).toHaveTextContent(
    /^flight-delay.* agov3 in production, since .* agoLive .* agoStop$/,
  );
  expect(second).toHaveTextContent('v3 in staging');
  expect(third).toHaveTextContent(/^churnJust now/);
  expect(within(first).getByRole('rowheader')).toHaveAttribute(
    'title',
    'mlmodel:default/flight-delay',
  );
  expect(screen.getByRole('heading', { name: TITLE })).toBeInTheDocument();
});

it('is not there when there are none', async () => {
  answerList();
  renderModels(<UnregisteredModels />);
  await waitFor(() => expect(answered).toBe(1));
  expect(screen.queryByRole('heading', { name: TITLE })).toBeNull();
});

/** Asks after the element before it, and says so once it is answered. */
function Answered() {
  return <p>{useIsPermitted(actionsReadPermission) && 'Answered'}</p>;
}

it('is not there, nor asked for, for those who may not', async () => {
  answerList(anUnregisteredModel());
  renderModels(
    <>
      <UnregisteredModels />
      <Answered />
    </>,
    { refused: [unregisteredManagePermission] },
  );
  await screen.findByText('Answered');
  expect(screen.queryByRole('heading', { name: TITLE })).toBeNull();
  expect(asked).toEqual([]);
});

it('says what went wrong', async () => {
  server.use(
    answerError(operations.listUnregisteredModels, 500, 'The catalog is down'),
  );
  renderModels(<UnregisteredModels />);
  const note = await screen.findByRole('alert');
  expect(note).toHaveTextContent(
    'Could not load what serves without an entry in the catalog',
  );
  expect(note).toHaveTextContent('The catalog is down');
  answerList(anUnregisteredModel());
  await userEvent.click(screen.getByRole('button', { name: /again/i }));
  expect(await screen.findByRole('table', { name: TITLE })).toBeVisible();
});

it('stops what serves once that is confirmed, and shows it happen', async () => {
  answerList(anUnregisteredModel());
  const bodies: unknown[] = [];
  server.use(
    http.post(
      operationUrl(operations.stopUnregisteredModel, {
        namespace: 'default',
        name: 'flight-delay',
      }),
      async ({ request }) => {
        bodies.push(await request.json());
        answerList(beingStopped);
        return HttpResponse.json(aDeployment({ ...stop }), { status: 201 });
      },
    ),
  );
  renderModels(<UnregisteredModels />);
  const dialog = await askToStop();
  expect(dialog).toHaveTextContent(/those that come after them get 503/);
  expect(dialog).toHaveTextContent(/register the model in the catalog again/);
  expect(bodies).toEqual([]);
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Stop serving' }),
  );
  // At once, and not when the list is read anew anyway.
  expect(
    await screen.findByText('Being stopped', {}, { timeout: 5_000 }),
  ).toBeInTheDocument();
  expect(bodies).toEqual([{ environment: 'production' }]);
  expect(screen.queryByRole('button', { name: STOP })).toBeNull();
});

it.each([
  [409, 'mlmodel:default/flight-delay is in the catalog'],
  [403, 'You may not see or stop models that are not in the catalog.'],
])('stays open and says why when it is refused by a %i', async (code, why) => {
  answerList(anUnregisteredModel());
  server.use(answerError(operations.stopUnregisteredModel, code, why));
  renderModels(<UnregisteredModels />);
  const dialog = await askToStop();
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Stop serving' }),
  );
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(why);
});
