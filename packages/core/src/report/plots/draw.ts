// Draws performance_plots.png: Vega-Lite → SVG → PNG, with shipped fonts so that every machine draws the same.
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ExperimentRecord, JournalRecord } from '../../experiment/records.js';
import { panels } from './panels.js';

const FONT = 'Inter';
const fontFiles = ['Inter_400Regular.ttf', 'Inter_600SemiBold.ttf'].map((file) =>
  fileURLToPath(new URL(`../../../assets/fonts/${file}`, import.meta.url)),
);
const COLUMNS = 2;
const SCALE = 1.5;

/** PNG of an experiment that has its baseline. */
export async function drawPlots(records: readonly JournalRecord[]): Promise<Uint8Array> {
  const experiment = records.find((record) => record.type === 'experiment') as ExperimentRecord;
  const specification = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: experiment.name, subtitle: `${experiment.scheduler.name}, ${experiment.benchmark.prepared.description}`, anchor: 'start', fontSize: 18, offset: 16 },
    background: 'white',
    padding: 24,
    columns: COLUMNS,
    spacing: { row: 40, column: 90 },
    concat: panels(records),
    resolve: { scale: { x: 'independent', y: 'independent' } },
    config: {
      font: FONT,
      view: { stroke: null },
      axis: { labelFontSize: 11, titleFontSize: 11, titleFontWeight: 400, gridColor: '#e8e8e8', domainColor: '#888888', tickColor: '#888888' },
      title: { anchor: 'start', fontSize: 14, fontWeight: 600, subtitleFontSize: 11, subtitleColor: '#555555' },
    },
  } as unknown as TopLevelSpec;
  const view = new View(parse(compile(specification).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const resvg = new Resvg(svg, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FONT },
    fitTo: { mode: 'zoom', value: SCALE },
  });
  return resvg.render().asPng();
}
