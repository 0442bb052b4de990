// Flags that a tuner must leave alone: they print, debug, break on purpose, or take what cannot be searched.
import type { Help, HelpFlag } from './help-flag.js';
import { isNumber } from './help-number.js';

/** Rust schedulers share these names. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^--(help|version)$/, 'it prints and ends'],
  [/^--(verbose|debug|log-level)$/, 'it says more, and schedules nothing differently'],
  [/^--(stats|help-stats|monitor|monitor-.*|run-id)$/, 'it is about statistics'],
  [/^--exit-dump-len$/, 'it sizes a dump for debugging'],
  [/^--partial$/, 'with it the benchmark would not be scheduled'],
  [/^--(run-)?example$/, 'it is an example'],
];
const BY_SECTION = /^(topology|libbpf) options$/i;
const DEPRECATED = /\bdeprecated\b/i;

/** C programs say in words what a letter does. */
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/\b(help|version)\b/i, 'it prints and ends'],
  [/\b(errors?|scx_bpf_error|stall\w*|infinite\w*|stress\w*|test\w*)\b/i, 'it breaks the scheduler on purpose'],
  [/\b(dump\w*|debug\w*|print\w*|display\w*|report\w*|verbose)\b|\.dump\b/i, 'it is for looking, not for scheduling'],
  [/\bpids?\b|\b(cgroup )?paths?\b|sub-?sched/i, 'it names something of this machine'],
  [/\bdisallow\w*\b|\bpartial\b|\bonly tasks on\b/i, 'with it the benchmark might not be scheduled'],
  [/\b(slab|arena|buffer)\b/i, 'it sizes memory'],
];
const OF_MACHINE = /^(CPU|PID|PATH|.*_(PATH|FILE|DIR)|FILE|DIR)$/i;

/** One sentence, or undefined for a flag that can be tuned. */
export function reasonToSkip(flag: HelpFlag, style: Help['style']): string | undefined {
  const named = BY_NAME.find(([pattern]) => flag.long !== undefined && pattern.test(flag.long));
  if (named) return named[1];
  if (BY_SECTION.test(flag.section)) return `it is one of the ${flag.section}, which schedule nothing differently`;
  if (DEPRECATED.test(flag.description)) return 'it is deprecated';
  if (style === 'getopt') {
    const described = BY_WORD.find(([pattern]) => pattern.test(flag.description));
    if (described) return described[1];
    if (/^-[hvV]$/.test(flag.short ?? '')) return 'it prints';
  }
  return flag.form === 'switch' ? switchReason(flag) : valueReason(flag, style);
}

function switchReason({ isRepeatable }: HelpFlag): string | undefined {
  return isRepeatable ? 'it is counted, and how often makes sense is unknown' : undefined;
}

function valueReason({ isRepeatable, valueName = '', default: standard, choices }: HelpFlag, style: Help['style']) {
  if (isRepeatable || /^-?[\d.]+( -?[\d.]+)+$/.test(standard ?? '')) return 'it takes a list';
  if (choices) return choices.every((choice) => choice === standard) ? 'it takes one word only' : undefined;
  if (OF_MACHINE.test(valueName)) return 'it names something of this machine';
  if (standard === undefined) {
    return style === 'getopt' ? undefined : 'its help names neither a default nor choices, so what it takes is unknown';
  }
  return isNumber(standard) ? undefined : `it takes free text, such as its default ${JSON.stringify(standard)}`;
}
