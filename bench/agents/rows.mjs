// A row of the bench: a figure, what it is worth, what it must be; printed as a table.

/** `value` is compared with the target; null where it does not exist. `detail` is what a reader should know beside it. */
export function row(figure, agent, value, target, detail = '') {
  const { must, goal } = target ?? {};
  return { figure, agent, value, must, goal, reached: reached(value, must, goal), detail };
}

export function printRows(rows) {
  const lines = [
    ['agent', 'figure', 'value', 'must', 'goal', 'reached', ''],
    ...rows.map(({ agent, figure, value, must, goal, reached: what, detail }) => [
      ...[agent, figure, shown(value), atMost(must), atMost(goal), what, detail],
    ]),
  ];
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  for (const line of lines)
    console.log(
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    );
}

function reached(value, must, goal) {
  if (must === undefined) return '';
  if (value === null) return 'unknown';
  if (goal !== undefined && value <= goal) return 'goal';
  return value <= must ? 'must' : 'no';
}

function shown(value) {
  return value === null ? '–' : value.toFixed(value >= 20 ? 1 : 3);
}

function atMost(bound) {
  return bound === undefined ? '' : `≤ ${bound}`;
}
