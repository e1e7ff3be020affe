import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { answer, answerError, answerNever } from '../../__testUtils__/answer';
import { renderModels } from '../../__testUtils__/renderModels';
import { useOperation } from '../../api/useOperation';
import { QueryBoundary } from './QueryBoundary';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function Models() {
  return (
    <QueryBoundary
      query={useOperation(operations.listModels, {})}
      what="the models"
      skeleton={<p>grey bars</p>}
    >
      {({ items }) => <p>{items.length} models</p>}
    </QueryBoundary>
  );
}

it('shows the skeleton while loading', async () => {
  server.use(answerNever(operations.listModels));
  renderModels(<Models />);
  expect(
    await screen.findByRole('status', { name: 'Loading the models' }),
  ).toHaveTextContent('grey bars');
});

it('says what the server said, and tries again when asked to', async () => {
  server.use(
    answerError(operations.listModels, 403, 'Ask your team for access'),
  );
  renderModels(<Models />);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Could not load the models');
  expect(alert).toHaveTextContent('Ask your team for access');

  server.use(answer(operations.listModels, { items: [] }));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('0 models')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});
