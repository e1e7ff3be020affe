import { getContrastRatio } from '@material-ui/core/styles';
import { standOut } from './standOut';

it.each([
  ['a light one on white', '#FF9800', '#ffffff'],
  ['a dim one on dark paper', '#F84C55', '#424242'],
  ['white on white', '#ffffff', '#ffffff'],
  ['the paper itself', '#424242', '#424242'],
])('changes a colour until it stands out: %s', (_, color, paper) => {
  expect(getContrastRatio(color, paper)).toBeLessThan(3);
  const changed = getContrastRatio(standOut(color, paper), paper);
  expect(changed).toBeGreaterThanOrEqual(3);
  expect(changed).toBeLessThan(3.5);
});

it('leaves one alone that stands out', () => {
  expect(standOut('#CA001B', '#ffffff')).toBe('#CA001B');
});
