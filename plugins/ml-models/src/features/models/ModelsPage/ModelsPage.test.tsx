import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
} from '../../../__testUtils__/answer';
import { aDeploymentSummary } from '../../../__testUtils__/builders/aDeployment';
import { aModelSummary } from '../../../__testUtils__/builders/aModelSummary';
import {
  aFailingVerdict,
  anUnconfirmedVerdict,
  aVerdictSoFar,
} from '../../../__testUtils__/builders/aVerdict';
import { renderModels } from '../../../__testUtils__/renderModels';
import { ModelsPage } from './ModelsPage';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const delay = aModelSummary();
const churn = aModelSummary({
  modelRef: 'mlmodel:default/churn',
  title: 'Churn',
  owner: 'group:default/crm',
  ownerTitle: 'CRM',
  verdict: aFailingVerdict('Serving 9.1 % errors'),
  onShelf: true,
  shelfAgeDays: 43.7,
});

function renderPage(url = '/') {
  return renderModels(<ModelsPage />, { url });
}

async function rowTitles() {
  const table = await screen.findByRole('table', { name: 'Models' });
  return within(table)
    .getAllByRole('rowheader')
    .map(header => within(header).getByRole('link').textContent);
}

it('shows each model with what one needs to know of it', async () => {
  server.use(answer(operations.listModels, { items: [churn, delay] }));
  renderPage();
  expect(await rowTitles()).toEqual(['Churn', 'Flight delay risk']);
  const row = screen.getByRole('row', { name: /Churn/ });
  expect(within(row).getByText('Serving 9.1 % errors')).toBeInTheDocument();
  expect(within(row).getByText('Failing')).toBeInTheDocument();
  expect(within(row).getByText('v3')).toBeInTheDocument();
  expect(within(row).getByText('43 days')).toBeInTheDocument();
  expect(
    within(row).getByRole('img', { name: /^Requests per day: 120, 140/ }),
  ).toBeInTheDocument();
  expect(within(row).getByRole('link', { name: 'Churn' })).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/churn',
  );
});

it('shows the step of a model that is being created', async () => {
  const created = aModelSummary({
    environments: [
      {
        name: 'production',
        activeDeployment: aDeploymentSummary({
          id: 'd-1',
          status: 'building',
          version: undefined,
          currentStep: 'train',
          progress: 0.45,
        }),
      },
    ],
  });
  server.use(answer(operations.listModels, { items: [created] }));
  renderPage();
  expect(
    await screen.findByRole('link', { name: '45\u00a0%, at train' }),
  ).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/flight-delay/versions?deployment=d-1',
  );
  expect(
    screen.getByRole('progressbar', { name: /Deployment of/ }),
  ).toHaveAttribute('aria-valuenow', '45');
});

it('searches from the keyboard and counts what is left', async () => {
  server.use(answer(operations.listModels, { items: [churn, delay] }));
  renderPage();
  await rowTitles();
  await userEvent.keyboard('/');
  expect(screen.getByRole('textbox', { name: 'Search models' })).toHaveFocus();
  await userEvent.keyboard('delay');
  expect(await screen.findByText('1 of 2 models')).toBeInTheDocument();
  expect(await rowTitles()).toEqual(['Flight delay risk']);
});

it.each(['{ArrowDown}', '{Enter}'])(
  'goes by %s from the search to the first that was found',
  async key => {
    server.use(answer(operations.listModels, { items: [churn, delay] }));
    renderPage();
    await rowTitles();
    await userEvent.keyboard('/delay');
    expect(await screen.findByText('1 of 2 models')).toBeInTheDocument();
    await userEvent.keyboard(key);
    expect(
      screen.getByRole('link', { name: 'Flight delay risk' }),
    ).toHaveFocus();
  },
);

it('clears and leaves the search by Escape', async () => {
  server.use(answer(operations.listModels, { items: [churn, delay] }));
  renderPage();
  await rowTitles();
  await userEvent.keyboard('/delay');
  expect(await screen.findByText('1 of 2 models')).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  expect(await screen.findByText('2 models')).toBeInTheDocument();
  const search = screen.getByRole('textbox', { name: 'Search models' });
  expect(search).toHaveValue('');
  expect(search).not.toHaveFocus();
});

it('filters by facets, each with its count', async () => {
  server.use(answer(operations.listModels, { items: [churn, delay] }));
  renderPage();
  const verdicts = await screen.findByRole('group', { name: 'Verdict' });
  await userEvent.click(
    within(verdicts).getByRole('checkbox', { name: 'Failing 1' }),
  );
  expect(await rowTitles()).toEqual(['Churn']);
  expect(
    within(verdicts).getByRole('checkbox', { name: 'Healthy 1' }),
  ).toBeInTheDocument();
  expect(
    within(screen.getByRole('group', { name: 'Owner' })).getByRole('checkbox'),
  ).toHaveAccessibleName('CRM 1');
});

it('files each model under the words that its row has', async () => {
  const drifting = { ...delay, verdict: anUnconfirmedVerdict() };
  const soFar = { ...churn, verdict: aVerdictSoFar() };
  server.use(answer(operations.listModels, { items: [drifting, soFar] }));
  renderPage();
  const verdicts = await screen.findByRole('group', { name: 'Verdict' });
  expect(within(verdicts).getAllByRole('checkbox')).toHaveLength(2);
  const table = screen.getByRole('table', { name: 'Models' });
  for (const [word, title] of [
    ['Looks bad so far', 'Flight delay risk'],
    ['Healthy so far', 'Churn'],
  ]) {
    const box = within(verdicts).getByRole('checkbox', { name: `${word} 1` });
    await userEvent.click(box);
    expect(await rowTitles()).toEqual([title]);
    expect(within(table).getByText(word)).toBeInTheDocument();
    await userEvent.click(box);
  }
});

it('reads filters and order out of the URL', async () => {
  server.use(answer(operations.listModels, { items: [churn, delay] }));
  renderPage('/?sort=name&direction=desc');
  expect(await rowTitles()).toEqual(['Flight delay risk', 'Churn']);
  expect(screen.getByRole('columnheader', { name: 'Model' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
});

it('keeps to what is mine', async () => {
  server.use(answer(operations.listModels, { items: [churn, delay] }));
  renderPage('/?mine=true');
  await waitFor(async () =>
    expect(await rowTitles()).toEqual(['Flight delay risk']),
  );
});

it('shows a thousand models page by page', async () => {
  const items = Array.from({ length: 1_000 }, (_, index) =>
    aModelSummary({
      modelRef: `mlmodel:default/m${index}`,
      title: `Model ${index}`,
    }),
  );
  server.use(answer(operations.listModels, { items }));
  renderPage('/?page=2');
  const titles = await rowTitles();
  expect(titles).toHaveLength(25);
  expect(titles[0]).toBe('Model 25');
});

it('counts a single model as one', async () => {
  server.use(answer(operations.listModels, { items: [churn] }));
  renderPage();
  expect(await screen.findByText('1 model')).toBeInTheDocument();
});

it('says so when nothing fits, and gives everything back', async () => {
  server.use(answer(operations.listModels, { items: [delay] }));
  renderPage('/?q=zebra');
  await userEvent.click(
    await screen.findByRole('button', { name: 'Clear search and filters' }),
  );
  expect(await rowTitles()).toEqual(['Flight delay risk']);
});

it('says what to do when there is no model', async () => {
  server.use(answer(operations.listModels, { items: [] }));
  renderPage();
  expect(await screen.findByText('No models yet')).toBeInTheDocument();
});

it('shows its shape while loading', async () => {
  server.use(answerNever(operations.listModels));
  renderPage();
  expect(
    await screen.findByRole('status', { name: 'Loading the models' }),
  ).toBeInTheDocument();
});

it('says what went wrong', async () => {
  server.use(answerError(operations.listModels, 500, 'The disk is full'));
  renderPage();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The disk is full',
  );
});

it('shows the first page for one that there is not', async () => {
  server.use(answer(operations.listModels, { items: [churn, delay] }));
  renderPage('/?page=-1');
  expect(await rowTitles()).toEqual(['Churn', 'Flight delay risk']);
});

it('leaves the cursor where it is while a dialog is open', async () => {
  server.use(answer(operations.listModels, { items: [delay] }));
  renderModels(
    <>
      <ModelsPage />
      <div role="dialog">
        <button>Go</button>
      </div>
    </>,
  );
  await rowTitles();
  screen.getByRole('button', { name: 'Go' }).focus();
  await userEvent.keyboard('/');
  expect(screen.getByRole('button', { name: 'Go' })).toHaveFocus();
});
