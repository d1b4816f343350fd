/** The report in a real browser, opened by file://: what a reader finds, follows and reads, on a wide and a narrow screen. */

import test from 'ava';
import type { Page } from 'playwright-core';
import {
  closeBrowser,
  inBrowser,
  openPage,
  overhang,
  type PageOptions,
  says,
  screenshot,
  seriousFindings,
} from './browser.js';
import { type ReportPage, reportPage } from './report-page.js';

let written: Promise<ReportPage> | undefined;

/** Written once, when the first test asks for it. */
function report(): Promise<ReportPage> {
  written ??= reportPage();
  return written;
}

test.after.always(async () => {
  (await written)?.remove();
  await closeBrowser();
});

const wide: PageOptions = { width: 1280, scheme: 'light' };
const lostWakeUp = 'the wake-up is lost between test and sleep';
const step11 = '#explore=tsem/TrustRelease.v3-one-task:NoSleepAfterRelease:11';
const address = (page: Page): Promise<string> => page.evaluate('decodeURIComponent(location.hash)');

inBrowser('the lost wake-up is found from the first page, and stepped through', async (t) => {
  t.timeout(240_000, 'the report is written first');
  const { page, faults } = await openPage(t, (await report()).file, wide);
  t.regex((await page.textContent('h1')) ?? '', /what was claimed, what was found/);
  await page.getByRole('row', { name: lostWakeUp }).getByRole('link', { name: 'TSEM-I1' }).click();
  await page.getByRole('heading', { name: lostWakeUp }).waitFor();
  t.true(await page.locator('.is-current').getByText('the task sleeps until a signal comes').first().isVisible());
  await page.getByRole('link', { name: 'Step through this run in the explorer' }).first().click();
  await atTheExplorer(page);
  await says(t, page, /^Start, before the first of 14 steps/);
  for (let step = 1; step <= 14; step++) await page.keyboard.press('ArrowRight');
  await says(t, page, /^Step 14 of 14.*PENDING is cleared and the wake-up is spent/s);
  t.deepEqual(faults, []);
});

inBrowser('a link at a step of the schedule leads to that step, and Back leads to the schedule', async (t) => {
  const { page, faults } = await openPage(t, (await report()).file, { ...wide, fragment: '#claim-TSEM-I1-v3' });
  await page.getByText('The schedule as a table').first().click();
  await page.getByRole('link', { name: 'Step 11 in the explorer' }).first().click();
  await atTheExplorer(page);
  t.is(await address(page), step11);
  await says(t, page, /^Step 11 of 14\. Orchestrator: StoreUntrusted/);
  await page.goBack();
  await page.getByRole('heading', { name: lostWakeUp }).waitFor();
  t.false(await page.isVisible('.explorer-said'));
  t.deepEqual(faults, []);
});

inBrowser('stepping in the explorer neither scrolls the page nor takes the focus', async (t) => {
  const { page } = await openPage(t, (await report()).file, { ...wide, fragment: step11 });
  await page.focus('[data-key=back]');
  await page.evaluate('scrollTo(0, 120)');
  await page.keyboard.press('Enter');
  await says(t, page, /^Step 10 of 14/);
  t.deepEqual(await page.evaluate('[document.activeElement.dataset.key, scrollY]'), ['back', 120]);
});

inBrowser('claims are filtered by words and by verdict, and the number of those shown is told', async (t) => {
  const { page, faults } = await openPage(t, (await report()).file, wide);
  const rows = page.locator('table.entries tbody tr:visible');
  const all = await rows.count();
  t.true(all >= 2);
  await page.getByRole('searchbox').first().fill('wake-up');
  t.is(await rows.count(), 1);
  t.is(await page.locator('form[data-filter=entries] output').textContent(), `1 of ${all} shown`);
  await page.getByRole('button', { name: 'Show all' }).first().click();
  await page.getByRole('combobox', { name: /^Verdict/ }).selectOption('violated');
  t.deepEqual(await rows.getByRole('rowheader').allTextContents(), ['TSEM-I1']);
  await page.getByRole('searchbox').first().fill('no such word');
  t.is(await rows.count(), 0);
  t.deepEqual(faults, []);
});

inBrowser('with the keyboard alone the lost wake-up is reached and stepped through', async (t) => {
  const { page } = await openPage(t, (await report()).file, wide);
  const tabTo = async (name: RegExp) => {
    for (let tabs = 0; tabs < 60; tabs++) {
      await page.keyboard.press('Tab');
      const text = await page.evaluate<string>('document.activeElement.textContent');
      if (name.test(text)) return;
    }
    t.fail(`no way to ${name}`);
  };
  await tabTo(/^Skip to the content$/);
  await page.keyboard.press('Enter');
  await tabTo(/^TSEM-I1$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: lostWakeUp }).waitFor();
  await tabTo(/^Step through this run in the explorer$/);
  await page.keyboard.press('Enter');
  await atTheExplorer(page);
  await page.keyboard.press('ArrowRight');
  await says(t, page, /^Step 1 of 14/);
});

inBrowser('a claim whose text is hostile is shown as text, and does nothing', async (t) => {
  const { page, faults } = await openPage(t, (await report()).file, { width: 390, scheme: 'light' });
  const row = page.locator('table.entries tbody tr', { hasText: 'TSEM-C16' });
  t.regex((await row.textContent()) ?? '', /<\/title><\/script><script>document\.title='taken'<\/script><img src="x"/);
  t.not(await page.title(), 'taken');
  t.is(await overhang(page), 0);
  t.deepEqual(faults, []);
});

inBrowser('without scripts the whole text is there to read', async (t) => {
  const { page } = await openPage(t, (await report()).file, { ...wide, scripts: false });
  t.true(await page.getByRole('heading', { name: lostWakeUp }).isVisible());
  t.true(await page.getByText('The explorer needs scripts').isVisible());
  t.is(await page.getByRole('searchbox').count(), 0);
  await page.getByRole('link', { name: 'TSEM-I1' }).first().click();
  t.true(await page.getByText('the task sleeps until a signal comes').first().isVisible());
});

/** Resolves when the link into the explorer has been followed. */
async function atTheExplorer(page: Page): Promise<void> {
  // Not by a function: where it has to wait, the page's policy forbids to evaluate its text again.
  await page.locator('[data-key=forward]:focus').waitFor();
}

/** Places that a reader comes to, by the name of the picture that is kept. */
const places = {
  summary: '',
  claim: '#claim-TSEM-I1',
  model: '#model-tsem.TrustRelease.v3-one-task',
  explorer: step11,
  replay: '#replay',
  limits: '#limits',
};
for (const width of [1280, 390] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    for (const [name, fragment] of Object.entries(places)) {
      inBrowser(
        `${name} at ${width} pixels, ${scheme}: nothing sticks out, nothing serious, nothing fetched`,
        async (t) => {
          const { page, faults } = await openPage(t, (await report()).file, { width, scheme, fragment });
          await screenshot(page, `${name}-${width}-${scheme}`);
          t.is(await overhang(page), 0);
          t.deepEqual(await seriousFindings(page), []);
          t.deepEqual(faults, []);
        },
      );
    }
  }
}
