// Colours that switch off.
import { styleText } from 'node:util';

export type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string;

export const plain: Paint = (_, text) => text;

/** Colours on a terminal, unless NO_COLOR or a dumb terminal says otherwise; FORCE_COLOR turns them on anywhere. */
export function paintFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv = process.env): Paint {
  const isForced = environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== '0';
  const isOff = Boolean(environment.NO_COLOR) || environment.FORCE_COLOR === '0' || environment.TERM === 'dumb';
  if (isOff || !(stream.isTTY || isForced)) return plain;
  return (style, text) => styleText(style, text, { validateStream: false });
}
