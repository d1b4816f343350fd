/** The watch over a page sees what it is there to see: else a page without faults would say nothing. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { browserPath, closeBrowser, inBrowser, openPage, overhang, seriousFindings } from './browser.js';

test.after.always(closeBrowser);

function written(t: ExecutionContext, body: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'page.html');
  writeFileSync(file, `<!doctype html><html lang="en"><title>Page</title><body>${body}</body></html>`);
  return file;
}

test('a browser named by CHROMIUM is taken, else one in PATH', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lsm-verify-test-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  t.is(browserPath({ CHROMIUM: '/opt/other', PATH: folder }), '/opt/other');
  const file = join(folder, 'google-chrome');
  writeFileSync(file, '');
  t.true(
    [file, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].includes(
      browserPath({ PATH: folder }) ?? '',
    ),
  );
});

inBrowser('a page that is in order has no fault', async (t) => {
  const { page, faults } = await openPage(t, written(t, '<main><h1>Page</h1></main>'), { width: 390, scheme: 'light' });
  t.deepEqual([faults, await overhang(page), await seriousFindings(page)], [[], 0, []]);
});

const seen = test.macro({
  exec: async (t, body: string, fault: RegExp) => {
    const { page, faults } = await openPage(t, written(t, body), { width: 390, scheme: 'light' });
    await page.waitForTimeout(200);
    t.regex(faults.join('\n'), fault);
  },
  title: (_, body: string) => `a fault is seen: ${body}`,
});
inBrowser(seen, '<script>console.error("no")</script>', /^console error: no$/m);
inBrowser(seen, '<script>throw new Error("no")</script>', /^exception: no$/m);
inBrowser(seen, '<img alt="" src="http://example.invalid/a.png">', /^request: http:\/\/example\.invalid\/a\.png$/m);
inBrowser(seen, '<script>fetch("https://example.invalid/")</script>', /^request: https:\/\/example\.invalid\/$/m);
inBrowser(seen, '<img alt="" src="missing.png">', /^console error: /m);

inBrowser('what sticks out and what axe-core calls serious is found', async (t) => {
  const body =
    '<main><h1>P</h1><div style="width: 500px">w</div><p style="color: #ccc; background: #fff">pale</p></main>';
  const { page } = await openPage(t, written(t, body), { width: 390, scheme: 'light' });
  t.true((await overhang(page)) > 100);
  t.regex((await seriousFindings(page)).join('\n'), /^color-contrast in 1: /m);
});
