import { render, screen } from '@testing-library/react';
import { DescribedInput } from './DescribedInput';

it('has its caption read with the input', () => {
  render(
    <DescribedInput captionId="caption" caption="Lower case, with dashes">
      <input aria-label="Name" />
    </DescribedInput>,
  );
  expect(
    screen.getByRole('textbox', { name: 'Name' }),
  ).toHaveAccessibleDescription('Lower case, with dashes');
});
