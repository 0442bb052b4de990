// Says what is wrong with one value of one parameter.
import type { Parameter } from '../parameters.js';

/** One sentence, or undefined when the value is allowed. */
export function valueProblem(name: string, parameter: Parameter, value: unknown): string | undefined {
  switch (parameter.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${name} must be true or false, not ${shown(value)}`;
    case 'categorical':
      return (parameter.choices as readonly unknown[]).includes(value)
        ? undefined
        : `${name} must be one of ${parameter.choices.join(', ')}, not ${shown(value)}`;
    default: {
      const special = parameter.special ?? [];
      if (special.some((s) => s.value === value)) return undefined;
      const kind = parameter.type === 'integer' ? 'a whole number' : 'a number';
      const also = special.map((s) => ` or ${s.value} (${s.meaning})`).join('');
      const right =
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (parameter.type === 'float' || Number.isInteger(value)) &&
        value >= parameter.minValue &&
        value <= parameter.maxValue;
      return right
        ? undefined
        : `${name} must be ${kind} from ${parameter.minValue} to ${parameter.maxValue}${also}, not ${shown(value)}`;
    }
  }
}

export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === undefined) return 'missing';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
