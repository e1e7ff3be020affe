import { screen } from '@testing-library/react';
import { renderModels } from '../../__testUtils__/renderModels';
import { StatusWord } from './StatusWord';

it('ends a word that is longer than its place with an ellipsis', async () => {
  renderModels(<StatusWord status="failed" word="500 NotFittedError" />);
  expect(await screen.findByText('500 NotFittedError')).toHaveStyle({
    minWidth: '0',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  });
});
