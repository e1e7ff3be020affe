import { BuildComparison } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, within } from '@testing-library/react';
import { aDeployment } from '../../../__testUtils__/builders/aDeployment';
import { renderModels } from '../../../__testUtils__/renderModels';
import { BuildComparisonSection } from './BuildComparisonSection';

const TITLE = 'Version 3, retrained, beside version 2';

function show(changes: Partial<BuildComparison> = {}) {
  renderModels(
    <BuildComparisonSection
      deployment={aDeployment({
        buildComparison: {
          candidate: 3,
          live: 2,
          comparedAt: '2026-03-01T11:00:30.000Z',
          gate: 'not-worse-than-live',
          outcome: 'not-worse',
          says: 'Version 3 is not surely worse than version 2',
          rows: 1_000,
          unanswered: 0,
          measures: [
            { measure: 'accuracy', candidate: 0.9123, live: 0.93, n: 1_000 },
            { measure: 'brier', candidate: 0.08, live: 0.07, n: 1_000 },
          ],
          ...changes,
        },
      })}
    />,
  );
}

describe('BuildComparisonSection', () => {
  it('shows each measure of both versions, with how many rows it rests on', async () => {
    show();
    const table = await screen.findByRole('table', { name: TITLE });
    const rows = within(table)
      .getAllByRole('row')
      .map(row => [...row.children].map(cell => cell.textContent));
    expect(rows).toEqual([
      ['On the same rows', 'Version 3', 'Version 2, live', 'Rows'],
      ['Accuracy', '0.912', '0.93', '1,000'],
      ['Brier score', '0.08', '0.07', '1,000'],
    ]);
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Version 3 is not surely worse than version 2.',
    );
  });

  it('warns where it was not measured, with why', async () => {
    show({
      outcome: 'not-measured',
      says: 'It was not measured: version 2 is not ready',
      measures: [],
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('It was not measured: version 2');
    expect(alert).toHaveClass('MuiAlert-standardWarning');
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('shows nothing of what was no retrain', async () => {
    renderModels(
      <>
        <BuildComparisonSection deployment={aDeployment()} />
        <p>Below</p>
      </>,
    );
    await screen.findByText('Below');
    expect(screen.queryByRole('heading')).toBeNull();
  });
});
