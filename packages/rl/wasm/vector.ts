// What is done to whole layers besides products; `n` numbers, a multiple of 4.

/** Every one of `count` rows becomes `row` [n]. */
export function repeat(row: usize, to: usize, count: usize, n: usize): void {
  const bytes = n * 4;
  for (let i: usize = 0; i < count; i++) {
    memory.copy(to, row, bytes);
    to += bytes;
  }
}

/** max(0, x), in place. */
export function rectify(x: usize, n: usize): void {
  const zero = f32x4.splat(0);
  for (const end = x + n * 4; x < end; x += 16) v128.store(x, f32x4.max(v128.load(x), zero));
}

/** The slope of a rectified unit goes on only where the unit is above 0. */
export function passWherePositive(slope: usize, unit: usize, n: usize): void {
  const zero = f32x4.splat(0);
  for (const end = slope + n * 4; slope < end; slope += 16) {
    v128.store(slope, v128.and(v128.load(slope), f32x4.gt(v128.load(unit), zero)));
    unit += 16;
  }
}

/** to [n] = sum of `count` rows. */
export function sumRows(from: usize, to: usize, count: usize, n: usize): void {
  const bytes = n * 4;
  for (let column: usize = 0; column < bytes; column += 16) {
    let sum = f32x4.splat(0);
    let at = from + column;
    for (let i: usize = 0; i < count; i++) {
      sum = f32x4.add(sum, v128.load(at));
      at += bytes;
    }
    v128.store(to + column, sum);
  }
}

/** to [n, n] = from [n, n] transposed. */
export function transpose(from: usize, to: usize, n: usize): void {
  const bytes = n * 4;
  for (let i: usize = 0; i < n; i++) {
    let at = to + i * 4;
    for (let j: usize = 0; j < n; j++) {
      store<f32>(at, load<f32>(from));
      from += 4;
      at += bytes;
    }
  }
}

/** x · factor, in place. */
export function scale(x: usize, factor: f32, n: usize): void {
  const factors = f32x4.splat(factor);
  for (const end = x + n * 4; x < end; x += 16) v128.store(x, f32x4.mul(v128.load(x), factors));
}
