// Numbers as help prints them.

/** Decimal only: hexadecimal defaults are masks and codes, which have no order. */
export function isNumber(word: string): boolean {
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(word);
}

export function isFloat(word: string): boolean {
  return word.includes('.');
}
