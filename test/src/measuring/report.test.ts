import { report, rounded } from './report';

describe('report', () => {
  it('writes figures for people, and in its last line for programs', () => {
    const lines: string[] = [];
    const write = jest
      .spyOn(process.stdout, 'write')
      .mockImplementation(text => lines.push(String(text)) > 0);
    report('stopwatch', { coldSeconds: 24.7, warm: 18.2 });
    write.mockRestore();
    expect(lines.slice(0, 2)).toEqual([
      'coldSeconds  24.7\n',
      'warm         18.2\n',
    ]);
    expect(JSON.parse(lines[2])).toEqual({
      bench: 'stopwatch',
      figures: { coldSeconds: 24.7, warm: 18.2 },
    });
  });
});

it('rounds to two digits after the point', () => {
  expect([24.6749, 24.675, 0.004].map(rounded)).toEqual([24.67, 24.68, 0]);
});
