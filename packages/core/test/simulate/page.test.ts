import fc from 'fast-check';
import { expect, it } from 'vitest';
import { againstPeers } from '../../src/simulate/against-peers.js';
import { compareRuns } from '../../src/simulate/compare-runs.js';
import { page as pageOf } from '../../src/simulate/page.js';
import { regretPanel } from '../../src/simulate/regret-panel.js';
import type { RunRecord } from '../../src/simulate/run-record.js';

const run = (optimizer: string, space: string, regret: readonly number[]): RunRecord => ({
  ...{ optimizer, version: '1.0.0', space, noise: 0, seed: 0, regret, top1: 2, fails: 0, dups: 0, cpu_seconds: 0.5 },
});
const comparedOf = (names: readonly string[], space: string) => ({
  simulated: names.map((name) => run(name, space, [30, 2, 1, 0.9, 0.7, 0.5])),
  recorded: [run('peer', space, [30, 2, 2, 2, 2, 2])],
  tables: [space],
  noises: [0],
  budget: 6,
});
const blocksOf = (names: readonly string[], space: string) => compareRuns(comparedOf(names, space));
const page = (names: readonly string[], space: string, notes: readonly string[] = []) =>
  pageOf({
    blocks: blocksOf(names, space),
    peers: againstPeers(comparedOf(names, space)),
    ...{ notes, budget: 6, seeds: 1, version: '0.1.0' },
  });

it('is one page with figures and curves that loads nothing', async () => {
  const html = await page(['sac', 'random'], 'encoder', ['It is fitted.']);
  expect(html.match(/<svg/g)).toHaveLength(1);
  expect(html).toContain('regret@6');
  expect(html).toMatch(/<th scope="row">sac<\/th><td>0\.500<\/td>/);
  expect(html).toContain('<p>It is fitted.</p>');
  expect(html).toContain('<h2>Against the best recorded optimizer, noise 0 (encoder)</h2>');
  expect(html).toMatch(
    /<th scope="row">sac<\/th><td>regret@6<\/td><td>0\.500<\/td><td>peer 1\.0\.0<\/td><td>2\.000<\/td><td>0\.25</,
  );
  expect(html).toContain('stroke-dasharray');
  expect(html).not.toMatch(/<script|<link|<img|@import|url\(http|(?:src|href)="(?!#)/);
});

it('shows names as text, whatever they are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('<script>alert(1)</script>', '"><img src=x>', '&amp;', "'onload='x"),
      async (name) => {
        const html = await page([name], name, [name]);
        expect(html).not.toMatch(/<script|<img| onload='x/);
      },
    ),
    { numRuns: 4 },
  );
});

it('is scaled to the curves, not to what the default cost', () => {
  const [block] = blocksOf(['sac'], 'encoder');
  const scales = JSON.stringify(regretPanel(block, ['sac', 'peer 1.0.0 (recorded)'])).matchAll(
    /"type":"linear","domain":\[0,([\d.]+)\]/g,
  );
  const tops = [...scales].map(([, top]) => Number(top));
  expect(tops.length).toBeGreaterThan(0);
  for (const top of tops) expect(top).toBeLessThan(3);
});
