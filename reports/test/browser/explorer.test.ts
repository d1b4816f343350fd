/** The explorer in a real browser, opened by file://: stepping, walking, addresses, keyboard. */

import test from 'ava';
import type { Page } from 'playwright-core';
import {
  closeBrowser,
  inBrowser,
  openPage,
  overhang,
  type PageOptions,
  says,
  seriousFindings,
  tellOfBrowser,
  until,
} from './browser.js';
import { type ExplorerPage, explorerPage } from './explorer-page.js';

const model = 'tsem/TrustRelease.v3-one-task';
let fixture: Promise<ExplorerPage> | undefined;

/** What the lost wake-up rests on, and a search that never ends: written once, when the first test asks for it. */
function page(): Promise<ExplorerPage> {
  fixture ??= explorerPage([model, `${model}-with-state-first`, 'tsem/TaskKey.v3-search-exhausted']);
  return fixture;
}

test.after.always(async () => {
  (await fixture)?.remove();
  await closeBrowser();
});

const wide: PageOptions = { width: 1280, scheme: 'light' };
const address = (shown: Page): Promise<string> => shown.evaluate('decodeURIComponent(location.hash)');
const focused = (shown: Page): Promise<string | null> =>
  shown.evaluate('document.activeElement.getAttribute("data-key")');
const I1 = 'TSEM-I1 v3: the wake-up is lost between test and sleep';

tellOfBrowser();

inBrowser('the lost wake-up is stepped through by mouse, to the sentence that says what went wrong', async (t) => {
  const { page: shown, faults } = await openPage(t, (await page()).file, wide);
  await shown.selectOption('#explorer-claim', { label: I1 });
  await says(t, shown, /Start, before the first of 14 steps.*the task sleeps until a signal comes/s);
  for (let step = 1; step <= 14; step++) {
    await shown.click('text="Forward"');
    await says(t, shown, new RegExp(`^Step ${step} of 14\\.`));
  }
  t.is(await address(shown), `#explore=${model}:NoSleepAfterRelease:14`);
  await says(t, shown, /Schedule\(a\).*PENDING is cleared and the wake-up is spent/s);
  t.is(await shown.getAttribute('[data-key=forward]', 'aria-disabled'), 'true');
  t.deepEqual(faults, []);
});

inBrowser('what a step changed is marked by a sign and the value before, not by colour alone', async (t) => {
  const { page: shown } = await openPage(t, (await page()).file, {
    ...wide,
    fragment: `#explore=${model}:NoSleepAfterRelease:11`,
  });
  const rows = await shown.locator('.explorer-values tr.explorer-changed').allTextContents();
  t.deepEqual(rows, [
    '● status[a]{UNTRUSTED}was {PENDING, TRUSTED}',
    '● oPcwakewas storeUntrusted',
    '● everUntrusted{a}was {}',
    '● clearedBy[a]its releasewas nobody',
  ]);
  t.is(await shown.locator('.explorer-values caption').textContent(), '4 changed, marked with ●.');
  t.is(await shown.locator('.explorer-values', { hasText: '● pc' }).count(), 0);
});

inBrowser('an address reopens the same step, and Back and Forward of the browser go through the steps', async (t) => {
  const { page: shown } = await openPage(t, (await page()).file, {
    ...wide,
    fragment: `#explore=${model}:NoSleepAfterRelease:7`,
  });
  await says(t, shown, /^Step 7 of 14\. Task a: TestPending\(a\)/);
  t.is(await shown.locator('#explorer-model option:checked').textContent(), model);
  await shown.click('[data-key=forward]');
  await shown.click('[data-key=schedule-12]');
  await says(t, shown, /^Step 12 of 14/);
  await shown.goBack();
  await says(t, shown, /^Step 8 of 14/);
  await shown.goBack();
  await says(t, shown, /^Step 7 of 14/);
  await shown.goForward();
  await says(t, shown, /^Step 8 of 14/);
});

inBrowser('another step may be chosen in any state, and the walk is reopened by its address', async (t) => {
  const { file } = await page();
  const { page: shown, faults } = await openPage(t, file, {
    ...wide,
    fragment: `#explore=${model}:NoSleepAfterRelease:7`,
  });
  const choices = await shown.locator('.explorer-next button').allTextContents();
  t.is(choices.length, 2);
  t.regex(choices[1] ?? '', /ReadEvent \(the run goes on here\)/);
  await shown.click('[data-key=choice-0]');
  await says(t, shown, /^Step 8 of 8\. Task a: SetInterruptible\(a\).*You left the run .* after step 7/s);
  await shown.click('[data-key=choice-0]');
  const walk = await address(shown);
  t.regex(walk, /:NoSleepAfterRelease@7\.1\.1:9$/);
  const text = await shown.textContent('#explorer-app');
  const { page: again } = await openPage(t, file, { ...wide, fragment: walk });
  t.is(await again.textContent('#explorer-app'), text);
  t.deepEqual(faults, []);
});

inBrowser('with the keyboard alone: a claim is chosen, stepped through, left, and come back to', async (t) => {
  const { page: shown } = await openPage(t, (await page()).file, wide);
  await shown.keyboard.press('Tab');
  t.is(await shown.evaluate('document.activeElement.id'), 'explorer-claim');
  await shown.keyboard.type('TSEM-I1 v3');
  await until(shown, `document.querySelector('#explorer-claim').selectedOptions[0].label === '${I1}'`);
  for (const _ of ['model', 'run', 'First', 'Back', 'Forward']) await shown.keyboard.press('Tab');
  t.is(await focused(shown), 'forward');
  await shown.keyboard.press('Enter');
  await shown.keyboard.press('ArrowRight');
  await says(t, shown, /^Step 2 of 14/);
  await shown.keyboard.press('End');
  await says(t, shown, /^Step 14 of 14/);
  await shown.keyboard.press('Home');
  await says(t, shown, /^Start/);
  for (let step = 0; step < 7; step++) await shown.keyboard.press('ArrowRight');
  await shown.keyboard.press('1');
  await says(t, shown, /^Step 8 of 8\. Task a: SetInterruptible/);
  await shown.keyboard.press('ArrowLeft');
  await shown.keyboard.press('9');
  await says(t, shown, /^Step 7 of 8/);
  // From the list: the focus stays in it.
  for (let tabs = 0; tabs < 5 && (await focused(shown)) !== 'choice-1'; tabs++) await shown.keyboard.press('Tab');
  await shown.keyboard.press('Enter');
  await says(t, shown, /^Step 8 of 8\. Orchestrator: ReadEvent/);
  t.regex((await focused(shown)) ?? '', /^choice-\d$/);
});

inBrowser('a step is announced, and every control has a name', async (t) => {
  const { page: shown } = await openPage(t, (await page()).file, wide);
  t.is(await shown.getAttribute('.explorer-said', 'aria-live'), 'polite');
  for (const name of ['Claim or finding', 'Model', 'Run'])
    t.is(await shown.getByLabel(name, { exact: true }).count(), 1, name);
  for (const name of ['First', 'Back', 'Forward', 'Last']) {
    t.is(await shown.getByRole('button', { name, exact: true }).count(), 1, name);
  }
});

inBrowser('holding a key down runs through the steps and leaves one address', async (t) => {
  const { page: shown, faults } = await openPage(t, (await page()).file, {
    ...wide,
    fragment: `#explore=${model}:NoSleepAfterRelease:0`,
  });
  const before = await shown.evaluate('history.length');
  await shown.focus('[data-key=forward]');
  for (let times = 0; times < 10; times++) await shown.keyboard.down('ArrowRight');
  await shown.keyboard.up('ArrowRight');
  await until(shown, "location.hash.endsWith(':10')");
  await says(t, shown, /^Step 10 of 14/);
  // The first press has an address of its own, the repeated ones share one.
  t.is(await shown.evaluate('history.length'), Number(before) + 2);
  t.deepEqual(faults, []);
});

inBrowser('a run that goes round for ever says so, and goes round', async (t) => {
  const fragment = '#explore=tsem/TaskKey.v3-search-exhausted:SearchEnds:19';
  const { page: shown } = await openPage(t, (await page()).file, { ...wide, fragment });
  await says(t, shown, /^Step 19 of 19.*Then back to the state after step 17, for ever\./s);
  await shown.click('[data-key=forward]');
  await says(t, shown, /^Step 20 of 19, in the loop again: the state after step 17\./);
  t.is(await shown.getAttribute('.explorer-schedule tr:has([data-key=schedule-17])', 'aria-current'), 'step');
  await shown.click('[data-key=last]');
  await says(t, shown, /^Step 19 of 19/);
});

inBrowser('a run that rests for ever ends there', async (t) => {
  const { page: shown } = await openPage(t, (await page()).file, {
    ...wide,
    fragment: `#explore=${model}:WaitEnds:15`,
  });
  await says(t, shown, /From here on nothing happens, for ever\./);
  t.is(await shown.getAttribute('[data-key=forward]', 'aria-disabled'), 'true');
});

const refusals: readonly (readonly [string, RegExp])[] = [
  ['#explore=nonsense', /not one of the explorer/],
  ['#explore=tsem/No.such:P:1', /no model tsem\/No\.such/],
  [`#explore=${model}:NoSleepAfterRelease:15`, /no step 15/],
  [`#explore=${model}:NoSuch:1`, /no run for the property NoSuch/],
  [`#explore=${model}:@1.99:1`, /no choice 99/],
  ['#explore=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E:P:1', /no model <img src=x/],
];
for (const [fragment, reason] of refusals) {
  inBrowser(`an address that leads nowhere says so: ${fragment}`, async (t) => {
    const { page: shown, faults } = await openPage(t, (await page()).file, { ...wide, fragment });
    t.regex((await shown.textContent('[role=alert]')) ?? '', reason);
    await says(t, shown, /^Start/);
    t.deepEqual(faults, []);
  });
}

for (const width of [1280, 390] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    inBrowser(`at ${width} pixels, ${scheme}: nothing sticks out, and axe-core finds nothing serious`, async (t) => {
      const { file } = await page();
      const { page: shown, faults } = await openPage(t, file, {
        width,
        scheme,
        fragment: `#explore=${model}:NoSleepAfterRelease:11`,
      });
      t.is(await overhang(shown), 0);
      t.deepEqual(await seriousFindings(shown), []);
      t.deepEqual(faults, []);
    });
  }
}

inBrowser('in print there is the run, and nothing to press', async (t) => {
  const { page: shown } = await openPage(t, (await page()).file, {
    ...wide,
    fragment: `#explore=${model}:NoSleepAfterRelease:3`,
  });
  await shown.emulateMedia({ media: 'print' });
  t.true(await shown.isVisible('.explorer-schedule >> text="Schedule(a)"'));
  t.true(await shown.isVisible('.explorer-schedule >> text=the task sleeps until a signal comes'));
  t.false(await shown.isVisible('[data-key=forward]'));
  t.false(await shown.isVisible('#explorer-claim'));
});

inBrowser('without scripts it says what is missing', async (t) => {
  const { page: shown } = await openPage(t, (await page()).file, { ...wide, scripts: false });
  t.true(await shown.getByText('The explorer needs scripts').isVisible());
});
