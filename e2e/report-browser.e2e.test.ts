// The report in a real browser: widths, themes, keyboard, and that it loads nothing. Needs Chromium (apt-get install chromium).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, openTab, type Tab } from './chromium.js';
import { createSandbox, type Sandbox } from './sandbox.js';

const chromium = findChromium();
if (!chromium) process.stderr.write('No chromium in PATH: the report is not looked at in a browser.\n');

const WIDTHS = [360, 768, 1280, 1600];
const THEMES = ['light', 'dark'] as const;

/** Contrast of each kind of text with what is behind it, WCAG 2.2 §1.4.3; run in the page. */
const CONTRASTS = `(() => {
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = rgb(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (rgb(color)[3] !== 0) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const low = [];
  for (const element of document.querySelectorAll('h1,h2,h3,p,td,th,dt,dd,a,code,summary,small,svg text')) {
    if (!element.getClientRects().length || !element.textContent.trim()) continue;
    const style = getComputedStyle(element);
    const color = element instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [luminance(color), luminance(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(element.tagName + ' ' + element.textContent.slice(0, 40) + ' ' + ratio.toFixed(2));
  }
  return low;
})()`;

/** Height of the smallest text in a drawing that is shown, pixels. */
const SMALLEST = `Math.min(...[...document.querySelectorAll('svg text')]
  .filter((text) => text.getClientRects().length && text.textContent)
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))`;

describe.skipIf(!chromium)('the report', () => {
  let sandbox: Sandbox;
  let tab: Tab;
  let url: string;

  beforeAll(async () => {
    sandbox = createSandbox();
    await sandbox.linkSynthetic();
    const experiment = ['optimize', '--scheduler', 'synthetic', '--benchmark', 'synthetic', '--seed', '5'];
    const counter = ['--benchmark-options', `counter=${join(sandbox.folder, 'counter')}`];
    const measured = await sandbox.run([
      ...experiment,
      ...counter,
      ...['--guard', 'latency_ms <= 10.5 ms'],
      '--episodes',
      '12',
      '--confirm-runs',
      '8',
      '--ablation-runs',
      '4',
      '--experiment-name',
      'recorded',
    ]);
    expect(measured.exitCode, String(measured.stderr)).toBe(0);
    const page = join(sandbox.folder, 'report.html');
    const { exitCode, stderr } = await sandbox.run(['report', 'recorded', '--html', page]);
    expect(exitCode, String(stderr)).toBe(0);
    url = pathToFileURL(page).href;
    tab = await openTab(chromium as string);
  });
  afterAll(async () => {
    await tab?.close();
    sandbox.remove();
  });

  async function show(width: number, theme: (typeof THEMES)[number]): Promise<void> {
    await tab.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: 900,
      deviceScaleFactor: 1,
      mobile: width < 500,
    });
    await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
    await tab.open(url);
  }

  it.each(WIDTHS.flatMap((width) => THEMES.map((theme) => [width, theme] as const)))(
    'fits %i pixels and can be read, %s',
    async (width, theme) => {
      await show(width, theme);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await tab.evaluate(CONTRASTS)).toEqual([]);
      expect(await tab.evaluate(SMALLEST)).toBeGreaterThanOrEqual(9);
    },
  );

  it('is dark where the reader wants it dark', async () => {
    const paper = 'getComputedStyle(document.body).backgroundColor';
    await show(1280, 'light');
    const light = await tab.evaluate(paper);
    await show(1280, 'dark');
    expect(await tab.evaluate(paper)).not.toBe(light);
  });

  it('draws the front as large as the page allows, with a line on it, and says the same in a table', async () => {
    const shown = `[...document.querySelectorAll('[aria-label*="(right) against"]')].filter((plot) => plot.getClientRects().length)`;
    for (const [width, least] of [
      [360, 300],
      [1600, 900],
    ] as const) {
      await show(width, 'dark');
      expect(await tab.evaluate(`${shown}.length`)).toBe(1);
      expect(await tab.evaluate(`${shown}[0].getBoundingClientRect().width`)).toBeGreaterThan(least);
      expect(await tab.evaluate(`${shown}[0].querySelectorAll('path').length`)).toBeGreaterThan(12);
    }
    const rows = `[...document.querySelectorAll('[aria-label="The front"] tbody tr')].map((row) => row.innerText)`;
    expect((await tab.evaluate<string[]>(rows)).join('\n')).toMatch(/^(episode \d+|default)\s+×[\d.]+\s+×[\d.]+/);
  });

  it('can be used with the keyboard', async () => {
    await show(1280, 'light');
    const press = async (key: string, code: number) => {
      const common = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' ? { text: '\r' } : {}) };
      await tab.send('Input.dispatchKeyEvent', { type: 'keyDown', ...common });
      await tab.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
    };
    const focused = () => tab.evaluate<string>('document.activeElement.outerHTML.slice(0, 60)');
    await press('Tab', 9);
    expect(await focused()).toContain('class="skip"');
    expect(await tab.evaluate('document.activeElement.getBoundingClientRect().left')).toBeGreaterThanOrEqual(0);
    await press('Enter', 13);
    expect(await tab.evaluate('location.hash')).toBe('#verdict');
    for (let i = 0; i < 40 && !(await focused()).startsWith('<summary'); i++) await press('Tab', 9);
    expect(await focused()).toMatch(/^<summary/);
    const isOpen = 'document.activeElement.parentElement.open';
    const before = await tab.evaluate(isOpen);
    await press('Enter', 13);
    expect(await tab.evaluate(isOpen)).toBe(!before);
    expect(await tab.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  it('asks for nothing but itself, and the browser has nothing to complain about', async () => {
    await show(1280, 'light');
    const asked = tab
      .events('Network.requestWillBeSent')
      .map(({ request }) => (request as { readonly url: string }).url);
    expect(new Set(asked.map((address) => address.replace(/#.*/, '')))).toEqual(new Set([url]));
    expect(tab.events('Log.entryAdded')).toEqual([]);
    expect(tab.events('Runtime.exceptionThrown')).toEqual([]);
  });
});
