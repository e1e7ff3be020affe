import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { aPerformanceReport } from '../../../__testUtils__/builders/aPerformanceReport';
import { layOut } from '../../../__testUtils__/layOut';
import { TotalsRow } from './TotalsRow';
import { totalsOf } from './totalsOf';

describe('TotalsRow', () => {
  afterEach(() => layOut(0));

  it.each([false, true])(
    'sets its numbers in columns of one width that fill its rows, comparing: %p',
    async comparing => {
      layOut(836);
      const report = aPerformanceReport();
      await renderInTestApp(<TotalsRow {...{ report, comparing }} />);
      const list = (await screen.findByText('Requests')).closest('dl');
      // Five would fit; the last row would then hold two of seven.
      expect(totalsOf(report)).toHaveLength(7);
      expect(list).toHaveStyle({
        gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      });
    },
  );
});
