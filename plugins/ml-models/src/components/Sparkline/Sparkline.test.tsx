import { render, screen } from '@testing-library/react';
import { Sparkline } from './Sparkline';
import { sparklinePath } from './sparklinePath';

const box = { width: 12, height: 12 };

it('runs from the left edge to the right, zero at the bottom', () => {
  expect(sparklinePath([0, 5, 10], box)).toBe('M1.0 11.0 L6.0 6.0 L11.0 1.0');
});

it('breaks where there is no data', () => {
  expect(sparklinePath([10, null, 10], box)).toBe('M1.0 1.0 h0 M11.0 1.0 h0');
});

it('lies on the ground when nothing happened', () => {
  expect(sparklinePath([0, 0], box)).toBe('M1.0 11.0 L11.0 11.0');
});

it('is read out as its label', () => {
  render(<Sparkline values={[1, 2]} label="Requests per day: 1, 2" />);
  expect(
    screen.getByRole('img', { name: 'Requests per day: 1, 2' }),
  ).toBeInTheDocument();
});
