import { render, screen } from '@testing-library/react';
import { WithCompared } from './WithCompared';

const few = { value: '0.5', n: 'n = 3', isUncertain: true };
const enough = { value: '0.6', n: 'n = 600' };

it.each([
  ['compared with', enough, few],
  ['told', few, enough],
])('sets apart what rests on too little, where that is %s', (_, own, other) => {
  render(<WithCompared {...own} comparedWith="version 2" compared={other} />);
  expect(screen.getByText('0.5')).toHaveStyle({ fontStyle: 'italic' });
  expect(screen.getByText('0.6')).not.toHaveStyle({ fontStyle: 'italic' });
  expect(screen.getByText('too few to judge')).toBeInTheDocument();
});
