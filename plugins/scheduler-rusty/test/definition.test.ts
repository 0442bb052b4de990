import { readFileSync } from 'node:fs';
import { createSearchSpace, flagWord, spellingsOf } from '@schedtuna/sdk';
import { testScheduler } from '@schedtuna/sdk/testing';
import { describe, expect, it } from 'vitest';
import rusty from '../src/index.js';

describe('scx_rusty keeps the contract of schedulers:', () => testScheduler(it, rusty));

describe('scx_rusty', () => {
  const space = createSearchSpace(rusty.parameters);
  const { defaultConfiguration } = space;

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(rusty))).toEqual(rusty);
  });

  it('takes the limits of pushing and waking into account only while these are on', () => {
    const changes = { direct: false, direct_greedy_under: 40, direct_greedy_numa: true, kick_greedy_under: 40 };
    expect(space.difference({ ...defaultConfiguration, ...changes })).toEqual({ direct: false, kick_greedy_under: 40 });
    expect(space.difference({ ...defaultConfiguration, kick: false, kick_greedy_under: 40 })).toEqual({ kick: false });
  });

  it('steals across NUMA nodes only where it steals at all', () => {
    const changes = { greedy_threshold: 0, greedy_threshold_x_numa: 4 };
    expect(space.difference({ ...defaultConfiguration, ...changes })).toEqual({ greedy_threshold: 0 });
  });

  it('is documented with every parameter, its flags and its default', () => {
    const page = readFileSync(new URL('../../../docs/reference/sched-ext-flags.md', import.meta.url), 'utf8');
    const section = page.split('\n## ').find((part) => part.startsWith(`${rusty.name}\n`)) ?? '';
    const rows = section.split('\n').filter((line) => line.startsWith('| `'));
    const documented = rows.map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    const declared = Object.entries(rusty.parameters).map(([name, parameter]) => {
      const [newest, ...others] = spellingsOf(parameter).map(flagWord);
      return [name, newest, others.join(', '), String(parameter.default)];
    });
    expect(documented.map(([, name, flag, others, , standard]) => [name, flag, others, standard])).toEqual(declared);
  });
});
