// Values that help describes apart: `0 = disabled`, `-1 for automatic`.
import type { SpecialValue } from '@schedtuna/sdk';

/** Groups: value, what it means. */
const DESCRIBED =
  /(?<![\w.,-])(0|-1)(?:\s*[=:]\s*|\s+(?:means|indicates|for|is|to)\s+|\s+(?=disable|turn))((?:no |turns? |the )?(?:disabl|off|none|auto|default|no\b|minimum|limit)[^,.;)\]]*)/gi;
/** `When non-zero, enable greedy stealing`. */
const NON_ZERO = /\bnon-?zero\b[^.]*\benabl/i;
const LONGEST_MEANING = 60;

export function specialValues(description: string): SpecialValue[] {
  const found = [...description.matchAll(DESCRIBED)].map(([, value, meaning]) => ({
    value: Number(value),
    meaning: meaningOf(meaning),
  }));
  if (NON_ZERO.test(description)) found.push({ value: 0, meaning: 'disabled' });
  return found;
}

function meaningOf(text: string): string {
  if (/^disabl/i.test(text)) return 'disabled';
  return text.trim().slice(0, LONGEST_MEANING).trimEnd();
}
