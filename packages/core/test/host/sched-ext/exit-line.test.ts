import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExitLine } from '../../../src/host/sched-ext/exit-line.js';

const REASONS = [
  ['unregistered from user space', 'user'],
  ['unregistered from BPF', 'bpf'],
  ['unregistered from the main kernel', 'kernel'],
  ['disabled by sysrq-S', 'sysrq'],
  ['parent exiting', 'parent'],
  ['runtime error', 'error'],
  ['scx_bpf_error', 'error'],
  ['runnable task stall', 'stall'],
] as const;

const bar = '='.repeat(80);
const DUMP = [
  ...['DEBUG DUMP', bar, ''],
  'perl[1234] triggered exit kind 1026:',
  '  runnable task stall (perl[1234] failed to run for 5.100s)',
  ...['', 'CPU 0   : nr_run=1 flags=0x1', '  EXIT: of a task, not of the scheduler', '', bar, ''],
].join('\n');

describe('parseExitLine', () => {
  it.each(REASONS)('knows what %j means, as C and as Rust schedulers write it', (reason, kind) => {
    for (const start of ['EXIT: ', 'Error: EXIT: ']) {
      expect(parseExitLine(`${start}${reason}\n`)).toEqual({ kind, reason });
      expect(parseExitLine(`${start}${reason} (cpu 1 going offline)`)).toEqual({
        ...{ kind, reason, message: 'cpu 1 going offline' },
      });
      expect(parseExitLine(`${start}${reason} on CPU 11\n`)).toEqual({ kind, reason });
      expect(parseExitLine(`${start}${reason} (dsq 3) on CPU 0\n`)).toEqual({ kind, reason, message: 'dsq 3' });
    }
  });

  it.each([
    ['sptp[3802997] failed to run for 28.103s'],
    ['invalid CPU (6)'],
    ['(a) (b)'],
    ['scx_bpf_dsq_insert() with slice (0) on CPU 3, twice'],
    ['ends with (parentheses)'],
  ])('reads the whole message %j', (message) => {
    for (const place of ['', ' on CPU 7']) {
      const read = parseExitLine(`EXIT: runtime error (${message})${place}`);
      expect(read).toEqual({ kind: 'error', reason: 'runtime error', message });
    }
  });

  it('does not mind what is behind the line', () => {
    expect(parseExitLine('EXIT: runtime error (x)\r\nbye\n')).toEqual({
      ...{ kind: 'error', reason: 'runtime error', message: 'x' },
    });
    expect(parseExitLine('EXIT: unregistered from user space  ')).toMatchObject({ kind: 'user' });
  });

  it('leaves an empty message away', () => {
    expect(parseExitLine('EXIT: runtime error ()')).toEqual({ kind: 'error', reason: 'runtime error' });
  });

  it('reads the line behind a dump, not the dump', () => {
    expect(parseExitLine(`${DUMP}\nError: EXIT: scx_bpf_error (count 100)\n`)).toMatchObject({
      reason: 'scx_bpf_error',
    });
    expect(parseExitLine(DUMP)).toBeUndefined();
  });

  it('takes the last of several: a scheduler that loads itself again writes one each time', () => {
    const text =
      'EXIT: unregistered from the main kernel (cpu 1 going offline)\nstarted\nEXIT: runnable task stall (x)\n';
    expect(parseExitLine(text)).toEqual({ kind: 'stall', reason: 'runnable task stall', message: 'x' });
    expect(parseExitLine(`${text}EXIT: unregistered from user space\nbye\n`)).toMatchObject({ kind: 'user' });
  });

  it('does not know every reason', () => {
    expect(parseExitLine('EXIT: evicted by the moon (full) on CPU 1')).toEqual({
      ...{ kind: 'unknown', reason: 'evicted by the moon', message: 'full' },
    });
    expect(parseExitLine('EXIT: constructor')).toMatchObject({ kind: 'unknown' });
  });

  it.each(['', 'EXIT', 'EXIT: ', 'exit: runtime error', 'it said EXIT: runtime error', ' EXIT: runtime error'])(
    'is none in %j',
    (text) => expect(parseExitLine(text)).toBeUndefined(),
  );

  it('finds its line between any others', () => {
    const other = fc.string({ unit: 'binary' }).filter((text) => !text.includes('EXIT'));
    const message = fc.stringMatching(/^[ -~]{1,60}$/).filter((text) => !/ on CPU \d+\)?$/.test(text));
    fc.assert(
      fc.property(other, fc.constantFrom(...REASONS), message, (before, [reason, kind], text) => {
        expect(parseExitLine(`${before}\nEXIT: ${reason} (${text})\n`)).toEqual({ kind, reason, message: text });
      }),
    );
  });

  it('never fails', () => {
    const piece = fc.oneof(fc.constantFrom('EXIT: ', 'Error: ', ' (', ')', ' on CPU 1', '\n', '\r'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        parseExitLine(pieces.join(''));
      }),
    );
  });

  it('comes to an end with lines of any length', () => {
    expect(parseExitLine(`EXIT: ${' ('.repeat(500_000)}`)).toBeUndefined();
    expect(parseExitLine(`EXIT: x${' ()'.repeat(300_000)}x`)).toMatchObject({ kind: 'unknown' });
    expect(parseExitLine('EXIT: x\n'.repeat(200_000))).toEqual({ kind: 'unknown', reason: 'x' });
  });
});
