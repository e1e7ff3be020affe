import {
  deployPermission,
  EnvironmentStatus,
  ModelPermission,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answerError, operationUrl } from '../../../__testUtils__/answer';
import {
  aDeployment,
  aDeploymentSummary,
} from '../../../__testUtils__/builders/aDeployment';
import { anEnvironmentStatus } from '../../../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { aVersion } from '../../../__testUtils__/builders/aVersion';
import { renderModels } from '../../../__testUtils__/renderModels';
import { entityModel } from '../../../components/EntityModel/entityModel';
import { retirableIn } from './retirableIn';
import { VersionsTable } from './VersionsTable';

const production = anEnvironmentStatus({
  trafficEdit: {
    revision: 'd-3',
    weights: [{ version: 3, weight: 100 }],
    versions: [3, 2],
  },
});
const PINNED =
  'http://127.0.0.1:7070/production/default/flight-delay/versions/2';

const place = {
  environment: 'production',
  weight: 0,
  state: 'ready' as const,
};
const warm = aVersion({ version: 2, serving: [place] });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function renderTable(
  changes: Partial<EnvironmentStatus> = {},
  refused?: ModelPermission[],
) {
  return renderModels(
    <VersionsTable
      model={entityModel(anMlModelEntity())}
      versions={[aVersion(), warm]}
      liveVersion={{ version: 3, environment: 'production' }}
      environments={[{ ...production, ...changes }]}
      selected={[]}
      onSelect={() => {}}
    />,
    { refused },
  );
}

const findButton = () =>
  screen.findByRole('button', { name: 'Retire version 2 in production' });

async function ask() {
  await userEvent.click(await findButton());
  return screen.findByRole('dialog', {
    name: 'Retire version 2 in production?',
  });
}

it('retires what is warm once that is confirmed, after saying what that does', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(
      operationUrl(operations.retireVersion, {
        namespace: 'default',
        name: 'flight-delay',
        version: '2',
      }),
      async ({ request }) => {
        bodies.push(await request.json());
        return HttpResponse.json(aDeployment(), { status: 201 });
      },
    ),
  );
  renderTable();
  const dialog = await ask();
  expect(dialog).toHaveTextContent(
    /version 3 goes on answering their requests\..*deploy or roll back to version 2: it is started again, and nothing is built\./,
  );
  expect(bodies).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Retire' }));
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(bodies).toEqual([{ environment: 'production' }]);
});

it('says why it was refused, and stays open', async () => {
  server.use(answerError(operations.retireVersion, 409, 'answers 20 %'));
  renderTable({ approval: { required: true, rollbackVersions: [] } });
  const dialog = await ask();
  expect(dialog).toHaveTextContent(/Another owner may have to approve it/);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Retire' }));
  expect(await within(dialog).findByText(/answers 20 %/)).toBeVisible();
});

it.each([
  [
    'You may not deploy Flight delay risk. Nobody owns it: ask whoever runs the portal.',
    {},
    [deployPermission],
  ],
  [
    'A deployment is under way in production: wait until it has ended, or cancel it.',
    { activeDeployment: aDeploymentSummary({ status: 'smoke', version: 4 }) },
    [],
  ],
])('is shut with the reason %p', async (reason, changes, refused) => {
  renderTable(changes, refused);
  const button = await findButton();
  await waitFor(() => expect(button).toBeDisabled());
  await userEvent.hover(button.parentElement ?? button);
  expect(await screen.findByRole('tooltip')).toHaveTextContent(reason);
});

it('shows the address of the very version, to copy it', async () => {
  renderTable();
  expect(await screen.findByText('…/versions/2')).toHaveAttribute(
    'title',
    PINNED,
  );
  await userEvent.click(
    screen.getByRole('button', {
      name: 'Copy the address of version 2: Warm in production',
    }),
  );
  expect(await screen.findByText('Address copied')).toBeInTheDocument();
});

it.each([
  ['runs without requests', true, {}, {}],
  ['has crashed, and is kept', true, { state: 'crashed' as const }, {}],
  ['answers some', false, { weight: 10 }, {}],
  ['gets copies of them', false, { shadow: true as const }, {}],
  ['does not run', false, { state: 'stopped' as const }, {}],
  ['runs elsewhere', false, { environment: 'staging' }, {}],
  [
    'is to have a share',
    false,
    {},
    {
      trafficEdit: {
        revision: 'd-3',
        weights: [
          { version: 3, weight: 80 },
          { version: 2, weight: 20 },
        ],
        versions: [3, 2],
      },
    },
  ],
  ['is of another pipeline', false, {}, { trafficEdit: undefined }],
  [
    'is being deployed',
    false,
    {},
    { activeDeployment: aDeploymentSummary({ status: 'smoke', version: 2 }) },
  ],
  [
    'waits for its approval',
    true,
    {},
    {
      activeDeployment: aDeploymentSummary({
        status: 'awaiting-approval',
        version: 2,
      }),
    },
  ],
])('a version that %s can be retired: %p', (_, can, at, changes) => {
  const version = aVersion({ version: 2, serving: [{ ...place, ...at }] });
  const found = retirableIn(version, [{ ...production, ...changes }]);
  expect(found).toHaveLength(can ? 1 : 0);
});
