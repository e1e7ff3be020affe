import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
  operationUrl,
  TEST_API_URL,
} from '../../__testUtils__/answer';
import { renderModels } from '../../__testUtils__/renderModels';
import { useOperation } from '../../api/useOperation';
import { QueryBoundary } from '../QueryBoundary/QueryBoundary';
import { PortalSilenceBanner } from './PortalSilenceBanner';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  server.events.removeAllListeners();
});
afterAll(() => server.close());

function Models() {
  const models = useOperation(operations.listModels, {});
  return (
    <>
      <button onClick={() => models.refetch()}>Load again</button>
      <QueryBoundary query={models} what="the models" skeleton={<p>bars</p>}>
        {({ items }) => <p>{items.length} models</p>}
      </QueryBoundary>
    </>
  );
}

/** Never over in a test, on however slow a machine. */
const LONG_MS = 3_600_000;
const AT_ONCE = {
  askAgainMs: 10,
  patienceMs: LONG_MS,
  answerWithinMs: LONG_MS,
};

async function showModels(timing = AT_ONCE) {
  server.use(answer(operations.listModels, { items: [] }));
  renderModels(
    <>
      <Models />
      <PortalSilenceBanner timing={timing} />
    </>,
  );
  await screen.findByText('0 models');
}

const loadAgain = () =>
  userEvent.click(screen.getByRole('button', { name: 'Load again' }));

const sampleStatus = answer(operations.getSampleStatus, {
  state: 'live',
  message: 'The sample is complete',
});

it.each([
  ['is stopped', () => HttpResponse.error()],
  ['is away behind its proxy', () => new HttpResponse('', { status: 502 })],
])(
  'says once that a portal that %s does not answer, and goes once it does',
  async (_, noAnswer) => {
    await showModels();
    server.use(http.get(`${TEST_API_URL}/*`, noAnswer));
    await loadAgain();
    expect(await screen.findByRole('status')).toHaveTextContent(
      /^The portal has not answered since \d\d:\d\d\. What you see is from then; it is asked again every few seconds\.$/,
    );
    expect(screen.getByText('0 models')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();

    server.use(answer(operations.listModels, { items: [] }), sampleStatus);
    await waitFor(() =>
      expect(screen.queryByRole('status')).not.toBeInTheDocument(),
    );
  },
);

it('loads what is shown again as soon as the portal answers', async () => {
  await showModels();
  server.use(http.get(`${TEST_API_URL}/*`, () => HttpResponse.error()));
  await loadAgain();
  await screen.findByRole('status');

  let loadedAgain = false;
  server.events.on('response:mocked', ({ request, response }) => {
    loadedAgain ||= response.ok && request.url.endsWith('/models');
  });
  server.use(answer(operations.listModels, { items: [] }), sampleStatus);
  await waitFor(() => expect(loadedAgain).toBe(true));
});

it('goes on saying so, and asks for nothing else, while it asks again', async () => {
  await showModels();
  const asked: string[] = [];
  server.events.on('request:start', ({ request }) => {
    asked.push(new URL(request.url).pathname);
  });
  server.use(
    http.get(`${TEST_API_URL}/*`, async () => {
      // Long enough for the page to be drawn meanwhile.
      await delay(20);
      return HttpResponse.error();
    }),
  );
  await loadAgain();
  await screen.findByRole('status');
  const seen = screen.getByRole('status');
  await waitFor(() => expect(asked.length).toBeGreaterThan(9));
  expect(asked.filter(path => path.endsWith('/models'))).toHaveLength(1);
  expect(screen.getByRole('status')).toBe(seen);
});

it('says nothing at one lost request before another is lost', async () => {
  await showModels();
  let asked = false;
  server.events.on('request:start', ({ request }) => {
    asked ||= request.url.endsWith('/sample');
  });
  server.use(
    http.get(operationUrl(operations.listModels), () => HttpResponse.error()),
    answerNever(operations.getSampleStatus),
  );
  await loadAgain();
  await waitFor(() => expect(asked).toBe(true));
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});

it('leaves one operation that fails to the place where it is shown', async () => {
  await showModels();
  server.use(
    answerError(operations.listModels, 503, 'The database is busy'),
    sampleStatus,
  );
  await loadAgain();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Could not load the models again; this is the last that was read',
  );
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});

it('takes a refusal for an answer', async () => {
  await showModels();
  server.use(answerError(operations.listModels, 500, 'The disk is full'));
  await loadAgain();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The disk is full',
  );
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});

it('says so of a portal that takes requests and answers none of them', async () => {
  await showModels({ ...AT_ONCE, patienceMs: 10, answerWithinMs: 10 });
  server.use(http.get(`${TEST_API_URL}/*`, () => delay('infinite')));
  await loadAgain();
  expect(await screen.findByRole('status')).toHaveTextContent(
    /^The portal has not answered since/,
  );

  server.use(answer(operations.listModels, { items: [] }), sampleStatus);
  await waitFor(() =>
    expect(screen.queryByRole('status')).not.toBeInTheDocument(),
  );
});

it('says nothing of one request that takes long, while the portal answers others', async () => {
  await showModels({ ...AT_ONCE, patienceMs: 10 });
  let probes = 0;
  server.events.on('response:mocked', ({ request }) => {
    probes += request.url.endsWith('/sample') ? 1 : 0;
  });
  server.use(answerNever(operations.listModels), sampleStatus);
  await loadAgain();
  await waitFor(() => expect(probes).toBeGreaterThan(2));
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});
