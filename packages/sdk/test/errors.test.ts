import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS, EXIT, isSchedtunaError, SchedtunaError } from '../src/index.js';

const page = readFileSync(new URL('../../../docs/reference/errors.md', import.meta.url), 'utf8');

describe('errors', () => {
  it('are documented one by one: code, exit status, meaning', () => {
    const documented = [...page.matchAll(/^\| `(ST_\w+)` *\| (\d+) *\| (.+?) *\|$/gm)].map(
      ([, code, exit, meaning]) => [code, Number(exit), meaning],
    );
    const defined = Object.entries(ERRORS).map(([code, { exit, meaning }]) => [code, EXIT[exit], meaning]);
    expect(documented).toEqual(defined);
  });

  it('have their exit statuses documented by class', () => {
    const documented = [...page.matchAll(/^\| (\d+) *\| (\w+) *\|/gm)].map(([, status, name]) => [
      name,
      Number(status),
    ]);
    expect(Object.fromEntries(documented)).toEqual({ success: 0, ...EXIT });
  });

  it('use every class of exit status', () => {
    const used = new Set(Object.values(ERRORS).map(({ exit }) => exit));
    expect([...used].sort()).toEqual(Object.keys(EXIT).sort());
  });

  it('carry code, exit status, hint and cause', () => {
    const cause = new Error('ENOENT');
    const error = new SchedtunaError('ST_MODEL', 'no such file: m.gguf', { hint: 'Give another path.', cause });
    expect(error).toMatchObject({
      code: 'ST_MODEL',
      exitCode: 6,
      message: 'no such file: m.gguf',
      hint: 'Give another path.',
      cause,
    });
    expect(String(error)).toBe('SchedtunaError: no such file: m.gguf');
  });

  it('are recognised by brand, so that another copy of the package does no harm', () => {
    expect(isSchedtunaError(new SchedtunaError('ST_USAGE', 'x'))).toBe(true);
    expect(isSchedtunaError(Object.assign(new Error('x'), { [Symbol.for('schedtuna/error')]: true }))).toBe(true);
    expect([new Error('x'), null, undefined, 'ST_USAGE'].some(isSchedtunaError)).toBe(false);
  });
});
