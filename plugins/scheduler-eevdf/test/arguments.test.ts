import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatArguments, parseArguments } from '../src/arguments.js';
import { POLICIES } from '../src/settings.js';

const settings = fc.record({
  sliceUs: fc.oneof(fc.constant(0), fc.integer({ min: 100, max: 100_000 })),
  policy: fc.constantFrom(...POLICIES),
  nice: fc.integer({ min: -39, max: 39 }),
});
const word = fc.oneof(fc.string(), fc.constantFrom('--', '--nice', '--check', '-5', ''));

describe('parseArguments', () => {
  it('reads what formatArguments wrote, whatever the command looks like', () => {
    fc.assert(
      fc.property(settings, fc.string({ minLength: 1 }), fc.array(word), (wanted, file, args) => {
        expect(parseArguments(formatArguments(wanted, { file, args }))).toEqual({
          kind: 'launch',
          settings: wanted,
          file,
          args,
        });
      }),
    );
  });

  it('never throws, and a launch has a command and allowed settings', () => {
    const options = fc.constantFrom('--slice-us', '--policy', '--nice', '--', '0', '5000', 'batch', '1e3', '07', 'nan');
    fc.assert(
      fc.property(fc.array(fc.oneof(options, word)), (words) => {
        const request = parseArguments(words);
        if (request.kind !== 'launch') return;
        expect(request.file).not.toBe('');
        expect(words.slice(words.length - request.args.length - 1)).toEqual([request.file, ...request.args]);
        expect(POLICIES).toContain(request.settings.policy);
        expect(Number.isInteger(request.settings.sliceUs) && Number.isInteger(request.settings.nice)).toBe(true);
      }),
    );
  });

  it('has the defaults for what is not given, and leaves the options of the command alone', () => {
    expect(parseArguments(['--nice', '3', 'bench', '--nice', '7'])).toEqual({
      kind: 'launch',
      settings: { sliceUs: 0, policy: 'other', nice: 3 },
      file: 'bench',
      args: ['--nice', '7'],
    });
  });

  it.each([
    [['--slice-us', '99', 'true'], '--slice-us is 0 or 100 to 100000 microseconds, not "99"'],
    [['--slice-us', '1e3', 'true'], '--slice-us is 0 or 100 to 100000 microseconds, not "1e3"'],
    [['--policy', 'fifo', 'true'], '--policy is one of other, batch, idle, not "fifo"'],
    [['--nice'], '--nice is -39 to 39, added to the inherited value, not ""'],
    [['--speed', '3', 'true'], 'unknown option --speed'],
    [['--nice', '3'], 'a command to run is missing'],
    [[], 'a command to run is missing'],
  ])('says what is wrong with %j', (words, message) => {
    expect(parseArguments(words)).toEqual({ kind: 'usage', message });
  });
});
