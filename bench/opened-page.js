const LONG_TASK = 50;

/**
 * A page in which a capture was read to its end.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address
 * @param {string} path
 */
export async function openedPage(browser, address, path) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByLabel('Open a capture').setInputFiles(path);
  await page.waitForFunction(
    () => performance.getEntriesByName('open-to-ready').length > 0,
    undefined,
    { timeout: 300_000 },
  );
  return page;
}

/** @param {import('@playwright/test').Page} page */
export function idle(page) {
  return page.waitForSelector('html:not([data-inspector-busy])');
}

/**
 * From now on notes the page's tasks of more than 50 ms; shorter ones are not told.
 * @param {import('@playwright/test').Page} page
 */
export function watchTasks(page) {
  return page.evaluate(() => {
    /** @type {number[]} */
    const tasks = [];
    Object.assign(globalThis, { watchedTasks: tasks });
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ entryTypes: ['longtask'] });
  });
}

/**
 * How many tasks took over 50 ms since they were watched, and the longest.
 * @param {import('@playwright/test').Page} page
 */
export async function longTasks(page) {
  const tasks = await page.evaluate(
    () =>
      /** @type {{ watchedTasks: number[] }} */ (/** @type {unknown} */ (globalThis)).watchedTasks,
  );
  return {
    longTasks: tasks.filter((task) => task > LONG_TASK).length,
    longestTask: Math.max(0, ...tasks),
  };
}
