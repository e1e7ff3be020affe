import {
  Deployment,
  EnvironmentStatus,
  ModelPermission,
  operations,
  trafficEditPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answerError,
  answerNever,
  operationUrl,
} from '../../../__testUtils__/answer';
import {
  aDeployment,
  aDeploymentSummary,
} from '../../../__testUtils__/builders/aDeployment';
import {
  aModelStatus,
  anEnvironmentStatus,
} from '../../../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../../__testUtils__/renderModels';
import { entityModel } from '../../../components/EntityModel/entityModel';
import { EnvironmentFlow } from '../EnvironmentFlow/EnvironmentFlow';

const model = entityModel(anMlModelEntity());

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => server.use(answerNever(operations.getDeployment)));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const trafficEdit = {
  revision: 'deployment-3',
  weights: [{ version: 3, weight: 100 }],
  versions: [3, 2, 1],
};

function renderProduction(
  changes: Partial<EnvironmentStatus> = {},
  refused?: ModelPermission[],
) {
  const onOpenDeployment = jest.fn();
  const status = aModelStatus({
    environments: [anEnvironmentStatus({ trafficEdit, ...changes })],
  });
  renderModels(<EnvironmentFlow {...{ model, status, onOpenDeployment }} />, {
    refused,
  });
  return onOpenDeployment;
}

const findButton = () =>
  screen.findByRole('button', { name: 'Edit traffic of production' });

async function openDialog() {
  await userEvent.click(await findButton());
  const dialog = await screen.findByRole('dialog', {
    name: 'Edit the traffic of production',
  });
  const act = within(dialog).getByRole('button', { name: 'Set the traffic' });
  return { dialog, act };
}

async function give(version: number, text: string) {
  const field = screen.getByLabelText(`v${version}, percent of requests`);
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

it('sets the shares that sum to 100, as of what was seen, and shows it happen', async () => {
  const bodies: unknown[] = [];
  const edited: Partial<Deployment> = {
    id: 'edit',
    trigger: 'traffic',
    status: 'queued',
  };
  server.use(
    http.post(
      operationUrl(operations.editTraffic, {
        namespace: 'default',
        name: 'flight-delay',
      }),
      async ({ request }) => {
        bodies.push(await request.json());
        return HttpResponse.json(aDeployment(edited), { status: 201 });
      },
    ),
  );
  const onOpenDeployment = renderProduction();
  const { dialog, act } = await openDialog();
  expect(act).toBeDisabled();
  await give(3, '80');
  expect(within(dialog).getByRole('status')).toHaveTextContent(
    'Sum: 80 %. 20 % are missing: it has to be 100 %.',
  );
  expect(act).toBeDisabled();
  await give(2, '20');
  expect(within(dialog).getByRole('status')).toHaveTextContent('Sum: 100 %');
  expect(dialog).toHaveTextContent(
    'Requests in production are answered by v3 (80 %) and v2 (20 %), until',
  );
  expect(dialog).toHaveTextContent('v2 passes a smoke test first');
  expect(dialog).toHaveTextContent(
    'To undo it, edit the traffic again: v3 (100 %).',
  );
  await userEvent.click(act);
  await waitFor(() => expect(onOpenDeployment).toHaveBeenCalledWith('edit'));
  expect(bodies).toEqual([
    {
      environment: 'production',
      weights: [
        { version: 3, weight: 80 },
        { version: 2, weight: 20 },
      ],
      revision: 'deployment-3',
    },
  ]);
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
});

it.each([
  ['12.5', 'A whole percent from 0 to 100'],
  ['-1', 'A whole percent from 0 to 100'],
  ['101', 'A whole percent from 0 to 100'],
  ['60', '60 % are too many'],
])('does not take a second share of %s', async (text, words) => {
  renderProduction();
  const { dialog, act } = await openDialog();
  await give(2, text);
  expect(dialog).toHaveTextContent(words);
  expect(act).toBeDisabled();
});

it('takes no share that is none for one of 0', async () => {
  renderProduction({
    trafficEdit: {
      ...trafficEdit,
      weights: [
        { version: 3, weight: 80 },
        { version: 2, weight: 20 },
      ],
    },
  });
  const { act } = await openDialog();
  await give(3, '100');
  await give(2, '12.5');
  expect(act).toBeDisabled();
  await give(2, '0');
  expect(act).toBeEnabled();
});

it('lets another version be added, and says which is live then', async () => {
  renderProduction();
  const { dialog, act } = await openDialog();
  await userEvent.click(within(dialog).getByLabelText('Add a version'));
  await userEvent.click(await screen.findByRole('option', { name: 'v1' }));
  await give(3, '30');
  await give(1, '70');
  expect(dialog).toHaveTextContent(
    'v1 gets the largest share: it is the live version then',
  );
  expect(within(dialog).queryByLabelText('Add a version')).toBeNull();
  expect(act).toBeEnabled();
});

it('says what becomes of a version that loses its share', async () => {
  renderProduction({
    trafficEdit: {
      ...trafficEdit,
      weights: [
        { version: 3, weight: 80 },
        { version: 2, weight: 20 },
      ],
    },
  });
  const { dialog, act } = await openDialog();
  expect(act).toBeDisabled();
  await give(2, '0');
  await give(3, '100');
  expect(dialog).toHaveTextContent(
    'v2 gets no more requests, and is stopped unless it is kept warm.',
  );
  expect(dialog).toHaveTextContent('v3 (80 %) and v2 (20 %).');
});

it('tells that somebody else was quicker, and stays open', async () => {
  server.use(
    answerError(operations.editTraffic, 409, 'It is now: version 3 50 %'),
  );
  const onOpenDeployment = renderProduction();
  const { dialog, act } = await openDialog();
  await give(3, '80');
  await give(2, '20');
  await userEvent.click(act);
  expect(
    await within(dialog).findByText(/It is now: version 3 50 %/),
  ).toBeVisible();
  expect(onOpenDeployment).not.toHaveBeenCalled();
});

it.each([
  ['building', 'manual', /A deployment is under way in production: wait/],
  ['held', 'manual', /A version is held in production: release it/],
  ['starting', 'traffic', /is being edited just now/],
] as const)(
  'says why not while a deployment is %s (%s)',
  async (status, trigger, reason) => {
    renderProduction({
      activeDeployment: aDeploymentSummary({ status, trigger }),
    });
    const button = await findButton();
    expect(button).toBeDisabled();
    await userEvent.hover(button.parentElement ?? button);
    expect(await screen.findByRole('tooltip')).toHaveTextContent(reason);
  },
);

it('waits for no approval', async () => {
  renderProduction({
    activeDeployment: aDeploymentSummary({ status: 'awaiting-approval' }),
  });
  expect(await findButton()).toBeEnabled();
});

it('says what to do where one version alone was live', async () => {
  renderProduction({ trafficEdit: { ...trafficEdit, versions: [3] } });
  const button = await findButton();
  expect(button).toBeDisabled();
  await userEvent.hover(button.parentElement ?? button);
  expect(await screen.findByRole('tooltip')).toHaveTextContent(
    'Only v3 was live in production: deploy another version first.',
  );
});

it('tells who may not whom to ask', async () => {
  renderProduction({}, [trafficEditPermission]);
  const button = await findButton();
  await waitFor(() => expect(button).toBeDisabled());
  await userEvent.hover(button.parentElement ?? button);
  expect(await screen.findByRole('tooltip')).toHaveTextContent(
    'You may not edit the traffic of Flight delay risk.',
  );
});
