/** One line of a chart. */
export interface ChartSeries {
  readonly label: string;
  /** A value for each of the chart's times. */
  readonly values: ArrayLike<number>;
  /** Token of its colour, without the dashes. */
  readonly colour: string;
  /** Lengths of strokes and gaps, pixels; a solid line when left out. */
  readonly dash?: number[];
  readonly width?: number;
  /** Shades what is under the line. */
  readonly filled?: boolean;
}

/** Something to be seen at a time, as a sign on the upper edge. */
export interface ChartMark {
  readonly at: number;
  /** A letter. */
  readonly sign: string;
  readonly colour: string;
}

/** What a chart shows. */
export interface ChartData {
  /** Seconds, growing; a value holds from its time to the next. */
  readonly times: ArrayLike<number>;
  readonly series: readonly ChartSeries[];
  readonly marks: readonly ChartMark[];
  /** The place that is looked at elsewhere, seconds. */
  readonly cursor: number | undefined;
  /** A value with its unit, for the axis and for what is told under the pointer. */
  readonly format: (value: number) => string;
}
