// The comparison with recorded optimizers as people read it: the same words in the terminal and on the page.
import type { Duel, PeerBlock } from './against-peers.js';

export const PEER_HEADINGS = [
  'agent',
  'at',
  'mean',
  'best recorded',
  'its mean',
  'ratio',
  'difference',
  '95 % interval',
  'pairs',
] as const;

const NONE = '–';

/** Goes after “against”. */
export function peerTitle({ noise, tables }: PeerBlock): string {
  return `the best recorded optimizer, noise ${noise} (${tables.join(', ')})`;
}

/** One row of cells a duel, in the order of the headings. */
export function peerRows({ duels }: PeerBlock): readonly (readonly string[])[] {
  return duels.map(rowOf);
}

function rowOf({ agent, at, own, peer, best, ratio, difference, pairs }: Duel): readonly string[] {
  const digits = at === 'top1' ? 1 : 3;
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
  return [
    agent,
    at === 'top1' ? 'top 1 %' : `regret@${at}`,
    own.toFixed(digits),
    peer.replace(/ \(recorded\)$/, ''),
    best.toFixed(digits),
    ratio === undefined ? NONE : ratio.toFixed(2),
    difference ? signed(difference.mean) : NONE,
    difference ? `${signed(difference.low)} to ${signed(difference.high)}` : NONE,
    String(pairs),
  ];
}
