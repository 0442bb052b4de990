// Words at the right of a panel, each in the colour of what it names and at its height, moved apart where they would touch.
import type { Fragment, Size } from './marks.js';

export interface EndLabel {
  readonly text: string;
  readonly color: string;
  /** Pixels from the top of the panel. */
  readonly y: number;
}

/** Height of a line of text, pixels. */
const LINE = 15;

export function endLabels(labels: readonly EndLabel[], { width, height }: Size): Fragment[] {
  return apart(labels, height).map(({ text, color, y }) => ({
    data: { values: [{ text }] },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 8, color, fontSize: 12 },
    encoding: { x: { value: width }, y: { value: y }, text: { field: 'text' } },
  }));
}

/** Pushes labels down until none touches the one above, then those that fell off the panel up again. */
export function apart(labels: readonly EndLabel[], height: number): EndLabel[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const down: EndLabel[] = [];
  for (const label of sorted) down.push({ ...label, y: Math.max(label.y, (down.at(-1)?.y ?? -Infinity) + LINE) });
  let limit = height;
  return down.toReversed().map((label) => {
    const y = Math.min(label.y, limit);
    limit = y - LINE;
    return { ...label, y };
  });
}
