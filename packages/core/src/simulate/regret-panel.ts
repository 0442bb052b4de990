// Regret curves of one block as a Vega-Lite specification: a line for each optimizer, a band around those simulated now.
import { type EndLabel, endLabels } from '../report/plots/end-labels.js';
import { type Fragment, panel, type Size } from '../report/plots/marks.js';
import { channel, position, type Scale, scaleFromZero } from '../report/plots/scale.js';
import type { Block, Entry } from './compare-runs.js';

const SIZE: Size = { width: 560, height: 280 };
/** Room for the labels at the ends of the lines. */
const LABELS = 190;
/** The first evaluations, where the default may cost many times the median, would press all curves flat. */
const SCALED_FROM = 5;
/** Okabe & Ito 2008, told apart by colour-blind readers; yellow is left out, as it cannot be read on white. */
const COLORS = ['#0072b2', '#d55e00', '#5f5f5f', '#009e73', '#b5478a', '#56b4e9', '#b07d00'] as const;

/** A panel of a block with at least one entry; colours go by the order of `labels`, so that they are the same in every panel. */
export function regretPanel({ noise, table, entries }: Block, labels: readonly string[]): Fragment {
  const colorOf = ({ label }: Entry) => COLORS[labels.indexOf(label) % COLORS.length];
  const scale = scaleOver(entries);
  const length = Math.max(...entries.map(({ curve }) => curve.mean.length));
  const ends: EndLabel[] = entries.map((entry) => ({
    text: entry.label,
    color: colorOf(entry),
    y: position(Math.min(scale.high, entry.curve.mean.at(-1) as number), scale, SIZE.height),
  }));
  const drawing = panel(`${table ?? 'All tables'}, noise ${noise}`, '', SIZE, [
    ...entries.filter(({ isRecorded }) => !isRecorded).map((entry) => band(entry, colorOf(entry), length, scale)),
    ...entries.map((entry) => line(entry, colorOf(entry), length, scale)),
    ...endLabels(ends, SIZE),
  ]);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...drawing,
    background: 'white',
    padding: { left: 10, top: 10, bottom: 10, right: LABELS },
    autosize: { type: 'pad' },
    config: { font: 'system-ui, sans-serif', view: { stroke: null }, axis: { gridColor: '#ececec', domain: false } },
  };
}

function scaleOver(entries: readonly Entry[]): Scale {
  return scaleFromZero(
    entries.flatMap(({ curve }) => {
      const start = Math.min(SCALED_FROM, curve.mean.length) - 1;
      return [...curve.mean.slice(start), ...curve.high.slice(start)];
    }),
  );
}

function band({ curve }: Entry, color: string, length: number, scale: Scale): Fragment {
  const values = curve.mean.map((_, i) => ({ evaluation: i + 1, low: curve.low[i], high: curve.high[i] }));
  return {
    data: { values },
    mark: { type: 'area', color, opacity: 0.15, clip: true },
    encoding: { x: evaluations(length), y: channel('low', scale), y2: { field: 'high' } },
  };
}

/** Dashed where it was recorded. */
function line({ curve, isRecorded }: Entry, color: string, length: number, scale: Scale): Fragment {
  const values = curve.mean.map((regret, i) => ({ evaluation: i + 1, regret }));
  const dash = isRecorded ? { strokeDash: [5, 3] } : {};
  return {
    data: { values },
    mark: { type: 'line', color, strokeWidth: isRecorded ? 1.3 : 2, clip: true, ...dash },
    encoding: { x: evaluations(length), y: channel('regret', scale) },
  };
}

function evaluations(length: number): Fragment {
  return {
    field: 'evaluation',
    type: 'quantitative',
    title: 'evaluations',
    axis: { format: 'd', grid: false, tickCount: Math.min(10, length) },
    scale: { domain: [1, Math.max(2, length)], nice: false },
  };
}
