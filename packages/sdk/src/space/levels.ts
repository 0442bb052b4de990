// Turns one parameter into its list of levels.
import type { FloatParameter, IntegerParameter, Parameter } from '../parameters.js';
import type { Dimension, Level } from './search-space.js';

/** Integer ranges up to this many values are enumerated; longer ranges and floats become a grid. */
const ENUMERATED = 64;
/** Points of a grid: about 1.24 × from point to point over three decades. */
const GRID_POINTS = 33;

export function dimensionOf(name: string, parameter: Parameter): Dimension {
  switch (parameter.type) {
    case 'boolean':
      return dimension(name, 'boolean', [level(false, -1), level(true, 1)], parameter.default);
    case 'categorical': {
      const last = Math.max(1, parameter.choices.length - 1);
      const levels = parameter.choices.map((choice, i) => level(choice, parameter.ordered ? (2 * i) / last - 1 : null));
      return dimension(name, parameter.ordered ? 'ordered' : 'categorical', levels, parameter.default);
    }
    default:
      return dimension(name, 'ordered', numericLevels(parameter), parameter.default);
  }
}

/** Place of a value on the parameter's scale in [-1, 1]; values outside the range are clamped. */
export function positionOf(parameter: IntegerParameter | FloatParameter, value: number): number {
  const scale = parameter.scale === 'log' ? Math.log : (x: number) => x;
  const low = scale(parameter.minValue);
  const high = scale(parameter.maxValue);
  if (high === low) return 0;
  const inside = Math.min(parameter.maxValue, Math.max(parameter.minValue, value));
  return (2 * (scale(inside) - low)) / (high - low) - 1;
}

function numericLevels(parameter: IntegerParameter | FloatParameter): Level[] {
  const special = (parameter.special ?? []).map(({ value }) => level(value, null));
  const taken = new Set(special.map(({ value }) => value));
  const values = new Set(gridOf(parameter));
  values.add(parameter.default);
  const ordered = [...values].filter((value) => !taken.has(value)).sort((a, b) => a - b);
  return [...special, ...ordered.map((value) => level(value, positionOf(parameter, value)))];
}

function gridOf(parameter: IntegerParameter | FloatParameter): number[] {
  const { minValue, maxValue } = parameter;
  if (parameter.type === 'integer' && maxValue - minValue < ENUMERATED) {
    return Array.from({ length: maxValue - minValue + 1 }, (_, i) => minValue + i);
  }
  return Array.from({ length: GRID_POINTS }, (_, i) => {
    const share = i / (GRID_POINTS - 1);
    if (i === 0) return minValue;
    if (i === GRID_POINTS - 1) return maxValue;
    if (parameter.scale === 'log') return rounded(minValue * (maxValue / minValue) ** share, parameter);
    return rounded(minValue + (maxValue - minValue) * share, parameter);
  });
}

/** Two significant digits on a log scale, a thousandth of the range or finer on a linear one: people read these numbers. */
function rounded(value: number, parameter: IntegerParameter | FloatParameter): number {
  const { minValue, maxValue } = parameter;
  const short = parameter.scale === 'log' ? Number(value.toPrecision(2)) : onGrid(value, maxValue - minValue);
  const whole = parameter.type === 'integer' ? Math.round(short) : short;
  return Math.min(maxValue, Math.max(minValue, whole));
}

function onGrid(value: number, range: number): number {
  const step = 10 ** (Math.floor(Math.log10(range)) - 2);
  return Number((Math.round(value / step) * step).toPrecision(12)) + 0; // + 0: never −0
}

function dimension(name: string, kind: Dimension['kind'], levels: Level[], fallback: unknown): Dimension {
  return { name, kind, levels, defaultLevel: levels.findIndex(({ value }) => value === fallback) };
}

function level(value: Level['value'], position: number | null): Level {
  return { value, position };
}
