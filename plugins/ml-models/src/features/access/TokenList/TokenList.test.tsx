import {
  ModelPermission,
  operations,
  TokenPurpose,
  tokensManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useState } from 'react';
import {
  answer,
  answerError,
  answerNever,
  TEST_API_URL,
} from '../../../__testUtils__/answer';
import { aToken } from '../../../__testUtils__/builders/aToken';
import { renderModels } from '../../../__testUtils__/renderModels';
import { ClockContext } from '../../../components/RelativeTime/useNow';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { CreateTokenButton } from './CreateTokenButton';
import { TokenList } from './TokenList';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const model: EntityModel = {
  modelRef: 'mlmodel:default/flight-delay',
  namespace: 'default',
  name: 'flight-delay',
  title: 'Flight delay risk',
  ownerRefs: ['group:default/flight-ops-ds'],
  systemRefs: ['system:default/flights'],
  slices: [],
};

function Tokens() {
  const [purpose, setPurpose] = useState<TokenPurpose>();
  return (
    <>
      <CreateTokenButton {...{ model, purpose }} onPurpose={setPurpose} />
      <TokenList model={model} />
    </>
  );
}

function renderTokens(
  refused?: ModelPermission[],
  titles?: Record<string, string>,
) {
  renderModels(<Tokens />, { refused, titles });
}

it('tells who may not manage tokens whom to ask', async () => {
  server.use(answer(operations.listTokens, { items: [aToken()] }));
  renderTokens([tokensManagePermission]);
  await screen.findByRole('table', { name: 'Tokens' });
  for (const name of ['New token', /^Revoke /]) {
    const button = screen.getByRole('button', { name });
    await waitFor(() => expect(button).toBeDisabled());
    expect(button.parentElement).toHaveAttribute(
      'title',
      'You may not manage the tokens of Flight delay risk. Its owners can: ask flight-ops-ds.',
    );
  }
});

it('names the owners by their title, where there is one', async () => {
  server.use(answer(operations.listTokens, { items: [] }));
  renderTokens([tokensManagePermission], {
    'group:default/flight-ops-ds': 'Flight operations data science',
  });
  expect(
    await screen.findByTitle(/ask Flight operations data science\.$/),
  ).toBeInTheDocument();
});

it('lists who may act for the model, what people made first', async () => {
  server.use(
    answer(operations.listTokens, {
      items: [
        aToken({ id: '2', description: 'Version 3', managed: true }),
        aToken({ lastUsedAt: '2026-02-03T12:00:00.000Z' }),
        aToken({
          id: '3',
          description: 'Old laptop',
          revokedAt: '2026-02-02T12:00:00.000Z',
        }),
      ],
    }),
  );
  renderTokens();
  const table = await screen.findByRole('table', { name: 'Tokens' });
  const [, collector, managed] = within(table).getAllByRole('row');
  expect(collector).toHaveTextContent('Send inference records');
  expect(managed).toHaveTextContent('by the runtime');
  expect(collector).not.toHaveTextContent('Not yet');
  expect(managed).toHaveTextContent('Not yet');
  expect(screen.queryByText('Old laptop')).toBeNull();

  await userEvent.click(
    screen.getByRole('button', { name: 'Show 1 revoked token' }),
  );
  const laptop = screen.getByRole('row', { name: /Old laptop/ });
  expect(laptop).toHaveTextContent('Revoked');
  expect(within(laptop).queryByRole('button')).toBeNull();
});

function answerCreate(): Promise<unknown> {
  return new Promise(resolve => {
    server.use(
      http.post(
        `${TEST_API_URL}${operations.createToken.path}`,
        async ({ request }) => {
          resolve(await request.json());
          return HttpResponse.json({ ...aToken(), secret: 'nsw_secret' });
        },
      ),
    );
  });
}

it.each([
  ['2026-03-01T11:58:01.000Z', '< 2 minutes ago'],
  ['2026-03-01T11:58:00.000Z', '2 minutes ago'],
])(
  'says no more exactly than it is noted when one was used: %s',
  async (lastUsedAt, words) => {
    server.use(
      answer(operations.listTokens, { items: [aToken({ lastUsedAt })] }),
    );
    renderModels(
      <ClockContext.Provider
        value={() => Date.parse('2026-03-01T12:00:00.000Z')}
      >
        <TokenList model={model} />
      </ClockContext.Provider>,
    );
    const table = await screen.findByRole('table', { name: 'Tokens' });
    expect(
      within(table).getByRole('cell', { name: words }),
    ).toBeInTheDocument();
  },
);

it('makes a token and shows its secret once', async () => {
  server.use(answer(operations.listTokens, { items: [] }));
  const asked = answerCreate();
  renderTokens();
  await userEvent.click(
    await screen.findByRole('button', { name: 'New token' }),
  );
  const make = screen.getByRole('button', { name: 'Make token' });
  expect(make).toBeDisabled();
  await userEvent.type(
    screen.getByRole('textbox', { name: /Who or what will use it/ }),
    'Collector in Frankfurt',
  );
  await userEvent.click(make);
  expect(await asked).toEqual({
    purpose: 'ingest',
    scopeRef: 'mlmodel:default/flight-delay',
    description: 'Collector in Frankfurt',
  });
  expect(await screen.findByText('nsw_secret')).toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: 'I have copied it' }),
  );
  await waitFor(() =>
    expect(screen.queryByText('nsw_secret')).not.toBeInTheDocument(),
  );
});

it.each([
  ['system:default/flights', 'all models of the system Flights'],
  ['group:default/flight-ops-ds', 'all models of the owner Flight operations'],
])('makes a token for %s', async (scopeRef, models) => {
  server.use(answer(operations.listTokens, { items: [] }));
  const asked = answerCreate();
  renderTokens(undefined, {
    'system:default/flights': 'Flights',
    'group:default/flight-ops-ds': 'Flight operations',
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'New token' }),
  );
  const dialog = screen.getByRole('dialog', { name: 'New token' });
  expect(dialog).toHaveTextContent('sends the records of this model.');
  await userEvent.click(
    within(dialog).getByRole('button', { name: /^For This model/ }),
  );
  await userEvent.click(
    screen.getByRole('option', { name: new RegExp(models, 'i') }),
  );
  expect(dialog).toHaveTextContent(`sends the records of ${models}.`);
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: /Who or what will use it/ }),
    'Collector{Enter}',
  );
  expect(await asked).toMatchObject({ purpose: 'ingest', scopeRef });
});

it('takes back why no token was made once something else is asked for', async () => {
  server.use(
    answer(operations.listTokens, { items: [] }),
    answerError(operations.createToken, 403, 'ask somebody else'),
  );
  renderTokens(undefined, { 'system:default/flights': 'Flights' });
  await userEvent.click(
    await screen.findByRole('button', { name: 'New token' }),
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: /Who or what will use it/ }),
    'Collector{Enter}',
  );
  await screen.findByText('ask somebody else');
  await userEvent.click(
    screen.getByRole('button', { name: /^For This model/ }),
  );
  await userEvent.click(
    screen.getByRole('option', { name: /all models of the system Flights/i }),
  );
  await waitFor(() =>
    expect(screen.queryByText('ask somebody else')).toBeNull(),
  );
});

it('keeps a token that is being made from getting lost', async () => {
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  server.use(
    answer(operations.listTokens, { items: [] }),
    http.post(`${TEST_API_URL}${operations.createToken.path}`, async () => {
      await released;
      return HttpResponse.json({ ...aToken(), secret: 'nsw_secret' });
    }),
  );
  renderTokens();
  await userEvent.click(
    await screen.findByRole('button', { name: 'New token' }),
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: /Who or what will use it/ }),
    'Collector{Enter}',
  );
  const cancel = screen.getByRole('button', { name: 'Cancel' });
  await waitFor(() => expect(cancel).toBeDisabled());
  await userEvent.keyboard('{Escape}');
  release();
  expect(await screen.findByText('nsw_secret')).toBeInTheDocument();
});

it('says what revoking does before it revokes', async () => {
  server.use(answer(operations.listTokens, { items: [aToken()] }));
  const revoked = new Promise(resolve => {
    server.use(
      http.delete(
        `${TEST_API_URL}${operations.revokeToken.path}`,
        ({ params }) => {
          resolve(params.id);
          return HttpResponse.json(aToken());
        },
      ),
    );
  });
  renderTokens();
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Revoke Collector in Frankfurt',
    }),
  );
  const dialog = screen.getByRole('dialog');
  expect(dialog).toHaveTextContent(
    'Whatever uses it is refused from now on. This cannot be undone',
  );
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Revoke token' }),
  );
  expect(await revoked).toBe('token-1');
});

it('says when there are none', async () => {
  server.use(answer(operations.listTokens, { items: [] }));
  renderTokens();
  expect(await screen.findByText('No tokens')).toBeInTheDocument();
});

it('shows its shape while loading', async () => {
  server.use(answerNever(operations.listTokens));
  renderTokens();
  expect(
    await screen.findByRole('status', { name: 'Loading the tokens' }),
  ).toBeInTheDocument();
});

it('says what went wrong', async () => {
  server.use(answerError(operations.listTokens, 403, 'Only owners see them'));
  renderTokens();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Only owners see them',
  );
});
