import { findFirstError, findLines, LogConverter } from './logLines';

const COLORS = { 1: 'crimson' };

function logLines(log: string) {
  const converter = new LogConverter(COLORS);
  return log.split('\n').map(line => converter.convert(line));
}

it('reads a line without its colours', () => {
  expect(logLines('\u001b[31mtwo\u001b[0m\r')[0].text).toBe('two');
});

it('turns colours into spans, over several lines', () => {
  const [first, second] = logLines('\u001b[31ma\nb\u001b[0m');
  expect(first.html).toContain('color:crimson');
  expect(second.html).toContain('color:crimson');
});

it('escapes whatever looks like markup', () => {
  const [line] = logLines('<img src=x onerror=alert(1)> &amp;');
  expect(line.html).toBe('&lt;img src=x onerror=alert(1)&gt; &amp;amp;');
});

it.each([
  ['Traceback (most recent call last):', true],
  ['ValueError: no such column', true],
  ['2 failed, 3 passed', true],
  ['0 errors, 12 passed', false],
  ['no failures', false],
  ['the terror of flight', false],
])('takes %p for an error: %p', (text, isError) => {
  const lines = logLines(`fine\n${text}\n`);
  expect(findFirstError(lines, undefined)).toBe(isError ? 1 : undefined);
});

it('believes the server where it names the line', () => {
  const lines = logLines('error: minor\nroc_auc 0.712 < 0.75\n');
  expect(findFirstError(lines, 'roc_auc 0.712 < 0.75')).toBe(1);
  expect(findFirstError(lines, 'not in there')).toBe(0);
});

it('finds lines whatever their case', () => {
  const lines = logLines('One\ntwo\none more\n');
  expect(findLines(lines, 'ONE')).toEqual([0, 2]);
  expect(findLines(lines, '')).toEqual([]);
});
