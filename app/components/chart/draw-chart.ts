import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { onThemeChange, resolveColours } from '../../theme/resolve-colours.ts';
import type { ChartData } from './chart-data.ts';

/** A chart on the screen. */
export interface DrawnChart {
  show(data: ChartData): void;
  resize(width: number): void;
  destroy(): void;
}

/** What a chart tells while the pointer is over it; undefined seconds when it has left. */
export interface ChartEvents {
  readonly picked: (seconds: number) => void;
  readonly pointed: (text: string) => void;
}

const OWN_COLOURS = ['text-dim', 'border', 'accent', 'surface-1'];
/** Room for marks over the lines, pixels. */
const MARK_ROOM = 18;

/** Draws into `element`. A change of the number of lines makes a new chart; other changes do not. */
export function drawChart(
  element: HTMLElement,
  height: number,
  first: ChartData,
  events: ChartEvents,
): DrawnChart {
  let data = first;
  let colours = coloursFor(element, data);
  const colour = (name: string) => colours.get(name) ?? 'currentColor';
  let chart = make();
  const stop = onThemeChange(() => {
    colours = coloursFor(element, data);
    chart.redraw();
  });
  return {
    show(next) {
      const sameLines = linesOf(next) === linesOf(data);
      data = next;
      colours = coloursFor(element, data);
      if (sameLines) chart.setData(aligned(data));
      else {
        chart.destroy();
        chart = make();
      }
    },
    resize(width) {
      if (width !== chart.width) chart.setSize({ width, height });
    },
    destroy() {
      stop();
      chart.destroy();
    },
  };

  function make(): uPlot {
    const stepped = uPlot.paths.stepped?.({ align: 1 });
    const axis = {
      stroke: () => colour('text-dim'),
      font: fontOf(element),
      grid: { stroke: () => colour('border'), width: 1 },
      ticks: { show: false },
    };
    const options: uPlot.Options = {
      width: element.clientWidth,
      height,
      padding: [MARK_ROOM, 8, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false, points: { size: 6 } },
      scales: {
        x: { time: false },
        y: { range: (_, __, most) => [0, Math.max(most, 1e-9) * 1.06] },
      },
      axes: [
        { ...axis, size: 26, values: (_, ticks) => ticks.map((seconds) => `${seconds} s`) },
        {
          ...axis,
          size: 74,
          values: (_, ticks) => ticks.map((value) => data.format(value)),
        },
      ],
      series: [
        {},
        ...data.series.map((line, index): uPlot.Series => ({
          label: line.label,
          stroke: () => colour(data.series[index]?.colour ?? ''),
          ...(line.filled && { fill: () => faint(colour(data.series[index]?.colour ?? '')) }),
          width: line.width ?? 1.5,
          ...(line.dash && { dash: line.dash }),
          ...(stepped && { paths: stepped }),
          points: { show: false },
        })),
      ],
      hooks: {
        draw: [(plot) => drawMarks(plot)],
        setCursor: [(plot) => events.pointed(underPointer(plot))],
        ready: [
          (plot) => {
            plot.over.addEventListener('click', (event) => {
              const { left } = plot.over.getBoundingClientRect();
              events.picked(plot.posToVal(event.clientX - left, 'x'));
            });
          },
        ],
      },
    };
    return new uPlot(options, aligned(data), element);
  }

  function underPointer({ cursor }: uPlot): string {
    const idx = cursor.idx ?? -1;
    const time = data.times[idx];
    if (time === undefined) return '';
    const told = data.series
      .filter(({ values }) => (values[idx] ?? 0) > 0)
      .map(({ label, values }) => `${label} ${data.format(values[idx]!)}`);
    return `${time.toFixed(2)} s: ${told.join(', ') || 'nothing'}`;
  }

  function drawMarks(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const scale = devicePixelRatio;
    ctx.save();
    ctx.font = `600 ${10 * scale}px ${getComputedStyle(element).fontFamily}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    let free = -Infinity;
    for (const mark of data.marks) {
      const x = plot.valToPos(mark.at, 'x', true);
      if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) continue;
      ctx.fillStyle = colour(mark.colour);
      ctx.fillRect(x - scale / 2, bbox.top - 4 * scale, scale, 7 * scale);
      // A letter where there is room for one; the stroke is always there.
      if (x < free) continue;
      ctx.fillText(mark.sign, x, bbox.top - 10 * scale);
      free = x + 11 * scale;
    }
    if (data.cursor !== undefined) {
      const x = plot.valToPos(data.cursor, 'x', true);
      if (x >= bbox.left && x <= bbox.left + bbox.width) {
        ctx.fillStyle = colour('accent');
        ctx.fillRect(x - scale, bbox.top, 2 * scale, bbox.height);
      }
    }
    ctx.restore();
  }
}

function aligned({ times, series }: ChartData): uPlot.AlignedData {
  return [[...Array.from(times)], ...series.map(({ values }) => Array.from(values))];
}

function linesOf({ series }: ChartData): string {
  return series
    .map(({ label, dash, filled }) => `${label} ${dash?.join() ?? ''} ${filled}`)
    .join('|');
}

function coloursFor(element: HTMLElement, { series, marks }: ChartData) {
  const names = [...OWN_COLOURS, ...series.map(({ colour }) => colour)];
  return resolveColours(element, [...new Set([...names, ...marks.map(({ colour }) => colour)])]);
}

function faint(colour: string): string {
  return colour.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.14)');
}

function fontOf(element: HTMLElement): string {
  return `11px ${getComputedStyle(element).fontFamily}`;
}
