import { LegendItem } from '../SeriesLegend/SeriesLegend';

/** What stands around a drawing as HTML, and in a picture has to be drawn. */
export interface PngCaption {
  title: string;
  unit?: string;
  /** Model, environment, versions and range; may be empty. */
  subject: string;
  legend: readonly LegendItem[];
  /** Below the drawing: sample size, zone of the axis, notes. */
  foot: readonly string[];
  /** Names of rows, left of the drawing. */
  rows?: { names: readonly string[]; rowPx: number; widthPx: number };
}
