// A promise that resolves after a time, and can be given up before.

export interface Timer<T> {
  readonly elapsed: Promise<T>;
  cancel(): void;
}

export function timer<T>(milliseconds: number, value: T): Timer<T> {
  let cancel = () => {};
  const elapsed = new Promise<T>((resolve) => {
    const handle = setTimeout(() => resolve(value), milliseconds);
    cancel = () => clearTimeout(handle);
  });
  return { elapsed, cancel };
}

/** True when `promise` settles within the time. */
export async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const limit = timer(milliseconds, false);
  const isInTime = await Promise.race([promise.then(() => true), limit.elapsed]);
  limit.cancel();
  return isInTime;
}
