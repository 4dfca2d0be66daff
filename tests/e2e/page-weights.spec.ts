// What a page brings to a browser, as the build that is tried here made it: it may become lighter, and not heavier.
import { expect, test } from '@playwright/test';
import { LIMITS, limitOf, weighPages } from '#bench/page-weights.ts';

test('no page brings more than it is allowed', async () => {
  const pages = await weighPages();
  expect(pages.length).toBeGreaterThan(40);
  const heavy = pages.filter((page) => page.scripts > limitOf(page) || page.requests > LIMITS.requests);
  expect(heavy).toEqual([]);
});
