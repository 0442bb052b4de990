// Kernel releases as uname -r gives them.

/** True when `release`, such as 6.12.48-1-lts, is of version major.minor or newer. */
export function isAtLeast(release: string, major: number, minor: number): boolean {
  const [, first, second] = (/^(\d+)\.(\d+)/.exec(release) ?? []).map(Number);
  return first > major || (first === major && second >= minor);
}
