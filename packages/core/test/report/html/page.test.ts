import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AblatedParameter } from '../../../src/confirm/ablation.js';
import type { Verdict } from '../../../src/confirm/verdict.js';
import type { BaselineRecord, ExperimentRecord, JournalRecord } from '../../../src/experiment/records.js';
import { reportPage } from '../../../src/report/html/page.js';
import { STYLE } from '../../../src/report/html/style.js';
import { PLOT_VARIABLES } from '../../../src/report/html/theme.js';
import * as journals from '../finished.js';
import { structureOf, textOf } from './structure.js';

const SECTIONS = ['verdict', 'search', 'noise', 'trials', 'environment', 'reproduce'];

describe('a finished experiment', async () => {
  const page = await reportPage(journals.finishedJournal());
  const text = textOf(page);

  it('says the verdict, its intervals and what the search had seen', () => {
    expect(text).toContain('Throughput ×1.21 [1.17, 1.25] of default');
    expect(text).toMatch(/background background_units_per_sec ×0\.86 0\.830 – 0\.890/);
    expect(text).toMatch(/guard background_units_per_sec >= 0\.8 ×0\.86 0\.830 – 0\.890 kept/);
    expect(text).toContain("The search's estimate for the winner ×1.34");
    expect(text).toContain("the winner's curse");
    expect(text).toContain('slice_us=800 policy=batch');
  });

  it('has every trial with phase, reason, outcome and message', () => {
    const rows = page.match(/<tr class="(completed|failed|void)">/g) ?? [];
    expect(rows).toHaveLength(journals.finishedJournal().filter(({ type }) => type === 'trial').length);
    expect(text).toContain('block 1, default default void: host_busy other processes used 0.90 CPUs');
    expect(text).toContain('expected improvement 0.04, uncertain 0.03');
    expect(text).toContain('failed: guard_violated');
    expect(text).toContain('the guard is background_units_per_sec >= 0.8');
    expect(text).toContain('default after episode 5');
  });

  it('draws score, metrics, agent, noise, drift and other work', () => {
    const labels = [...page.matchAll(/role="img" aria-label="Plot: ([^"]*)"/g)].map(([, label]) => label);
    expect(labels.join('\n')).toMatch(
      /Ratio to the default.*Each fresh pair.*Score.*Prompt.*Exploration.*Runs of the default.*Other work/s,
    );
    expect(page.match(/<svg /g)).toHaveLength(labels.length);
    expect(page.match(/<svg .*?<\/svg>/gs)?.join('')).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('draws what can be traded, and says the same in a table', () => {
    expect(page).toContain('aria-label="Plot: Prompt (right) against token generation (up)"');
    expect(text).toContain('Crosses: runs that broke a guard.');
    expect(text).toMatch(/Run prompt token generation Configuration (episode \d+ ×[\d.]+ ×[\d.]+ \S+ )+/);
    expect(text).toContain('winner in fresh runs ×1.26 ×1.16 slice_us=800 policy=batch');
  });

  it('says once what the search had seen of the winner, and of all', () => {
    expect(text).toMatch(
      /The search had seen ×1\.34 for it \(best single run of the search: ×1\.\d\d\); fresh runs say ×1\.21\./,
    );
    expect(text).not.toContain('; the search had seen');
  });

  it('says where it comes from and how to run it again', () => {
    expect(text).toContain('Example CPU');
    expect(text).toContain('sac (@schedtuna/agent-sac@0.1.0)');
    expect(text).toContain('schedtuna optimize --episodes 15 --reward-scaling 10 --no-gpu --seed 1');
    expect(text).toContain('schedtuna test eevdf_sac_15ep_20260102_030405');
  });

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|javascript:/i);
    const addresses = [...page.matchAll(/\b(?:href|src|xlink:href)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.filter((address) => !address.startsWith('#'))).toEqual([]);
  });
});

it('says what makes the machine noisy, and what twice the smallest effect would cost', async () => {
  const text = async (causes?: BaselineRecord['causes']) => {
    const records = journals.withoutSearch.map((record) =>
      record.type === 'baseline' ? { ...record, causes } : record,
    );
    return textOf(await reportPage(records as JournalRecord[]));
  };
  const steal = await text([{ kind: 'steal', clause: 'the hypervisor gave <0.06> CPUs to others' }]);
  expect(steal).toContain('To find an effect of 2.0 % in 80 % of cases, the confirmation would need 89 pairs of runs');
  expect(steal).toMatch(/What makes it noisy\s*The hypervisor gave <0\.06> CPUs to others\./);
  expect(await text([])).toContain('Nothing that is counted explains the noise.');
  expect(await text()).not.toMatch(/makes it noisy|explains the noise/);
});

it.each([
  [
    'without a run of the winner',
    { searchRatio: undefined },
    /The search had no run of it; its best .* was ×1\.\d\d; fresh/,
  ],
  [
    'without a complete pair',
    { blocks: 0 },
    /\(best single run of the search: ×1\.\d\d\); no fresh pair was completed\./,
  ],
])('says what the search had seen %s', async (_, more, sentence) => {
  const { searchRatio, ...rest } = { ...journals.verdict, ...more };
  const records = journals.finishedJournal(15, searchRatio === undefined ? rest : { ...rest, searchRatio });
  expect(textOf(await reportPage(records))).toMatch(sentence);
});

it('says which guards the default itself breaks', async () => {
  const guards = ['execution_time <= 2 s', 'background_units_per_sec >= 0.5'];
  const [first, ...rest] = journals.finishedJournal(5) as [ExperimentRecord, ...JournalRecord[]];
  const text = textOf(await reportPage([{ ...first, benchmark: { ...first.benchmark, guards } }, ...rest]));
  expect(text).toMatch(
    /Warning: the default configuration itself breaks the guard execution_time <= 2 s in 6 of 6 runs: it has [\d.]+ to [\d.]+ s;/,
  );
  expect(text.match(/Warning:/g)).toHaveLength(1);
});

it.each([
  ['nothing was better', journals.nothingFound],
  ['the search goes on', journals.inSearch],
])('says that nothing was confirmed where %s', async (_, records) => {
  expect(textOf(await reportPage(records))).toMatch(
    /The best single run of the search was ×\d\.\d\d; no fresh run has confirmed anything\./,
  );
});

it('says nothing of a search without a completed run', async () => {
  const text = textOf(await reportPage(journals.onlyFailures));
  expect(text).not.toContain('best single run of the search');
});

it('says of a run how early it was ended', async () => {
  const records = journals.finishedJournal().map((record) => {
    const isOne = record.type === 'trial' && record.phase === 'search' && record.episode === 2;
    return isOne ? { ...record, stoppedEarly: { samples: 3, of: 10 } } : record;
  });
  const text = textOf(await reportPage(records));
  expect(text.match(/(completed|failed: \w+), stopped after 3 of 10 samples/g)).toHaveLength(1);
});

it('says what each change was worth, where that was measured', async () => {
  const one = { without: { ratio: 0.41, low: 0.36, high: 0.47 }, odds: 4321, isKept: true, blocks: 6 };
  const idle = { without: { ratio: 1.01, low: 0.95, high: 1.08 }, odds: 0.067, isKept: false, blocks: 6 };
  const pageWith = async (slice: Omit<AblatedParameter, 'parameter'>, policy: Omit<AblatedParameter, 'parameter'>) => {
    const ablation: JournalRecord = {
      type: 'ablation',
      configuration: { slice_us: 800, policy: '<batch>' },
      parameters: [
        { parameter: 'slice_us', ...slice },
        { parameter: 'policy', ...policy },
      ],
      reduced: { slice_us: 800, policy: 'other' },
    };
    return textOf(await reportPage([...journals.finishedJournal(), ablation]));
  };
  const text = await pageWith(one, idle);
  expect(text).toContain('Of 2 changes 1 is needed: slice_us=800 (×0.41 without it); no use was found for policy.');
  expect(text).toMatch(/slice_us=800 ×0\.41 0\.360 – 0\.470 > 1000 kept/);
  expect(text).toMatch(/policy=<batch> ×1\.01 0\.950 – 1\.080 0\.067 dropped/);
  expect(await pageWith({ ...one, odds: 123.4 }, { ...idle, odds: 0 })).toMatch(/123 kept.*< 0\.01 dropped/);
  const { odds: _, ...old } = one; // of a version that wrote a p-value
  expect(await pageWith(old, { ...old, isKept: false })).toMatch(/0\.470 kept.*0\.470 dropped/);
  expect(textOf(await reportPage(journals.finishedJournal()))).not.toContain('one by one');
});

it('defines every colour that a plot uses, in the light and in the dark', async () => {
  const page = await reportPage(journals.finishedJournal(5));
  const used = new Set([...page.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
  const [light, dark] = STYLE.split('prefers-color-scheme: dark');
  for (const name of new Set([...used, ...PLOT_VARIABLES])) {
    expect(light, name).toContain(`${name}:`);
    expect(dark, name).toContain(`${name}:`);
  }
  expect(page.match(/<svg.*?<\/svg>/gs)?.join('')).not.toMatch(/(fill|stroke)="#/);
});

describe('an experiment that did not come to a verdict', () => {
  it.each([
    ['only started', journals.onlyStarted, 'against itself are not over'],
    ['has no baseline', journals.withoutBaseline, 'against itself are not over'],
    ['has no episode', journals.withoutSearch, '0 of 15 episodes are done'],
    ['was interrupted', journals.inSearch, '4 of 15 episodes are done'],
    ['has only failures', journals.onlyFailures, 'All 6 runs of the search failed'],
    ['found nothing', journals.nothingFound, 'Keep the default'],
    ['stopped in the confirmation', journals.finishedJournal().slice(0, -4), 'confirmation on fresh runs is not over'],
  ])('%s', async (_, records, sentence) => {
    const page = await reportPage(records);
    expect(textOf(page)).toContain(sentence);
    for (const id of SECTIONS) expect(page).toContain(`<section id="${id}">`);
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
    structureOf(page);
  });
});

it.each([
  ['no complete pair', { blocks: 0, effect: { ratio: 1, low: 0, high: Number.MAX_VALUE }, metrics: {}, guards: [] }],
  ['one pair', { blocks: 1, effect: { ratio: 1.2, low: 0, high: Number.MAX_VALUE } }],
  [
    'a broken guard',
    { guards: [{ guard: 'background_units_per_sec >= 0.8', ratio: 0.5, low: 0.4, high: 0.6, upheld: false }] },
  ],
  ['a metric that is minimised', { objective: 'execution_time', searchRatio: 1.3 }],
] satisfies [string, Partial<Verdict>][])('a verdict of %s can be shown', async (_, more) => {
  const page = await reportPage(journals.finishedJournal(3, { ...journals.verdict, ...more }));
  expect(page).not.toMatch(/NaN|Infinity|e\+308|undefined/);
  structureOf(page);
});

it.each([
  [{ value: 4100, low: 4000, high: 4210, upheld: true }, />= 3700 units\/s 4100 units\/s 4000 – 4210 units\/s kept/],
  [{ value: 3500, low: 3300, high: 3600, upheld: false }, /3500 units\/s 3300 – 3600 units\/s broken/],
  [{ value: 3750, low: 3600, high: 3900, upheld: false, missing: 2 }, /not certain: not measured in 2 pairs/],
  [
    { value: null, low: -Number.MAX_VALUE, high: Number.MAX_VALUE, upheld: false, missing: 8 },
    /unbounded not certain: not measured in 8 pairs/,
  ],
])('shows a guard with a value and its unit: %j', async (result, shown) => {
  const guards = [{ guard: 'background_units_per_sec >= 3700 units/s', unit: 'units/s', ...result }];
  const page = await reportPage(journals.finishedJournal(3, { ...journals.verdict, guards }));
  expect(textOf(page)).toMatch(shown);
  expect(page).not.toMatch(/NaN|Infinity|e\+308|undefined/);
  structureOf(page);
});

describe('texts in a journal', () => {
  /** Every text that a program, a plugin or a file name could have brought in; all short, so that nothing is folded up. */
  function withTexts(text: string): JournalRecord[] {
    const [first, ...rest] = journals.finishedJournal(3, {
      ...journals.verdict,
      because: text,
      difference: { policy: text },
    });
    const record = first as ExperimentRecord;
    const source = { name: text, package: text, version: text };
    const metrics = Object.entries(record.benchmark.metrics).map(([name, metric]) => [
      name,
      { ...metric, label: text, unit: text, description: text },
    ]);
    const facts = { [text]: text };
    return [
      {
        ...record,
        ...{ name: text, createdAt: text, schedtuna: text },
        options: { ...record.options, benchmarkCmd: text, benchmarkOptions: facts, agentOptions: facts },
        scheduler: { ...record.scheduler, ...source, facts, unavailable: facts },
        benchmark: {
          ...record.benchmark,
          ...source,
          metrics: Object.fromEntries(metrics),
          prepared: { description: text, facts },
        },
        agent: { ...source, options: facts },
        host: { ...record.host, cpu: text, kernel: text, arch: text, governor: text },
      },
      ...rest.map((line): JournalRecord => {
        if (line.type !== 'trial') return line;
        const { outcome } = line;
        return {
          ...line,
          reason: text,
          configuration: { ...line.configuration, policy: text },
          outcome: outcome.status === 'completed' ? outcome : { ...outcome, message: text },
        };
      }),
    ];
  }

  it('never become markup', { timeout: 60_000 }, async () => {
    const usual = structureOf(await reportPage(withTexts('some text')));
    const evil = fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      '</style></svg></title><b>',
      '<!-- --> ]]> <![CDATA[',
      '&lt;b&gt; &#60;script&#62;',
      '\u001b]8;;http://x\u0007 \u0000 \ud800',
    );
    await fc.assert(
      fc.asyncProperty(evil, fc.string({ unit: 'binary', maxLength: 12 }), async (start, end) => {
        expect(structureOf(await reportPage(withTexts(`x${start}${end}x`)))).toEqual(usual);
      }),
      { numRuns: 8 },
    );
  });
});
