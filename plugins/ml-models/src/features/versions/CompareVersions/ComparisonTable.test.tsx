import { Dependencies } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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
    renderModels(
      <ComparisonTable older={older} newer={newer} commits={null} />,
    );
    const table = await screen.findByRole('table', { name: 'Comparison' });
    expect(
      within(table).getByRole('row', {
        name: /^Other data: .* may be of other test data, too/,
      }),
    ).toBeInTheDocument();
  });

  it('says nothing of the kind where the data is the same', async () => {
    const newer = aVersionDetail({ version: 2, dataDigest: 'sha256:march' });
    renderModels(
      <ComparisonTable older={older} newer={newer} commits={null} />,
    );
    await screen.findByRole('table', { name: 'Comparison' });
    expect(screen.queryByText('Other data')).toBeNull();
  });

  it('does not call two baselines the same for having as many rows', async () => {
    const newer = aVersionDetail({ version: 2 });
    renderModels(
      <ComparisonTable older={older} newer={newer} commits={null} />,
    );
    const row = await screen.findByRole('row', { name: /^Baseline/ });
    expect(within(row).getAllByText('10K reference rows')).toHaveLength(2);
  });

  describe('of dependencies', () => {
    const packagesOf = (count: number, version: string) =>
      Array.from({ length: count }, (_, i) => ({ name: `p${i}`, version }));
    const row = async (was?: Dependencies, is?: Dependencies) => {
      renderModels(
        <ComparisonTable
          older={{ ...older, dependencies: was }}
          newer={aVersionDetail({ version: 2, dependencies: is })}
          commits={null}
        />,
      );
      return screen.findByRole('row', { name: /^Dependencies/ });
    };

    it('says what is installed otherwise', async () => {
      const found = await row(
        { from: 'all.lock', packages: [{ name: 'numpy', version: '2.3.0' }] },
        { from: 'all.lock', packages: [{ name: 'numpy', version: '2.3.1' }] },
      );
      expect(found).toHaveTextContent('1 package by all.lock');
      expect(found).toHaveTextContent('numpy was 2.3.0 and is 2.3.1');
    });

    it('shows all of many changes when asked', async () => {
      const found = await row(
        { packages: packagesOf(100, '1') },
        { packages: packagesOf(100, '2') },
      );
      const changes = () => within(found).getAllByText(/was 1 and is 2/);
      expect(changes()).toHaveLength(12);
      await userEvent.click(
        screen.getByRole('button', { name: 'Show 88 more changes' }),
      );
      expect(changes()).toHaveLength(100);
    });

    it('does not call unlike what nobody has recorded', async () => {
      const found = await row(undefined, { packages: packagesOf(2, '1') });
      expect(found).toHaveTextContent('Not recorded2 packages');
    });

    it('calls the same what is', async () => {
      const same = { packages: packagesOf(2, '1') };
      expect(await row(same, same)).toHaveTextContent('2 packagesThe same');
    });
  });
});
