import { boolean, categorical, integer, type Parameters } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../../src/experiment/records.js';
import { digestOf } from '../../../src/report/digest.js';
import { toText } from '../../../src/report/html/markup.js';
import { parameterEffectsTable } from '../../../src/report/html/parameter-effects-table.js';
import { searchJournal } from '../journal.js';
import { structureOf, textOf } from './structure.js';

const parameters: Parameters = {
  still: integer({ description: '', default: 4, minValue: 1, maxValue: 9 }),
  slice: integer({ description: '', default: 1, minValue: 1, maxValue: 90 }),
  kick: boolean({ description: '', default: false }),
  depth: integer({ description: '', default: 4, minValue: 1, maxValue: 9, when: { parameter: 'still', is: 1 } }),
  policy: categorical({ description: '', default: 'a<b>', choices: ['a<b>', 'c'] }),
};

/** A search of configurations in which the lower half of `slice` is better, and one that was run again. */
function records(count: number, more: readonly JournalRecord[] = []): JournalRecord[] {
  const [first, ...rest] = searchJournal({ episodes: count, failing: 0 });
  if (first.type !== 'experiment') throw new TypeError('a journal begins with its experiment');
  const at = (episode: number) => ({
    ...{ still: 4, depth: 4, slice: Math.max(2, episode) },
    ...{ kick: episode % 4 < 2, policy: episode % 3 === 0 ? 'a<b>' : 'c' },
  });
  return [
    { ...first, scheduler: { ...first.scheduler, parameters } },
    ...rest.map((record): JournalRecord => {
      if (record.type === 'trial' && record.episode !== undefined) {
        return { ...record, configuration: at(record.phase === 'search' && record.episode > 1 ? record.episode : 2) };
      }
      return record.type === 'episode' ? { ...record, score: -record.episode / 100 } : record;
    }),
    ...more,
  ];
}

function shown(journal: readonly JournalRecord[]): string {
  const markup = toText(parameterEffectsTable(digestOf(journal), journal));
  structureOf(markup);
  return textOf(markup);
}

const ablation: JournalRecord = {
  type: 'ablation',
  configuration: {},
  parameters: [changed('slice', false), changed('kick', true)],
  reduced: {},
};

function changed(parameter: string, isKept: boolean) {
  return { parameter, without: { ratio: 1, low: 0.9, high: 1.1 }, isKept, blocks: 4 };
}

describe('a search of 24 episodes', () => {
  const text = shown(records(24));

  it('says what shows an effect, and first in the table', () => {
    expect(text).toContain(
      'Of 3 parameters that could be judged 1 went along with the score: slice (lower was better).',
    );
    expect(text).toMatch(
      /In words slice 24 of 23 configurations 23 2 ×0\.99 in 1 configuration −1\.00 < 0\.001 lower was better/,
    );
  });

  it('says of each parameter how it was tried and what was best', () => {
    expect(text).toMatch(/kick 24 of \d+ configurations 2 (true|false) ×0\.\d\d in \d+ configurations/);
    expect(text).toMatch(/policy .* ×1\.0\d [\d.]+ no effect seen/);
    expect(text).toMatch(/still .* 1 4 ×0\.\d\d in \d+ configurations always the same/);
    expect(text).toMatch(/depth 0 0 never active/);
  });

  it('is no proof, and says where one is', () => {
    expect(text).toContain('This is where to look, not a proof: the agent chose the configurations');
    expect(text).toContain('--ablation-runs');
    const ablated = records(24, [ablation]);
    expect(shown(ablated)).toMatch(
      /lower was better no use was found kick .* no effect seen kept policy .* no effect seen still/,
    );
    expect(toText(parameterEffectsTable(digestOf(ablated), ablated))).toContain('<a href="#ablation">');
    expect(shown(ablated)).not.toContain('--ablation-runs');
  });
});

it('says from how many configurations on it can tell', () => {
  const text = shown(records(5));
  expect(text).toContain('Too few runs to tell. A parameter is judged from 8 different configurations');
  expect(text).not.toContain('Levels tried');
  expect(shown(records(1))).toContain('Too few runs to tell.');
});

it('does not find what is not there', () => {
  const flat = records(24).map((record) => (record.type === 'episode' ? { ...record, score: 0 } : record));
  expect(shown(flat)).toContain('Of 3 parameters that could be judged none went along with the score.');
  expect(shown(flat)).toMatch(/slice .* 1\.000 no trend seen/);
});
