import { screen } from '@testing-library/react';
import { renderModels } from '../../__testUtils__/renderModels';
import { SourceLocation } from './SourceLocation';

it('leads to what a browser can open', async () => {
  const location = 'https://github.com/airline/flight-delay/tree/main/';
  renderModels(<SourceLocation location={location} />);
  expect(
    await screen.findByRole('link', { name: new RegExp(location) }),
  ).toHaveAttribute('href', location);
});

it.each([
  // eslint-disable-next-line no-script-url -- what must not become a link
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'ssh://git@github.com/airline/flight-delay.git',
  'git@github.com:airline/flight-delay.git',
  './models/flight-delay',
])('only shows %s', async location => {
  renderModels(<SourceLocation location={location} />);
  expect(await screen.findByText(location)).toBeInTheDocument();
  expect(screen.queryByRole('link')).toBeNull();
});
