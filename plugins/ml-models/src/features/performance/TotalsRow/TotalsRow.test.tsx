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
      await renderInTestApp(
        <TotalsRow {...{ report, asked: {}, comparing }} />,
      );
      const list = (await screen.findByText('Requests')).closest('dl');
      // Five would fit; the last row would then hold two of seven.
      expect(totalsOf(report)).toHaveLength(7);
      expect(list).toHaveStyle({
        gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      });
    },
  );

  it('keeps names in line where what one number rests on wraps', async () => {
    const report = aPerformanceReport();
    await renderInTestApp(
      <TotalsRow {...{ report, asked: {}, comparing: true }} />,
    );
    expect((await screen.findByText('Requests')).parentElement).toHaveStyle({
      gridRow: 'span 3',
      gridTemplateRows: 'subgrid',
    });
  });

  it.each([
    ['one of several', [3, 2], 2, true],
    ['another than the only one', [3], 2, false],
    ['none', [3, 2], undefined, false],
  ])(
    'says where what it is compared with is on both sides: %s',
    async (_, versions, version, isSaid) => {
      const report = aPerformanceReport({ versions });
      const compared = { label: '', report, query: { version }, shiftMs: 0 };
      await renderInTestApp(
        <TotalsRow {...{ report, asked: {}, compared, comparing: true }} />,
      );
      await screen.findByText('Requests');
      expect(
        screen.queryByText(/^Version 2 is part of both sides/) !== null,
      ).toBe(isSaid);
    },
  );

  it('says so where its numbers count more than was asked for', async () => {
    const report = aPerformanceReport();
    const asked = { from: '2026-03-01T10:02:00.000Z' };
    await renderInTestApp(
      <TotalsRow {...{ report, asked, comparing: false }} />,
    );
    expect(
      await screen.findByText(/^Counted in whole windows/),
    ).toBeInTheDocument();
  });
});
