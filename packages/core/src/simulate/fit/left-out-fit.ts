// Solves a kernel's equations and predicts every point from all others, by one Cholesky decomposition.

export interface LeftOutFit {
  readonly weights: readonly number[];
  readonly leftOut: readonly number[];
}

/** `kernel` is symmetric and positive definite, with what was added to its diagonal. */
export function leftOutFit(kernel: readonly (readonly number[])[], values: readonly number[]): LeftOutFit {
  const inverse = invertedTriangle(choleskyTriangle(kernel));
  const n = values.length;
  const projected = inverse.map((row) => row.reduce((sum, entry, j) => sum + entry * values[j], 0));
  const weights = new Array<number>(n).fill(0);
  const diagonal = new Array<number>(n).fill(0);
  for (const [i, row] of inverse.entries()) {
    for (const [j, entry] of row.entries()) {
      weights[j] += entry * projected[i];
      diagonal[j] += entry * entry;
    }
  }
  return { weights, leftOut: values.map((value, i) => value - weights[i] / diagonal[i]) };
}

/** Lower triangle L with L·Lᵀ = matrix, row by row. */
function choleskyTriangle(matrix: readonly (readonly number[])[]): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < matrix.length; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j < i ? rows[j] : row;
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= row[k] * other[k];
      row.push(j < i ? rest / other[j] : Math.sqrt(rest));
    }
    rows.push(row);
  }
  return rows;
}

/** The inverse of a lower triangle is one too. */
function invertedTriangle(triangle: readonly (readonly number[])[]): number[][] {
  const inverse: number[][] = [];
  for (const [i, row] of triangle.entries()) {
    const entries = new Array<number>(i + 1).fill(0);
    for (let k = 0; k < i; k++) {
      for (let j = 0; j <= k; j++) entries[j] -= row[k] * inverse[k][j];
    }
    for (let j = 0; j < i; j++) entries[j] /= row[i];
    entries[i] = 1 / row[i];
    inverse.push(entries);
  }
  return inverse;
}
