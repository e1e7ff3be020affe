import AxeBuilder from '@axe-core/playwright';
import { expect, Page } from '@playwright/test';

/** No serious finding of axe in what our plugins draw. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include('main')
    // Backstage's own tabs name a panel that they do not draw.
    .exclude('.bui-Tab')
    .withTags(['wcag2a', 'wcag2aa'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(node => node.html.slice(0, 200)),
    })),
  ).toEqual([]);
}
