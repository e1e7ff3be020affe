import { tokensManagePermission } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor } from '@testing-library/react';
import { anMlModelEntity } from '../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../__testUtils__/renderModels';
import { NewTokenLink } from './NewTokenLink';

const entity = anMlModelEntity();
const link = <NewTokenLink purpose="git">token</NewTokenLink>;

it('leads to where a token of its purpose is made', async () => {
  renderModels(link, { entity });
  const leading = await screen.findByRole('link', { name: 'token' });
  expect(leading).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/flight-delay/versions?newToken=git',
  );
  // Within a sentence, colour alone would not tell it.
  expect(leading).toHaveStyle({ textDecoration: 'underline' });
});

it('leads nobody there who may not make one, and says whom to ask', async () => {
  renderModels(link, { entity, refused: [tokensManagePermission] });
  await waitFor(() => expect(screen.queryByRole('link')).toBeNull());
  expect(
    await screen.findByTitle(/You may not manage the tokens of/),
  ).toHaveTextContent('token');
});
