import { worseOf } from './worseOf';

it('names the figures of each database, and last the worse of the two', () => {
  const figures = worseOf(
    { apiP95Ms: 12.3456, firstChartMs: 900 },
    { apiP95Ms: 10, firstChartMs: 1_000 },
  );
  expect(Object.entries(figures)).toEqual([
    ['sqliteApiP95Ms', 12.35],
    ['sqliteFirstChartMs', 900],
    ['postgresApiP95Ms', 10],
    ['postgresFirstChartMs', 1_000],
    ['apiP95Ms', 12.35],
    ['firstChartMs', 1_000],
  ]);
});
