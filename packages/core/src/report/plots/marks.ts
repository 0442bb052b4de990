// The vocabulary of all panels: sizes, colours, the episode axis and marks as Vega-Lite fragments.

/** Vega-Lite JSON. */
export type Fragment = Readonly<Record<string, unknown>>;

/** Of a plot area without axes, pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room for the numbers of the y axis; the same everywhere, so that panels line up. */
const AXIS_WIDTH = 46;
export const COLUMN: Size = { width: 540, height: 180 };
/** From plot area to plot area: labels, axis and title lie between. */
export const SPACING = { column: 124, row: 96 } as const;
export const WIDE: Size = { width: 2 * COLUMN.width + SPACING.column, height: 260 };

/** Okabe & Ito 2008, darkened for text: told apart by colour-blind readers too; shapes differ as well. */
export const COLOR = {
  run: '#0072b2',
  best: '#d55e00',
  default: '#5f5f5f',
  failed: '#b5478a',
  fresh: '#00795a',
  band: '#b8b8b8',
} as const;

/** The episodes 0 (default) to `length`, with a little room on either side. */
export function episodeAxis(length: number): Fragment {
  const room = Math.max(0.4, 0.015 * length);
  return {
    field: 'episode',
    type: 'quantitative',
    title: 'episode',
    axis: { format: 'd', grid: false, values: episodeTicks(length), titlePadding: 4 },
    scale: { domain: [-room, length + room], nice: false },
  };
}

/** 0 holds the default before the search and is no episode, so it has no tick. */
function episodeTicks(length: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((candidate) => length / candidate <= 20) ?? length;
  return Array.from({ length: Math.floor(length / step) }, (_, i) => (i + 1) * step);
}

/** Dots for runs, open ones for runs of what was tried before, diamonds for runs of the default, crosses for failed runs; smaller where there are many. */
export function pointMarks(count: number) {
  const size = count > 100 ? 26 : count > 40 ? 38 : 56;
  const filled = { type: 'point', filled: true, opacity: 1, size } as const;
  return {
    run: { ...filled, color: COLOR.run },
    again: { type: 'point', filled: false, strokeWidth: count > 40 ? 1.4 : 2, color: COLOR.run, opacity: 1, size },
    default: { ...filled, shape: 'diamond', color: COLOR.default },
    failed: {
      type: 'point',
      shape: 'M-1,-1L1,1M-1,1L1,-1',
      filled: false,
      strokeWidth: count > 40 ? 1.4 : 2,
      color: COLOR.failed,
      opacity: 1,
      size: size / 2,
    },
  } as const;
}

export function panel(title: string, subtitle: string, { width, height }: Size, layer: readonly Fragment[]): Fragment {
  return { width, height, title: { text: title, ...(subtitle ? { subtitle } : {}) }, layer };
}

/** Settings of the whole figure. */
export const CONFIG: Fragment = {
  font: 'Inter',
  view: { stroke: null },
  axis: {
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 400,
    labelColor: '#444444',
    titleColor: '#444444',
    gridColor: '#ececec',
    domainColor: '#999999',
    tickColor: '#999999',
  },
  axisY: { minExtent: AXIS_WIDTH, maxExtent: AXIS_WIDTH, domain: false, ticks: false, labelPadding: 6 },
  title: {
    anchor: 'start',
    frame: 'group',
    dx: -AXIS_WIDTH,
    offset: 10,
    fontSize: 14,
    fontWeight: 600,
    subtitleFontSize: 11.5,
    subtitleColor: '#555555',
    subtitlePadding: 4,
  },
};
