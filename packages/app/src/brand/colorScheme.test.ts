import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SELECTOR = /^(:root.*) \{\n {2}color-scheme: dark;\n\}$/m;

it('gives the page dark scrollbars while the portal is dark', () => {
  const css = readFileSync(join(__dirname, 'colorScheme.css'), 'utf8');
  const selector = SELECTOR.exec(css)?.[1] ?? '';
  document.body.setAttribute('data-theme-mode', 'dark');
  expect(document.documentElement.matches(selector)).toBe(true);
  document.body.setAttribute('data-theme-mode', 'light');
  expect(document.documentElement.matches(selector)).toBe(false);
});
