// Makes panels of the plots follow the page: colours become variables of its style sheet, so that they change with the theme.
import { COLOR, type Fragment } from '../plots/marks.js';

/** Names of the variables that the style sheet must define. */
export const PLOT_VARIABLES: readonly string[] = Object.keys(COLOR).map((name) => `--plot-${name}`);

const VARIABLE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(COLOR).map(([name, color]) => [color, `var(--plot-${name})`]),
);

/** Vega-Lite settings of a drawing that stands inside the page and takes its font. */
const PAGE_CONFIG: Fragment = {
  aria: false, // the figure around it has a label; one for each mark would only be noise
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  axis: {
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 400,
    labelColor: 'var(--soft)',
    titleColor: 'var(--soft)',
    gridColor: 'var(--line)',
    domainColor: 'var(--axis)',
    tickColor: 'var(--axis)',
  },
  axisY: { domain: false, ticks: false, labelPadding: 6 },
};

/** A whole specification of one panel, without its title: that is text of the page. */
export function themed({ title: _, ...panel }: Fragment): Fragment {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: null,
    ...(recoloured(panel) as Fragment),
    config: PAGE_CONFIG,
  };
}

function recoloured(value: unknown): unknown {
  if (typeof value === 'string') return VARIABLE_OF.get(value) ?? value;
  if (Array.isArray(value)) return value.map(recoloured);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recoloured(inner)]));
}
