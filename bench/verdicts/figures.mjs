// Shares with their uncertainty, and numbers for people.
import { wilson } from '../../packages/core/dist/stats/wilson.js';

/** Of the items for which `holds` is true. */
export function share(items, holds) {
  const count = items.filter(holds).length;
  const { share: value, low, high } = wilson(count, items.length);
  const percent = (part) => (100 * part).toFixed(1);
  return { value, text: `${percent(value).padStart(5)} % [${percent(low)}, ${percent(high)}]` };
}

/** NaN for an empty list. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.floor(sorted.length / 2)];
}

export function range(part) {
  return `${(100 * part).toFixed(0)} %`.padStart(4);
}

export function signed(value) {
  return Number.isNaN(value) ? '–' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
