import { readFileSync } from 'node:fs';
import { flagWord, spellingsOf } from '@schedtuna/sdk';
import { testScheduler } from '@schedtuna/sdk/testing';
import { describe, expect, it } from 'vitest';
import flashyspark from '../src/index.js';

describe('scx_flashyspark keeps the contract of schedulers:', () => testScheduler(it, flashyspark));

describe('scx_flashyspark', () => {
  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(flashyspark))).toEqual(flashyspark);
  });

  it('says what it cannot be loaded without', () => {
    const [{ anyOf, reason }] = flashyspark.requires ?? [];
    expect(anyOf).toContain('/proc/driver/nvidia/version');
    expect(reason).toMatch(/NVIDIA driver/);
  });

  it('is documented with every parameter, its flags and its default', () => {
    const page = readFileSync(new URL('../../../docs/reference/sched-ext-flags.md', import.meta.url), 'utf8');
    const section = page.split('\n## ').find((part) => part.startsWith(`${flashyspark.name}\n`)) ?? '';
    const rows = section.split('\n').filter((line) => line.startsWith('| `'));
    const documented = rows.map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    const declared = Object.entries(flashyspark.parameters).map(([name, parameter]) => {
      const [newest, ...others] = spellingsOf(parameter).map(flagWord);
      return [name, newest, others.join(', '), String(parameter.default)];
    });
    expect(documented.map(([, name, flag, others, , standard]) => [name, flag, others, standard])).toEqual(declared);
  });
});
