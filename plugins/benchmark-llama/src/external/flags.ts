// Reads flags of a llama-bench command line the way llama-bench does.

export const MODEL_FLAGS = ['-m', '--model'];
export const OUTPUT_FLAGS = ['-o', '--output'];
export const PRIORITY_FLAGS = ['--prio'];

/** The value of the last of these flags; undefined when there is none or nothing follows it. */
export function flagValue(words: readonly string[], names: readonly string[]): string | undefined {
  const at = words.findLastIndex((word) => names.includes(canonical(word)));
  return at < 0 ? undefined : words[at + 1];
}

export function hasFlag(words: readonly string[], names: readonly string[]): boolean {
  return words.some((word) => names.includes(canonical(word)));
}

/** llama-bench takes underscores in long flags for hyphens. */
function canonical(word: string): string {
  return word.startsWith('--') ? word.replaceAll('_', '-') : word;
}
