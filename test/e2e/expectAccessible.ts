import AxeBuilder from '@axe-core/playwright';
import { expect, Locator, Page } from '@playwright/test';

/**
 * No serious finding of axe in what our plugins draw.
 *
 * @param place - CSS selector; default: the page without what lies over it
 */
export async function expectAccessible(page: Page, place = 'main') {
  await awaitTransitions(page);
  const { violations } = await new AxeBuilder({ page })
    .include(place)
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

/** What fades in has less contrast on its way. */
async function awaitTransitions(page: Page) {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(animation => animation instanceof CSSTransition)
        .map(transition => transition.finished),
    ),
  );
}

/**
 * The same in the light and in the dark theme, which follow the system. The page is
 * loaded in each: one that loads would miss a change, and stay in the other.
 *
 * @param shown - what is looked at
 */
export async function expectAccessibleInBothThemes(
  page: Page,
  shown: Locator,
  place?: string,
) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.reload();
    await page.locator(`body[data-theme-mode=${colorScheme}]`).waitFor();
    await shown.waitFor();
    await expectAccessible(page, place);
  }
}

/** The page itself goes down only: what is wider scrolls where it stands. */
export async function expectNothingBeside(page: Page) {
  const wider = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(wider).toBe(0);
}
