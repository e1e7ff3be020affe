import {
  deployPermission,
  EnvironmentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useLocation } from 'react-router-dom';
import { answerError, operationUrl } from '../../__testUtils__/answer';
import {
  aDeployment,
  aDeploymentSummary,
} from '../../__testUtils__/builders/aDeployment';
import {
  aModelStatus,
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../__testUtils__/renderModels';
import { entityModel } from '../EntityModel/entityModel';
import { RetrainButton } from './RetrainButton';

const model = entityModel(anMlModelEntity());

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{`${pathname}${search}`}</output>;
}

function show(
  environments: EnvironmentStatus[] = aModelStatus().environments,
  refused: Parameters<typeof renderModels>[1] = {},
) {
  renderModels(
    <>
      <RetrainButton model={model} environments={environments} />
      <Address />
    </>,
    refused,
  );
}

async function ask() {
  await userEvent.click(await screen.findByRole('button', { name: 'Retrain' }));
  return screen.findByRole('dialog', { name: /^Retrain / });
}

describe('RetrainButton', () => {
  it('says what will happen, and retrains where the callers are', async () => {
    const bodies: unknown[] = [];
    server.use(
      http.post(
        operationUrl(operations.requestDeployment, {
          namespace: 'default',
          name: 'flight-delay',
        }),
        async ({ request }) => {
          bodies.push(await request.json());
          return HttpResponse.json(
            aDeployment({ id: 'retrain', trigger: 'retrain' }),
            { status: 201 },
          );
        },
      ),
    );
    show();
    const dialog = await ask();
    expect(dialog).toHaveTextContent(
      'The commit of version 3 is tested, trained on the data that there are now, evaluated and packaged as a new version. It is compared with version 3 on the same rows; unless it is surely worse, it takes over all requests in production. Version 3 stays ready: deploy it again to go back.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Retrain in production' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('status', { name: 'Address' })).toHaveTextContent(
        /versions\?deployment=retrain$/,
      ),
    );
    expect(bodies).toEqual([{ environment: 'production', trigger: 'retrain' }]);
  });

  it('lets another environment be chosen', async () => {
    show();
    const dialog = await ask();
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^Environment/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'staging, version 4' }),
    );
    expect(
      within(dialog).getByRole('button', { name: 'Retrain in staging' }),
    ).toBeEnabled();
    expect(dialog).toHaveTextContent('The commit of version 4 is tested');
  });

  it('says who must approve it, and what it waits for', async () => {
    show([
      anEnvironmentStatus({
        approval: { required: true, rollbackVersions: [] },
        activeDeployment: aDeploymentSummary({ status: 'building' }),
      }),
    ]);
    const dialog = await ask();
    expect(dialog).toHaveTextContent(
      'it waits for the approval of another owner',
    );
    expect(dialog).toHaveTextContent(
      'It waits until the deployment under way in production has ended',
    );
    expect(
      within(dialog).getByRole('button', {
        name: 'Ask to retrain in production',
      }),
    ).toBeEnabled();
    expect(within(dialog).queryByLabelText('Environment')).toBeNull();
  });

  it('stays open and says why it was refused', async () => {
    server.use(
      answerError(operations.requestDeployment, 409, 'registered without'),
    );
    show();
    const dialog = await ask();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Retrain in production' }),
    );
    expect(await within(dialog).findByText(/registered without/)).toBeVisible();
  });

  it('is not there where nothing is live', async () => {
    show([anIdleEnvironment('production')]);
    await screen.findByRole('status', { name: 'Address' });
    expect(screen.queryByRole('button', { name: 'Retrain' })).toBeNull();
  });

  it('is not for those who may not deploy', async () => {
    show(undefined, { refused: [deployPermission] });
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Retrain' })).toBeDisabled(),
    );
  });
});
