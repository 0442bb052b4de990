import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExperimentRecord, JournalRecord, TrialRecord } from '../../src/experiment/records.js';
import { draw } from '../../src/report/plots/draw.js';
import { apart } from '../../src/report/plots/end-labels.js';
import type { Fragment } from '../../src/report/plots/marks.js';
import { position, scaleFromZero, scaleOf } from '../../src/report/plots/scale.js';
import { plotSpecification } from '../../src/report/plots/specification.js';
import { timelineOf } from '../../src/report/plots/timeline.js';
import { experiment, searchJournal } from './journal.js';

const verdict = (ratio: number): JournalRecord => ({
  type: 'verdict',
  phase: 'confirm',
  at: '2026-01-02T04:00:00.000Z',
  verdict: {
    conclusion: 'better',
    objective: 'throughput',
    configuration: {},
    difference: {},
    effect: { ratio, low: ratio / 1.03, high: ratio * 1.03 },
    pValue: 0.01,
    metrics: {},
    guards: [],
    blocks: 8,
    failedRuns: 0,
  },
});

const texts = (specification: Fragment | undefined) =>
  [...JSON.stringify(specification).matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text);

describe('plotSpecification', () => {
  it('waits for the A/A runs', () => {
    expect(plotSpecification([])).toBeUndefined();
    expect(plotSpecification([experiment])).toBeUndefined();
    expect(plotSpecification(searchJournal({ episodes: 0 }))).toBeDefined();
  });

  it('has the score, every metric, losses and exploration', () => {
    expect(texts(plotSpecification(searchJournal({ episodes: 15 })))).toEqual(
      expect.arrayContaining([
        'Score: throughput as ratio to the default configuration',
        'Token generation (tokens/s)',
        'Prompt (tokens/s)',
        'Background (units/s)',
        'Execution time (s)',
        'Losses of the agent',
        'Exploration',
      ]),
    );
  });

  it('counts failures, and names no best run when there is none', () => {
    const all = texts(plotSpecification(searchJournal({ episodes: 9, failing: 1, losses: false })));
    expect(all).toContain('9 failed');
    expect(all.join()).not.toContain('best single run');
    expect(all).not.toContain('Losses of the agent');
  });

  it('sets the confirmed ratio beside the best single run', () => {
    const all = texts(plotSpecification([...searchJournal({ episodes: 15 }), verdict(1.07)]));
    expect(all).toContain('fresh runs ×1.07');
    expect(all).toEqual(expect.arrayContaining([expect.stringMatching(/^best single run ×1\.\d\d$/)]));
  });

  it('draws runs of a configuration that was tried before as open dots, and says so', () => {
    const journal = searchJournal({ episodes: 15, failing: 0 });
    const first = journal.find((record) => record.type === 'trial' && record.episode === 2) as TrialRecord;
    const again = journal.map((record) =>
      record.type === 'trial' && record.phase === 'search' && (record.episode === 5 || record.episode === 9)
        ? { ...record, configuration: Object.fromEntries(Object.entries(first.configuration).reverse()) }
        : record,
    ) as JournalRecord[];
    const open = (records: JournalRecord[]) => {
      const specification = JSON.stringify(plotSpecification(records));
      const layers = [
        ...specification.matchAll(/\{"data":\{"values":(\[[^\]]*\])\},"mark":\{"type":"point","filled":false/g),
      ];
      return layers.flatMap(([, values]) => JSON.parse(values).map(({ episode }: { episode: number }) => episode));
    };
    expect(open(again)).toEqual([5, 9]);
    expect(JSON.stringify(plotSpecification(again))).toContain('Open dots: measured again.');
    expect(open(journal)).toEqual([]);
    expect(JSON.stringify(plotSpecification(journal))).not.toContain('measured again');
  });

  it('puts no empty parentheses behind a metric without a unit', () => {
    const [first, ...rest] = searchJournal({ episodes: 3 });
    const { benchmark } = first as ExperimentRecord;
    const score = { ...benchmark.metrics.tg_tokens_per_sec, unit: '' };
    const metrics = { ...benchmark.metrics, tg_tokens_per_sec: score };
    const unitless = { ...first, benchmark: { ...benchmark, metrics } } as JournalRecord;
    expect(texts(plotSpecification([unitless, ...rest]))).toContain('Token generation');
  });

  it('scores anchors against the baseline of their moment', () => {
    const timeline = timelineOf(searchJournal({ episodes: 15 }));
    expect(timeline?.anchors.map(({ episode }) => episode)).toEqual([0, 0, 0, 0, 0, 0, 5.5, 10.5]);
    for (const { ratio } of timeline?.anchors ?? []) expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    expect(timeline?.baselines).toHaveLength(16);
  });
});

describe('draw', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['no episode', searchJournal({ episodes: 0 })],
    ['one episode', searchJournal({ episodes: 1, failing: 0 })],
    ['15 episodes and a verdict', [...searchJournal({ episodes: 15 }), verdict(1.07)]],
    ['wide ratios', searchJournal({ episodes: 15, gain: 1.9 })],
    ['only failures', searchJournal({ episodes: 15, failing: 1, losses: false })],
    ['200 episodes', searchJournal({ episodes: 200 })],
  ])('makes a picture of %s without a warning', async (_, records) => {
    const png = Buffer.from(await draw(plotSpecification(records) as Fragment));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(1800); // width and height in the header
    expect(png.readUInt32BE(20)).toBeGreaterThan(1200);
    expect(console.warn).not.toHaveBeenCalled();
  });

  it('leaves the journal alone', async () => {
    const records = [...searchJournal({ episodes: 3 }), verdict(1.07)];
    const before = structuredClone(records);
    await draw(plotSpecification(records) as Fragment);
    expect(records).toStrictEqual(before);
  });

  it('draws the text: another name is another picture', async () => {
    const [first, ...rest] = searchJournal({ episodes: 2 });
    const renamed = [{ ...first, name: 'another_name' } as JournalRecord, ...rest];
    const hash = async (records: JournalRecord[]) =>
      createHash('sha256')
        .update(await draw(plotSpecification(records) as Fragment))
        .digest('hex');
    expect(await hash(renamed)).not.toBe(await hash([first, ...rest]));
    expect(await hash([first, ...rest])).toBe(await hash([first, ...rest]));
  });
});

describe('scaleOf', () => {
  it('is logarithmic for values that span much, and holds them all', () => {
    expect(scaleOf([1, 1.3]).type).toBe('linear');
    expect(scaleOf([0.04, 1.3]).type).toBe('log');
    expect(scaleOf([0, 1.3]).type).toBe('linear');
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        for (const value of values) {
          for (const scale of [scaleOf(values), scaleFromZero(values)]) {
            expect(position(value, scale, 100)).toBeGreaterThanOrEqual(0);
            expect(position(value, scale, 100)).toBeLessThanOrEqual(100);
          }
        }
      }),
    );
  });

  it('puts larger values higher', () => {
    for (const values of [
      [1, 1.2],
      [1, 100],
    ]) {
      const scale = scaleOf(values);
      expect(position(values[1], scale, 100)).toBeLessThan(position(values[0], scale, 100));
    }
  });
});

describe('apart', () => {
  it('keeps labels in order, a line from each other and inside the panel', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 180, noNaN: true }), { maxLength: 5 }), (heights) => {
        const ys = apart(
          heights.map((y) => ({ text: '', color: '', y })),
          180,
        )
          .map(({ y }) => y)
          .sort((a, b) => a - b);
        ys.forEach((y, i) => {
          expect(y).toBeLessThanOrEqual(180);
          if (i > 0) expect(y - ys[i - 1]).toBeGreaterThanOrEqual(15 - 1e-9);
        });
      }),
    );
    expect(apart([{ text: 'a', color: '', y: 20 }], 100)).toEqual([{ text: 'a', color: '', y: 20 }]);
  });
});
