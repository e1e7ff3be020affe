import { screen, within } from '@testing-library/react';
import { aVersionDetail } from '../../../__testUtils__/builders/aVersion';
import { renderModels } from '../../../__testUtils__/renderModels';
import { ComparisonTable } from './ComparisonTable';

describe('ComparisonTable', () => {
  const older = aVersionDetail({ version: 1, dataDigest: 'sha256:march' });

  it('says of versions of other data that their metrics may not be comparable', async () => {
    const newer = aVersionDetail({
      version: 2,
      dataDigest: 'sha256:september',
    });
    renderModels(<ComparisonTable older={older} newer={newer} />);
    const table = await screen.findByRole('table', { name: 'Comparison' });
    expect(
      within(table).getByRole('row', {
        name: /^Other data: .* may be of other test data, too/,
      }),
    ).toBeInTheDocument();
  });

  it('says nothing of the kind where the data is the same', async () => {
    const newer = aVersionDetail({ version: 2, dataDigest: 'sha256:march' });
    renderModels(<ComparisonTable older={older} newer={newer} />);
    await screen.findByRole('table', { name: 'Comparison' });
    expect(screen.queryByText('Other data')).toBeNull();
  });

  it('does not call two baselines the same for having as many rows', async () => {
    const newer = aVersionDetail({ version: 2 });
    renderModels(<ComparisonTable older={older} newer={newer} />);
    const row = await screen.findByRole('row', { name: /^Baseline/ });
    expect(within(row).getAllByText('10K reference rows')).toHaveLength(2);
  });
});
