// Value scales: where values lie in a panel, and which of them get a number.
import type { Fragment } from './marks.js';

export interface Scale {
  readonly type: 'linear' | 'log';
  readonly low: number;
  readonly high: number;
}

/** From this ratio between the ends on, a linear axis would squeeze most points together. */
const LOG_FROM = 5;
/** Share of the panel that stays free above and below. */
const ROOM = 0.08;

/** Holds all finite ones of these values; logarithmic when they are positive and span much. */
export function scaleOf(values: readonly number[]): Scale {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  if (low > 0 && high / low > LOG_FROM) {
    const room = (high / low) ** ROOM;
    return { type: 'log', low: low / room, high: high * room };
  }
  const room = high > low ? ROOM * (high - low) : 0.05 * Math.abs(high) || 1;
  return { type: 'linear', low: low - room, high: high + room };
}

/** A linear scale from 0 for values that are shares or distances; below 0 where they are. */
export function scaleFromZero(values: readonly number[]): Scale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = ROOM * (high - low) || 1;
  return { type: 'linear', low: low < 0 ? low - room : 0, high: high + room };
}

/** Pixels from the top of a panel of this height. */
export function position(value: number, { type, low, high }: Scale, height: number): number {
  const on = (v: number) => (type === 'log' ? Math.log(v) : v);
  return height * (1 - (on(value) - on(low)) / (on(high) - on(low)));
}

/** Vega-Lite channel of a field on this scale. */
export function channel(field: string, { type, low, high }: Scale): Fragment {
  const axis = type === 'log' ? { values: logTicks(low, high), format: ',~r' } : { tickCount: 6 };
  return {
    field,
    type: 'quantitative',
    title: null,
    scale: { type, domain: [low, high], nice: false, ...(type === 'linear' ? { zero: false } : {}) },
    axis,
  };
}

/** 1, 2, 5, 10, … within the ends; powers of ten alone when there are many. */
function logTicks(low: number, high: number): number[] {
  const steps = Math.log10(high / low) > 3 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const step of steps) ticks.push(Number(`${step}e${power}`));
  }
  return ticks.filter((tick) => tick >= low && tick <= high);
}

/** Vertical positions of so many rows, numbered from 0 downwards in the field `row`, with room for words above each. */
export function rowAxis(rows: number): Fragment {
  const scale = { domain: [rows - 0.35, -0.65], nice: false, zero: false };
  return { field: 'row', type: 'quantitative', axis: null, scale };
}
