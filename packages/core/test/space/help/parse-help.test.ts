import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HelpFlag } from '../../../src/space/help/help-flag.js';
import { parseHelp } from '../../../src/space/help/parse-help.js';
import { clapFlags, clapText, names, valueName, words } from './clap-text.js';

const CLAP = `A scheduler that was made up for this test.

  --not-a-flag of the program: this is prose

Usage: scx_example [OPTIONS] [SPECS]...

Arguments:
  [SPECS]...
          Files with layers

Options:
  -u, --slice-us <SLICE_US>
          How long a task may run
          
          Longer slices cost latency.
          
          [default: 20000]

      --mode <MODE>
          How CPUs are chosen

          Possible values:
          - shared:     One queue for all CPUs
          - per-cpu:    A queue a CPU,
            with stealing
          - "two words"
          
          [default: shared]

  -m, --masks <MASKS>...
          Groups of CPUs

      --quanta <QUANTA>...
          Slices of the queues
          
          [default: 500 2500 5000]

      --lag[=<LAG>]
          Optional, joined
          
          [default: 0.5]
          [possible values: 0.5, 1.0]

      --share=<SHARE>
          [default: ""]

  -k
          A letter only

  -v, --verbose...
          Say more

Libbpf Options:
      --relaxed <RELAXED>
          [possible values: true, false]
`;

const GETOPT = `A small scheduler.

Usage: scx_small [-s SLICE_US] [-f]
       [-n COUNT] [-m MODE]

  -s SLICE_US   Longest time
                that a task may run
  -n COUNT      Entries (default 128)
  -c            Count, see above
                -1 is not a flag here
  -m MODE       Mode (fast|slow)
  -b, --batch=N Tasks at once
  --batch=N     Tasks at once
  -q, --quiet   Say nothing
  -h            Show this text
Report defects to nobody.
`;

describe('parseHelp of clap', () => {
  const { style, flags } = parseHelp(CLAP);
  const byName = Object.fromEntries(flags.map((flag) => [flag.long ?? flag.short, flag]));

  it('finds every flag and nothing else', () => {
    expect(style).toBe('clap');
    expect(flags.map(({ long, short }) => long ?? short)).toEqual([
      ...['--slice-us', '--mode', '--masks', '--quanta', '--lag', '--share', '-k', '--verbose', '--relaxed'],
    ]);
  });

  it('reads names, value, default and text', () => {
    expect(byName['--slice-us']).toEqual({
      long: '--slice-us',
      short: '-u',
      valueName: 'SLICE_US',
      form: 'separate',
      isRepeatable: false,
      default: '20000',
      description: 'How long a task may run Longer slices cost latency.',
      section: 'Options',
    });
  });

  it('reads choices in both forms', () => {
    expect(byName['--mode']).toMatchObject({ choices: ['shared', 'per-cpu', 'two words'], default: 'shared' });
    expect(byName['--mode'].description).toBe('How CPUs are chosen');
    expect(byName['--relaxed']).toMatchObject({ choices: ['true', 'false'], section: 'Libbpf Options' });
  });

  it('reads how a value follows, and what may be repeated', () => {
    expect(byName['--lag']).toMatchObject({
      form: 'joined',
      valueName: 'LAG',
      default: '0.5',
      choices: ['0.5', '1.0'],
    });
    expect(byName['--share']).toMatchObject({ form: 'joined', default: '' });
    expect(byName['--masks']).toMatchObject({ form: 'separate', isRepeatable: true });
    expect(byName['--quanta']).toMatchObject({ isRepeatable: true, default: '500 2500 5000' });
    expect(byName['--verbose']).toMatchObject({ form: 'switch', isRepeatable: true });
    expect(byName['-k']).toEqual({
      short: '-k',
      form: 'switch',
      isRepeatable: false,
      description: 'A letter only',
      section: 'Options',
    });
  });

  it('reads short help too', () => {
    const short = 'Usage: x [OPTIONS]\n\nOptions:\n  -u, --slice <US>  Slice [default: 5] [possible values: 5, 6]\n';
    expect(parseHelp(short)).toEqual({
      style: 'clap',
      flags: [
        {
          ...{ long: '--slice', short: '-u', valueName: 'US', form: 'separate', isRepeatable: false },
          ...{ default: '5', choices: ['5', '6'], description: 'Slice', section: 'Options' },
        },
      ],
    });
  });

  it('does not mind colours and line ends of Windows', () => {
    const coloured = CLAP.replaceAll('--slice-us', '\u001b[1m--slice-us\u001b[0m').replaceAll('\n', '\r\n');
    expect(parseHelp(coloured).flags).toEqual(flags);
    expect(parseHelp(CLAP.replaceAll('slice', 'sl\u009b\u0007ice')).flags).toEqual(flags);
  });

  it('reads back whatever clap prints', () => {
    fc.assert(
      fc.property(clapFlags, (written) => {
        expect(inOrder(parseHelp(clapText(written)).flags)).toEqual(inOrder(written));
      }),
    );
  });
});

describe('parseHelp of getopt', () => {
  const { style, flags } = parseHelp(GETOPT);

  it('reads flags with and without argument', () => {
    expect(style).toBe('getopt');
    expect(flags.map(({ short, long, valueName, form }) => [short, long, valueName, form])).toEqual([
      ['-s', undefined, 'SLICE_US', 'separate'],
      ['-n', undefined, 'COUNT', 'separate'],
      ['-c', undefined, undefined, 'switch'],
      ['-m', undefined, 'MODE', 'separate'],
      [undefined, '--batch', 'N', 'joined'],
      ['-q', '--quiet', undefined, 'switch'],
      ['-h', undefined, undefined, 'switch'],
    ]);
  });

  it('reads texts that go on, defaults and choices', () => {
    const byLetter = Object.fromEntries(flags.map((flag) => [flag.short, flag]));
    expect(byLetter['-s'].description).toBe('Longest time that a task may run');
    expect(byLetter['-c'].description).toBe('Count, see above -1 is not a flag here');
    expect(byLetter['-n'].default).toBe('128');
    expect(byLetter['-m'].choices).toEqual(['fast', 'slow']);
    expect(byLetter['-h'].description).toBe('Show this text');
  });

  it('reads back whatever is printed in that style', () => {
    fc.assert(
      fc.property(getoptFlags, (written) => {
        const text = written.map(getoptLine).join('\n');
        expect(parseHelp(`Made up.\n\nUsage: x [-a]\n\n${text}\n`).flags).toEqual(written);
      }),
    );
  });
});

describe('parseHelp', () => {
  it('finds nothing in a text that is no help', () => {
    expect(parseHelp("Couldn't load a BPF program\n").flags).toEqual([]);
    expect(parseHelp('').flags).toEqual([]);
  });

  it('never throws', () => {
    const line = fc.oneof(
      fc.string(),
      fc.stringMatching(
        /^ {0,12}-{0,2}[a-z]?(, --)?[a-z-]{0,5}[ =[]{0,2}<?[A-Z]{0,3}>?\]?(\.\.\.)?( {2}[a-z[]{0,5})?$/,
      ),
      fc.constantFrom('Options:', 'Usage: x', 'Possible values:', '          - a: b', '          [default: 1]', ''),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(line).map((lines) => lines.join('\n')),
        ),
        (text) => {
          for (const { long, short } of parseHelp(text).flags) expect(long ?? short).toMatch(/^-/);
        },
      ),
    );
  });
});

/** Flags of two sections may be written in any order. */
function inOrder(flags: readonly HelpFlag[]): HelpFlag[] {
  const key = ({ section, long, short }: HelpFlag) => `${section} ${long ?? short}`;
  return [...flags].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const getoptFlags = fc.array(
  fc
    .record({
      names,
      argument: fc.option(fc.record({ form: fc.constantFrom('separate', 'joined'), valueName })),
      text: words,
      standard: fc.option(fc.nat().map(String)),
    })
    .map(({ names, argument, text, standard }): HelpFlag => {
      const common = { ...names, isRepeatable: false, section: '' };
      if (argument === null) return { ...common, form: 'switch', description: text };
      const note = standard === null ? '' : `(default ${standard})`;
      return {
        ...common,
        ...(argument as { form: 'separate' | 'joined'; valueName: string }),
        ...(standard === null ? {} : { default: standard }),
        description: [text, note].filter((part) => part !== '').join(' '),
      };
    }),
  { minLength: 1, maxLength: 8 },
);

function getoptLine({ long, short, valueName, form, description }: HelpFlag): string {
  const names = [short, long].filter((name) => name !== undefined).join(', ');
  const argument = valueName === undefined ? '' : `${form === 'joined' ? '=' : ' '}${valueName}`;
  const [first, ...others] = description.split(' ');
  return [`  ${names}${argument}   ${first}`, ...others.map((word) => `${' '.repeat(20)}${word}`)].join('\n');
}
