import { renderInTestApp } from '@backstage/frontend-test-utils';
import { DeploymentStep } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import { ClockContext } from '../../../components/RelativeTime/useNow';
import { StepList } from './StepList';

const NOW = Date.UTC(2026, 2, 1, 12);
const AN_HOUR_AGO = new Date(NOW - 3_600_000).toISOString();

function show(step: Partial<DeploymentStep>) {
  const train: DeploymentStep = {
    name: 'train',
    kind: 'pipeline',
    status: 'running',
    startedAt: AN_HOUR_AGO,
    hasLog: true,
    ...step,
  };
  return renderInTestApp(
    <ClockContext.Provider value={() => NOW}>
      <StepList
        steps={[train]}
        deployment="building"
        told={undefined}
        shown={undefined}
        onShow={() => {}}
      />
    </ClockContext.Provider>,
  );
}

it('shows how far a step is against the last time', async () => {
  await show({ lastSeconds: 36_000 });
  const bar = screen.getByRole('progressbar', { name: 'train' });
  expect(Number(bar.getAttribute('aria-valuenow'))).toBe(10);
  expect(screen.getByText(/\(last 10 h\)$/)).toBeInTheDocument();
});

it('is never further than the whole, however long it takes', async () => {
  await show({ lastSeconds: 60 });
  expect(screen.getByRole('progressbar')).toHaveAttribute(
    'aria-valuenow',
    '100',
  );
});

it.each([
  ['before there was a last time', {}],
  ['once it has ended', { status: 'succeeded' as const, lastSeconds: 60 }],
])('shows no progress %s', async (_, step) => {
  await show(step);
  expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
});
