import { screen } from '@testing-library/react';
import { renderModels } from '../../../__testUtils__/renderModels';
import { DescribedInput } from './DescribedInput';

it('has its caption, its help and what is wrong read with the input', async () => {
  renderModels(
    <>
      <DescribedInput
        id="name"
        caption="Its short name"
        problem="It is taken"
        helpId="help"
      >
        <input aria-label="Name" />
      </DescribedInput>
      <p id="help">Lower case, with dashes</p>
    </>,
  );
  expect(
    await screen.findByRole('textbox', { name: 'Name' }),
  ).toHaveAccessibleDescription(
    'It is taken Its short name Lower case, with dashes',
  );
  expect(screen.getByRole('status')).toHaveTextContent('It is taken');
});
