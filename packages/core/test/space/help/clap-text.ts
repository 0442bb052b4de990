// Long help as clap prints it, written from a list of flags: what the parser must read back.
import fc from 'fast-check';
import type { HelpFlag } from '../../../src/space/help/help-flag.js';

const BODY = ' '.repeat(10);

export function clapText(flags: readonly HelpFlag[]): string {
  const sections = [...new Set(flags.map(({ section }) => section))];
  return [
    'scx_example: a scheduler for tests',
    '',
    'Usage: scx_example [OPTIONS]',
    ...sections.flatMap((section) => [
      '',
      `${section}:`,
      ...flags.filter((flag) => flag.section === section).flatMap((flag, i) => [...(i ? [''] : []), ...entry(flag)]),
    ]),
    '',
  ].join('\n');
}

function entry({ long, short, valueName, form, isRepeatable, choices, description, ...flag }: HelpFlag): string[] {
  const names = long === undefined ? `  ${short}` : short === undefined ? `      ${long}` : `  ${short}, ${long}`;
  const value = valueName === undefined ? '' : `${form === 'joined' ? '[=' : ' '}<${valueName}>`;
  return [
    `${names}${value}${form === 'joined' ? ']' : ''}${isRepeatable ? '...' : ''}`,
    ...(description ? [`${BODY}${description}`] : []),
    ...(flag.default === undefined ? [] : [BODY, `${BODY}[default: ${flag.default}]`]),
    ...(choices ? [BODY, `${BODY}[possible values: ${choices.join(', ')}]`] : []),
  ];
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
export const words = fc.array(word, { maxLength: 6 }).map((list) => list.join(' '));
export const valueName = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
const short = fc.stringMatching(/^-[A-Za-z]$/);
const long = fc.stringMatching(/^--[a-z]{2,6}(-[a-z0-9]{1,5}){0,2}$/);

/** A flag has a long name, a letter, or both. */
export const names = fc.oneof(fc.record({ long }), fc.record({ short }), fc.record({ long, short })) as fc.Arbitrary<{
  readonly long?: string;
  readonly short?: string;
}>;

const takesNothing = fc.record({ form: fc.constant('switch' as const), isRepeatable: fc.boolean() });
const takesValue = fc.record(
  {
    form: fc.constantFrom('separate' as const, 'joined' as const),
    isRepeatable: fc.boolean(),
    valueName,
    default: fc.oneof(fc.integer().map(String), fc.constantFrom('2.0', '-1', 'auto')),
    choices: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ['form', 'isRepeatable', 'valueName'] },
);

export const clapFlags: fc.Arbitrary<HelpFlag[]> = fc.uniqueArray(
  fc
    .record({
      names,
      value: fc.oneof(takesNothing, takesValue),
      description: words,
      section: fc.constantFrom('Options', 'Libbpf Options'),
    })
    .map(({ names, value, ...rest }) => ({ ...names, ...value, ...rest }) as HelpFlag),
  { comparator: (a, b) => isShared(a.long, b.long) || isShared(a.short, b.short), maxLength: 8 },
);

function isShared(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a === b;
}
