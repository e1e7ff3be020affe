import { timeTicks } from './timeTicks';

const DAY_MS = 86_400_000;
const from = new Date(2026, 9, 30, 5).getTime();
const over = (days: number) => ({ from, until: from + days * DAY_MS });

const shown = (days: number, plotPx: number) =>
  timeTicks(over(days), plotPx).map(time => {
    const date = new Date(time);
    const [day, month] = [date.getDate(), date.getMonth() + 1];
    return `${day}.${month}. ${date.getHours()}:${date.getMinutes()}`;
  });

it.each([
  [
    0.02,
    400,
    [
      '30.10. 5:0',
      '30.10. 5:5',
      '30.10. 5:10',
      '30.10. 5:15',
      '30.10. 5:20',
      '30.10. 5:25',
    ],
  ],
  [1, 300, ['30.10. 6:0', '30.10. 12:0', '30.10. 18:0', '31.10. 0:0']],
  [7, 240, ['1.11. 0:0', '3.11. 0:0', '5.11. 0:0']],
  [30, 292, ['2.11. 0:0', '9.11. 0:0', '16.11. 0:0', '23.11. 0:0']],
  [
    200,
    480,
    [
      '1.11. 0:0',
      '1.12. 0:0',
      '1.1. 0:0',
      '1.2. 0:0',
      '1.3. 0:0',
      '1.4. 0:0',
      '1.5. 0:0',
    ],
  ],
  [
    400,
    480,
    [
      '1.11. 0:0',
      '1.1. 0:0',
      '1.3. 0:0',
      '1.5. 0:0',
      '1.7. 0:0',
      '1.9. 0:0',
      '1.11. 0:0',
    ],
  ],
])('marks %s days on %s pixels at round times', (days, plotPx, times) => {
  expect(shown(days, plotPx)).toEqual(times);
});
