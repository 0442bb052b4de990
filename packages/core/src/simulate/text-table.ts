// The comparison as text for a terminal.
import type { PeerBlock } from './against-peers.js';
import { aligned, widthsOf } from './aligned.js';
import { checkpointsOf } from './checkpoints.js';
import type { Block } from './compare-runs.js';
import { figuresOf } from './figures-of.js';
import { PEER_HEADINGS, peerRows, peerTitle } from './peer-figures.js';

/** One table of figures for each noise and measured table; lines without their ends. */
export function textTable(blocks: readonly Block[], budget: number): readonly string[] {
  const figures = figuresOf(checkpointsOf(budget));
  const headings = ['', ...figures.map(({ heading }) => heading)];
  const width = Math.max(...blocks.flatMap(({ entries }) => entries.map(({ label }) => label.length)));
  return blocks.flatMap(({ noise, table, entries }, i) => [
    ...(i > 0 ? [''] : []),
    `${table ?? 'all tables'}, noise ${noise}`,
    ...aligned(
      [headings, ...entries.map((entry) => [entry.label, ...figures.map((figure) => figure.of(entry))])],
      [width],
    ),
  ]);
}

/** One table for each noise under which something was recorded. */
export function peerTable(blocks: readonly PeerBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    const rows = [PEER_HEADINGS, ...peerRows(block)];
    return [
      '',
      `against ${peerTitle(block)}`,
      ...(block.duels.length > 0 ? aligned(rows, widthsOf(rows)) : [`  ${NO_PEER}`]),
    ];
  });
}

const NO_PEER = 'no optimizer was recorded on all of them';
