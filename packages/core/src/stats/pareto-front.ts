// What is left when everything goes that something else beats: the best trade-offs between two quantities.

/** Both are better when they are higher. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `a` is at least as good in both and better in one. */
export function dominates(a: Point, b: Point): boolean {
  return a.x >= b.x && a.y >= b.y && (a.x > b.x || a.y > b.y);
}

/**
 * The points that no other one dominates, by ascending x and so by descending y. Equal points do not dominate each other:
 * all of them are kept. Coordinates are finite. Sorted once and swept (Kung, Luccio & Preparata 1975).
 */
export function paretoFront<T extends Point>(points: readonly T[]): T[] {
  const front: T[] = [];
  for (const point of [...points].sort((a, b) => b.x - a.x || b.y - a.y)) {
    const last = front.at(-1);
    if (last === undefined || point.y > last.y || (point.y === last.y && point.x === last.x)) front.push(point);
  }
  return front.reverse();
}
