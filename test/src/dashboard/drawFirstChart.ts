import { Browser, chromium, Page } from 'playwright-core';

export interface DrawnTab {
  /** From opening the address to the first chart having its pixels. */
  firstChartMs: number;
  /** Paths below the portal's own that the tab has asked the plugin for. */
  requests: string[];
}

/**
 * Opens a tab again and again, each time with an empty cache, as somebody does
 * who follows a link from a notification.
 *
 * @param path - of the tab
 */
export async function drawFirstChart(
  url: string,
  path: string,
  times: number,
): Promise<DrawnTab[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ baseURL: url });
    await page.goto('/');
    await page.getByRole('button', { name: /Amara Okafor/ }).click();
    await page.getByRole('heading', { name: 'Models' }).first().waitFor();
    const devTools = await page.context().newCDPSession(page);
    const drawn: DrawnTab[] = [];
    for (let i = 0; i < times; i += 1) {
      // Another page in between: this one's scripts would stay in memory.
      await page.goto('about:blank');
      await devTools.send('Network.clearBrowserCache');
      drawn.push(await openTab(page, path));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

async function openTab(page: Page, path: string): Promise<DrawnTab> {
  const requests: string[] = [];
  const note = (request: { url(): string; method(): string }) => {
    const { pathname, search } = new URL(request.url());
    if (request.method() === 'GET' && pathname.startsWith('/api/ml-models/')) {
      requests.push(`${pathname}${search}`);
    }
  };
  page.on('request', note);
  const startedAt = performance.now();
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(hasDrawn, undefined, { polling: 'raf' });
  const firstChartMs = performance.now() - startedAt;
  await page.waitForLoadState('networkidle');
  page.off('request', note);
  return { firstChartMs, requests };
}

/** In the page: whether a canvas has a pixel that is not clear. */
function hasDrawn(): boolean {
  return [...document.querySelectorAll('canvas')].some(canvas => {
    const { width, height } = canvas;
    if (width === 0 || height === 0) return false;
    const pixels = canvas
      .getContext('2d')
      ?.getImageData(0, 0, width, height).data;
    return pixels?.some(value => value > 0) ?? false;
  });
}

async function launch(): Promise<Browser> {
  // Imported when called: test runners compile what is imported statically.
  const { findBrowser } = await import(
    '../../../scripts/setup/findBrowser.mjs'
  );
  return chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox'],
  });
}
