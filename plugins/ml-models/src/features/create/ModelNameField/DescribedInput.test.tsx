import { render, screen } from '@testing-library/react';
import { DescribedInput } from './DescribedInput';

it('has its caption, its help and what is wrong read with the input', () => {
  render(
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
    screen.getByRole('textbox', { name: 'Name' }),
  ).toHaveAccessibleDescription(
    'It is taken Its short name Lower case, with dashes',
  );
  expect(screen.getByRole('status')).toHaveTextContent('It is taken');
});
