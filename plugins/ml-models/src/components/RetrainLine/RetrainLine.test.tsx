import { render, screen } from '@testing-library/react';
import { RetrainLine } from './RetrainLine';

it.each([
  [
    { schedule: 'P7D', nextAt: '2999-01-01T00:00:00.000Z' },
    /^Retrained by itself on its schedule, P7D \(due in \d+ years\)\.$/,
  ],
  [
    { onVerdict: 'degraded' as const },
    /^Retrained by itself when its verdict turns degraded or failing\.$/,
  ],
  [
    {
      schedule: '0 3 * * 1',
      onVerdict: 'failing' as const,
      note: 'Waits for its turn. Deployment d-1 is building',
    },
    /^Retrained by itself on its schedule, 0 3 \* \* 1, and when its verdict turns failing\. Waits for its turn\. Deployment d-1 is building\.$/,
  ],
])('says of %j when, and what it waits for', (retrain, expected) => {
  render(<RetrainLine retrain={retrain} />);
  expect(screen.getByText(/^Retrained by itself/)).toHaveTextContent(expected);
});
