// Rows of cells as lines of text.

/** A figure is at least as wide as this, so that tables of short runs look like those of long ones. */
const LEAST_WIDTH = 7;

/** The first row holds the headings. The first column to the left, the others to the right; `widths` of those that are known. */
export function aligned(rows: readonly (readonly string[])[], widths: readonly number[]): readonly string[] {
  const [headings] = rows;
  return rows.map(([first, ...cells]) => {
    const columns = cells.map((cell, i) =>
      cell.padStart(widths[i + 1] ?? Math.max(LEAST_WIDTH, headings[i + 1].length)),
    );
    return ['', first.padEnd(widths[0]), ...columns].join('  ');
  });
}

/** As wide as the widest cell of each column. */
export function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  return rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
}
