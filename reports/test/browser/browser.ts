/** A real browser for tests: the one of the machine, headless, cut off from the network, with an eye on what goes wrong in a page. */

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { type Browser, chromium, type Page } from 'playwright-core';
import { projectRoot } from '../../../spec/project-root.js';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser that CHROMIUM names, else one of the usual names in PATH or /usr/bin; undefined where there is none. */
export function browserPath(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { CHROMIUM: named, PATH: path = '' } = env;
  // Named and missing is an error of who named it, not a browser that is absent: launching it says so.
  if (named !== undefined && named !== '') return named;
  const folders = ['/usr/bin', ...path.split(delimiter).filter((folder) => folder !== '')];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

const present = browserPath(process.env);

/** `test` where a browser is present; else AVA counts what is declared as skipped. One page at a time. */
export const inBrowser = (present === undefined ? test.serial.skip : test.serial) as typeof test.serial;

/** Declares the test that says aloud whether there is a browser. */
export function tellOfBrowser(): void {
  test(
    present === undefined ? 'NO BROWSER: the tests in a browser are skipped' : 'there is a browser to test in',
    (t) => {
      t.log(present ?? `none of ${names.join(', ')}; name one by CHROMIUM, or install Debian's package chromium`);
      t.pass();
    },
  );
}

let launched: Promise<Browser> | undefined;

function browser(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  launched ??= chromium.launch({
    ...(present === undefined ? {} : { executablePath: present }),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...quiet],
  });
  return launched;
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
}

export interface PageOptions {
  readonly width: 1280 | 390;
  readonly scheme: 'light' | 'dark';
  /** On unless said otherwise. */
  readonly scripts?: boolean;
  /** With its `#`. */
  readonly fragment?: string;
}

/** A page, and what it has done that it should not have. */
export interface WatchedPage {
  readonly page: Page;
  /** Console warnings and errors, exceptions, and requests for anything but local files: one line each. */
  readonly faults: readonly string[];
}

/** Opens a file; the page is closed when the test has ended. */
export async function openPage(t: ExecutionContext, file: string, options: PageOptions): Promise<WatchedPage> {
  const context = await (await browser()).newContext({
    viewport: { width: options.width, height: 900 },
    colorScheme: options.scheme,
    javaScriptEnabled: options.scripts ?? true,
    reducedMotion: 'reduce',
  });
  t.teardown(() => context.close());
  const faults: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith('file:')) return route.continue();
    faults.push(`request: ${url}`);
    return route.abort();
  });
  await page.goto(`${pathToFileURL(file).href}${options.fragment ?? ''}`);
  return { page, faults };
}

/**
 * Resolves when the expression is true in the page, or after ten seconds. It is asked for from here: a page whose policy forbids eval
 * does not let itself be watched.
 */
export async function until(page: Page, expression: string): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    if (await page.evaluate<boolean>(expression)) return;
    await setTimeout(20);
  }
}

/** What the explorer says of the present step. A link is followed a moment after it was pressed, so that this waits for it. */
export async function says(t: ExecutionContext, page: Page, expected: RegExp): Promise<void> {
  const { source, flags } = expected;
  const said = `document.querySelector('.explorer-said')?.textContent ?? ''`;
  const isSaid = `new RegExp(${JSON.stringify(source)}, ${JSON.stringify(flags)}).test(${said})`;
  await until(page, isSaid);
  t.regex(await page.evaluate<string>(said), expected);
}

/** How far the page is wider than its window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** What axe-core finds that is serious or critical: rule, and the first element it is found in. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ' in ' + nodes.length + ': ' + nodes[0].html.slice(0, 200) + ' ' + nodes[0].failureSummary))`);
}

/** Keeps a picture of the page in reports/output/screenshots. */
export async function screenshot(page: Page, name: string, isFull = false): Promise<void> {
  const folder = join(projectRoot(), 'reports/output/screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: isFull });
}
