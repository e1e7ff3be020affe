import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
} from '../../../__testUtils__/answer';
import { aModelSummary } from '../../../__testUtils__/builders/aModelSummary';
import { aPortfolio } from '../../../__testUtils__/builders/aPortfolio';
import { aFailingVerdict } from '../../../__testUtils__/builders/aVerdict';
import { renderModels } from '../../../__testUtils__/renderModels';
import { rootRouteRef } from '../../../routes';
import { PortfolioPage } from './PortfolioPage';

const server = setupServer(
  answer(operations.listUnregisteredModels, { items: [] }),
  answer(operations.listRebuilds, { environments: [], items: [] }),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function renderPage(url = '/') {
  return renderModels(<PortfolioPage />, {
    url,
    mountedRoutes: { '/models': rootRouteRef },
  });
}

it('says what there is in four sentences', async () => {
  server.use(
    answer(operations.getPortfolio, aPortfolio({ onShelf: 3, failing: 1 })),
  );
  renderPage();
  for (const name of [
    '1 model is in production',
    '3 models are on the shelf',
    '0 models have no owner',
    '1 model is failing now',
  ]) {
    expect(await screen.findByRole('button', { name })).toBeInTheDocument();
  }
});

it('says which models are neither in production nor on the shelf', async () => {
  const stopped = aModelSummary({ environments: [{ name: 'production' }] });
  server.use(
    answer(
      operations.getPortfolio,
      aPortfolio({ models: [aModelSummary(), stopped] }),
    ),
  );
  renderPage();
  expect(
    await screen.findByText(
      '1 more model is neither in production nor on the shelf: not live now, but in use within the last 7 days.',
    ),
  ).toBeInTheDocument();
});

it('narrows the models to those behind a sentence, and back', async () => {
  const churn = aModelSummary({
    modelRef: 'mlmodel:default/churn',
    title: 'Churn',
    verdict: aFailingVerdict(),
  });
  server.use(
    answer(
      operations.getPortfolio,
      aPortfolio({ failing: 1, models: [aModelSummary(), churn] }),
    ),
  );
  renderPage();
  const sentence = await screen.findByRole('button', { name: /failing now/ });
  const rows = () =>
    within(screen.getByRole('table', { name: 'Models' })).getAllByRole(
      'rowheader',
    );
  expect(rows()).toHaveLength(2);
  await userEvent.click(sentence);
  expect(rows()).toHaveLength(1);
  expect(rows()[0]).toHaveTextContent('Churn');
  expect(sentence).toHaveAttribute('aria-pressed', 'true');
  await userEvent.click(sentence);
  expect(rows()).toHaveLength(2);
});

it('shows delivery with its sample size, and no data as no data', async () => {
  server.use(answer(operations.getPortfolio, aPortfolio()));
  renderPage();
  expect(await screen.findByText('1 h 30 min')).toBeInTheDocument();
  expect(screen.getByText('41 new versions')).toBeInTheDocument();
  expect(screen.getByText('No recovered failures yet')).toBeInTheDocument();
  expect(
    screen.getByText(
      /one that was rolled back counts in the change fail rate.*it has no recovery time/,
    ),
  ).toBeInTheDocument();
  expect(screen.getAllByText('No data')).toHaveLength(2);
  expect(
    screen.getByRole('img', {
      name: 'Change fail rate per week: no data, 7.3 %',
    }),
  ).toBeInTheDocument();
});

it('shows the numbers behind the charts', async () => {
  server.use(answer(operations.getPortfolio, aPortfolio()));
  renderPage();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Show as table' }),
  );
  const table = screen.getByRole('table', { name: 'Delivery per week' });
  // What the numbers count is said there, too.
  expect(
    screen.getByText(
      /the portal makes to set up its sample model are left out/,
    ),
  ).toBeInTheDocument();
  // Thirteen columns scroll sideways; they are not squeezed into little room.
  expect(within(table).getAllByRole('cell')[0]).toHaveStyle({
    whiteSpace: 'nowrap',
  });
  expect(
    within(table).getByRole('row', { name: 'Change lead time 2 h 1 h' }),
  ).toBeInTheDocument();
});

it('leads from a team to its models', async () => {
  server.use(answer(operations.getPortfolio, aPortfolio()));
  renderPage();
  const teams = await screen.findByRole('table', { name: 'Teams' });
  expect(
    within(teams).getByRole('link', { name: 'Flight operations data science' }),
  ).toHaveAttribute('href', '/models?owner=group%3Adefault%2Fflight-ops-ds');
});

it('counts what each team has', async () => {
  const [team] = aPortfolio().teams;
  const counts = { models: 9, inProduction: 5, onShelf: 3, failing: 2 };
  server.use(
    answer(
      operations.getPortfolio,
      aPortfolio({ teams: [{ ...team, ...counts, deployments: 12 }] }),
    ),
  );
  renderPage();
  const teams = await screen.findByRole('table', { name: 'Teams' });
  const row = within(teams).getByRole('row', {
    name: /^Flight operations data science/,
  });
  expect(
    within(row)
      .getAllByRole('cell')
      .map(cell => cell.textContent),
  ).toEqual(['9', '5', '3', '2', '12']);
});

it('says when there is nothing to report', async () => {
  server.use(
    answer(
      operations.getPortfolio,
      aPortfolio({ total: 0, models: [], teams: [] }),
    ),
  );
  renderPage();
  expect(await screen.findByText('No models yet')).toBeInTheDocument();
});

it('shows its shape while loading', async () => {
  server.use(answerNever(operations.getPortfolio));
  renderPage();
  const page = await screen.findByRole('status', {
    name: 'Loading the portfolio',
  });
  // Sentences, the table of the models, and only then the charts.
  const shapes = [...page.querySelectorAll('.MuiSkeleton-root')].map(shape =>
    shape.classList.contains('MuiSkeleton-rect') ? 'box' : 'line',
  );
  expect(shapes.join(' ')).toMatch(/^(box ){4}(line ){10,}(box ?){5}$/);
});

it('says what went wrong', async () => {
  server.use(answerError(operations.getPortfolio, 500, 'The disk is full'));
  renderPage();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The disk is full',
  );
});
