import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FINDING_NAMES } from '../../../src/host/doctor/report.js';

const page = readFileSync(new URL('../../../../../docs/reference/doctor.md', import.meta.url), 'utf8');

describe('docs/reference/doctor.md', () => {
  it('has a row for every finding, in order, with what it means and what to do', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` *\| (.+?) *\| (.+?) *\|$/gm)];
    expect(rows.map(([, name]) => name)).toEqual([...FINDING_NAMES]);
  });
});
