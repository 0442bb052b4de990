// Matrices of f32 in steps of four numbers. Every number of columns of a result, and every number of rows, is a multiple of 4.

/**
 * C [m, n] += A [m, k] · B [k, n]. Strides are in bytes; the one between A's columns makes the same code multiply A transposed.
 * Blocks of 4 × 8 keep the result in registers; they are added up over k in order, so that a result never depends on n.
 */
export function addProduct(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
  m: usize,
  n: usize,
  k: usize,
): void {
  for (let i: usize = 0; i < m; i += 4) {
    let column: usize = 0;
    let left = n;
    for (; left >= 8; left -= 8) {
      addBlock8(a, aRow, aColumn, b + column, bRow, c + column, cRow, k);
      column += 32;
    }
    if (left > 0) addBlock4(a, aRow, aColumn, b + column, bRow, c + column, cRow, k);
    a += aRow * 4;
    c += cRow * 4;
  }
}

function addBlock8(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
  k: usize,
): void {
  const c1 = c + cRow;
  const c2 = c1 + cRow;
  const c3 = c2 + cRow;
  let s00 = v128.load(c);
  let s01 = v128.load(c, 16);
  let s10 = v128.load(c1);
  let s11 = v128.load(c1, 16);
  let s20 = v128.load(c2);
  let s21 = v128.load(c2, 16);
  let s30 = v128.load(c3);
  let s31 = v128.load(c3, 16);
  for (let step: usize = 0; step < k; step++) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(a0, left));
    s01 = f32x4.add(s01, f32x4.mul(a0, right));
    const a1 = v128.load32_splat(a + aRow);
    s10 = f32x4.add(s10, f32x4.mul(a1, left));
    s11 = f32x4.add(s11, f32x4.mul(a1, right));
    const a2 = v128.load32_splat(a + aRow * 2);
    s20 = f32x4.add(s20, f32x4.mul(a2, left));
    s21 = f32x4.add(s21, f32x4.mul(a2, right));
    const a3 = v128.load32_splat(a + 3 * aRow);
    s30 = f32x4.add(s30, f32x4.mul(a3, left));
    s31 = f32x4.add(s31, f32x4.mul(a3, right));
    a += aColumn;
    b += bRow;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

function addBlock4(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
  k: usize,
): void {
  let s0 = v128.load(c);
  let s1 = v128.load(c + cRow);
  let s2 = v128.load(c + cRow * 2);
  let s3 = v128.load(c + 3 * cRow);
  for (let step: usize = 0; step < k; step++) {
    const row = v128.load(b);
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a), row));
    s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(a + aRow), row));
    s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(a + aRow * 2), row));
    s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(a + 3 * aRow), row));
    a += aColumn;
    b += bRow;
  }
  v128.store(c, s0);
  v128.store(c + cRow, s1);
  v128.store(c + cRow * 2, s2);
  v128.store(c + 3 * cRow, s3);
}
