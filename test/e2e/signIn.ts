import { Page } from '@playwright/test';

/** Signs in by clicking, as one of the sample people. */
export async function signIn(page: Page, name = 'Amara Okafor') {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('heading', { name: 'Models' }).first().waitFor();
}
