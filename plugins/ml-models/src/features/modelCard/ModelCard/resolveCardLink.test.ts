import { resolveCardLink } from './resolveCardLink';

const CARD = 'https://github.com/a/b/blob/main/MODEL_CARD.md';

it.each([
  ['docs/data.md', 'https://github.com/a/b/blob/main/docs/data.md'],
  ['https://example.com/x', 'https://example.com/x'],
  ['mailto:team@example.com', 'mailto:team@example.com'],
  ['#limits', '#limits'],
  ['vbscript:alert(1)', ''],
  ['data:text/html,x', ''],
  ['http://[', ''],
])('leads %s to %p', (href, expected) => {
  expect(resolveCardLink(href, CARD)).toBe(expected);
});
