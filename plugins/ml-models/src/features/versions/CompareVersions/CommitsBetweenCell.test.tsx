import {
  CommitRange,
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
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { CommitsBetweenCell } from './CommitsBetweenCell';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function Cell() {
  return <CommitsBetweenCell model={useEntityModel()} older={3} newer={4} />;
}

function render(range: CommitRange) {
  server.use(answer(operations.getCommitRange, range));
  return renderModels(<Cell />, { entity: anMlModelEntity() });
}

const commitsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    sha: String(i).padStart(40, '0'),
    message: `Change ${i}\n\nAt length`,
  }));

describe('CommitsBetweenCell', () => {
  it('names the commits since, and leads to the forge', async () => {
    render({
      url: 'https://github.com/flights/delay/compare/a...b',
      commits: { ahead: 2, behind: 0, newest: commitsOf(2) },
    });
    expect(await screen.findByText(/2 commits since version 3/)).toBeVisible();
    expect(screen.getByText(/Change 1/)).not.toHaveTextContent('At length');
    expect(
      screen.getByRole('link', { name: /Compare on github.com/ }),
    ).toHaveAttribute('href', 'https://github.com/flights/delay/compare/a...b');
  });

  it('shows more when asked, and says how many are not named', async () => {
    render({ commits: { ahead: 150, behind: 0, newest: commitsOf(100) } });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 92 more commits' }),
    );
    expect(screen.getAllByText(/^Change|Change \d+/)).toHaveLength(100);
    expect(screen.getByText('50 older commits not named here')).toBeVisible();
  });

  it.each<[string, CommitRange['commits']]>([
    ['The same', { ahead: 0, behind: 0, newest: [] }],
    ['1 commit before version 3', { ahead: 0, behind: 1, newest: [] }],
    [
      '1 commit that version 3 lacks, and without 2 commits of it',
      { ahead: 1, behind: 2, newest: commitsOf(1) },
    ],
    ['Which commits lie between is not known here', undefined],
  ])('says %s', async (words, commits) => {
    render({ commits });
    expect(
      await screen.findByText(text => text.startsWith(words)),
    ).toBeVisible();
  });

  it('says what it could not read, and nothing while it reads', async () => {
    server.use(answerNever(operations.getCommitRange));
    const { unmount } = renderModels(<Cell />, { entity: anMlModelEntity() });
    expect(screen.queryByText(/commit/)).toBeNull();
    unmount();
    server.use(answerError(operations.getCommitRange, 500, 'It broke'));
    renderModels(<Cell />, { entity: anMlModelEntity() });
    expect(await screen.findByText(/It broke/)).toBeVisible();
  });
});
