import { SignalApi } from '@backstage/plugin-signals-react';
import {
  DeploymentSummary,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { act, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { TEST_API_URL } from '../__testUtils__/answer';
import { aDeploymentSummary } from '../__testUtils__/builders/aDeployment';
import { renderModels } from '../__testUtils__/renderModels';
import { useDeploymentNews } from './useDeploymentNews';
import { useDeployments } from './useDeployments';

const MODEL = { namespace: 'default', name: 'flight-delay' };

let items: DeploymentSummary[];
let asked: number;
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  items = [aDeploymentSummary({ id: 'd1', status: 'live' })];
  asked = 0;
  server.use(
    http.get(`${TEST_API_URL}${operations.listDeployments.path}`, () => {
      asked += 1;
      return HttpResponse.json({ items });
    }),
  );
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Signals that a test sends itself. */
function someSignals() {
  const listeners = new Set<(text: string) => unknown>();
  const api: SignalApi = {
    subscribe(_channel, onMessage) {
      const listen = (text: string) => onMessage(JSON.parse(text));
      listeners.add(listen);
      return { unsubscribe: () => listeners.delete(listen) };
    },
  };
  return {
    api,
    listeners,
    send: (message: object) =>
      act(async () => {
        await Promise.all(
          [...listeners].map(listen => listen(JSON.stringify(message))),
        );
      }),
  };
}

/** Well before the list is polled again. */
const findSoon = (text: string) =>
  screen.findByText(text, {}, { timeout: 3_000 });

function Statuses() {
  useDeploymentNews(MODEL);
  const { data } = useDeployments(MODEL);
  return (
    <ul>
      {data?.items.map(({ id, status }) => (
        <li key={id}>{`${id} ${status}`}</li>
      ))}
    </ul>
  );
}

it('shows a deployment that was begun elsewhere as soon as signals tell of it', async () => {
  const signals = someSignals();
  renderModels(<Statuses />, { signals: signals.api });
  await screen.findByText('d1 live');
  items = [aDeploymentSummary({ id: 'd2', status: 'live' }), ...items];
  await signals.send({ deploymentId: 'd2' });
  expect(await findSoon('d2 live')).toBeInTheDocument();
  items = [aDeploymentSummary({ id: 'd2', status: 'rolled-back' })];
  await signals.send({ deploymentId: 'd2' });
  expect(await findSoon('d2 rolled-back')).toBeInTheDocument();
});

it("asks once about another model's deployment, and never about what is no signal", async () => {
  const signals = someSignals();
  renderModels(<Statuses />, { signals: signals.api });
  await screen.findByText('d1 live');
  const before = asked;
  await signals.send({ deploymentId: 'other' });
  await signals.send({ deploymentId: 'other' });
  await signals.send({ deployment: 'd1' });
  expect(asked).toBe(before + 1);
});

it('listens no more once it is gone, and not at all where there are no signals', async () => {
  const signals = someSignals();
  const { unmount } = renderModels(<Statuses />, { signals: signals.api });
  await screen.findByText('d1 live');
  expect(signals.listeners.size).toBe(1);
  unmount();
  expect(signals.listeners.size).toBe(0);
  renderModels(<Statuses />);
  expect(await screen.findByText('d1 live')).toBeInTheDocument();
});
