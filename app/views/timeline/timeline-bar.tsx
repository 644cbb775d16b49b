import {
  ChevronLeft,
  ChevronRight,
  Crosshair,
  Hand,
  Layers,
  Maximize2,
  Minus,
  Plus,
  SquareDashedMousePointer,
  Table2,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Choice } from '../../components/button.tsx';
import type { Axis, AxisSpan, RecordExtent } from '../../worker/timeline/timeline-types.ts';
import { type Detail, DETAIL_WORDS } from './detail.ts';
import type { Navigation } from './navigation.ts';
import { AXIS_WORDS, stretchText } from './place-text.ts';
import { SpanFields } from './span-fields.tsx';
import { timelineStore, useTimeline } from './timeline-store.ts';
import { TimelineTool } from './timeline-tool.tsx';

export interface TimelineBarProps {
  readonly navigation: Navigation;
  readonly axis: Axis;
  /** Without a clock there is no axis of time. */
  readonly hasClock: boolean;
  readonly span: AxisSpan;
  readonly length: number;
  readonly detail: Detail;
  readonly selected: RecordExtent | undefined;
  readonly showsLanes: boolean;
  readonly onLanes: () => void;
  readonly onZoom: (factor: number) => void;
}

const AXES: readonly Axis[] = ['time', 'bytes', 'index'];

const AXIS_TITLES: Readonly<Record<Axis, string>> = {
  time: 'Along the clock of the capture',
  bytes: 'Byte after byte of the chunks of both directions: no dead time',
  index: 'Chunk after chunk, each as wide as any other',
};

/** Everything that keys and pointer do in the picture, as buttons and fields. */
export function TimelineBar(props: TimelineBarProps): ReactNode {
  const { navigation, axis, span, length, detail } = props;
  const drag = useTimeline((state) => state.drag);
  const asTable = useTimeline((state) => state.asTable);
  return (
    <header className="timeline-bar">
      <Choice<Axis>
        label="Axis"
        value={axis}
        options={AXES.filter((one) => one !== 'time' || props.hasClock).map((value) => ({
          value,
          text: AXIS_WORDS[value],
          title: AXIS_TITLES[value],
        }))}
        onChange={(to) => void navigation.setAxis(to)}
      />
      <div className="timeline-tools" role="group" aria-label="Zoom and move">
        <TimelineTool label="Earlier (a)" onClick={() => navigation.panBy(-0.5)}>
          <ChevronLeft size={16} />
        </TimelineTool>
        <TimelineTool label="Later (d)" onClick={() => navigation.panBy(0.5)}>
          <ChevronRight size={16} />
        </TimelineTool>
        <TimelineTool label="Zoom out (−)" onClick={() => props.onZoom(2)}>
          <Minus size={16} />
        </TimelineTool>
        <TimelineTool label="Zoom in (+)" onClick={() => props.onZoom(0.5)}>
          <Plus size={16} />
        </TimelineTool>
        <TimelineTool
          label="Centre the selected record (f)"
          onClick={() => navigation.centre(props.selected)}
        >
          <Crosshair size={14} />
        </TimelineTool>
        <TimelineTool label="Show everything (0)" onClick={() => navigation.show(undefined)}>
          <Maximize2 size={14} />
        </TimelineTool>
      </div>
      <Choice<'pan' | 'select'>
        label="Dragging"
        value={drag}
        options={[
          {
            value: 'pan',
            text: (
              <Icon words="moves the view (v)">
                <Hand size={14} />
              </Icon>
            ),
          },
          {
            value: 'select',
            text: (
              <Icon words="chooses an area (v)">
                <SquareDashedMousePointer size={14} />
              </Icon>
            ),
          },
        ]}
        onChange={(value) => timelineStore.setState({ drag: value })}
      />
      <button
        type="button"
        className="timeline-tool"
        title="Sums of what is in view"
        onClick={() => timelineStore.setState({ area: span })}
      >
        Add up the view
      </button>
      <button
        type="button"
        className="timeline-tool"
        aria-expanded={props.showsLanes}
        onClick={props.onLanes}
      >
        <Layers size={14} aria-hidden="true" /> Lanes
      </button>
      <button
        type="button"
        className="timeline-tool"
        aria-pressed={asTable}
        onClick={() => timelineStore.setState({ asTable: !asTable })}
      >
        <Table2 size={14} aria-hidden="true" /> Show as table
      </button>
      <SpanFields key={axis} navigation={navigation} span={span} axis={axis} length={length} />
      <span className="timeline-stretch">
        {DETAIL_WORDS[detail]} · {stretchText(axis, span, length)}
      </span>
    </header>
  );
}

/** The views from which one zoomed in, to go back to. */
export function Crumbs({
  navigation,
  span,
  axis,
  length,
}: Pick<TimelineBarProps, 'navigation' | 'span' | 'axis' | 'length'>): ReactNode {
  const crumbs = useTimeline((state) => state.crumbs);
  if (span.to - span.from >= length) return null;
  return (
    <nav className="timeline-crumbs" aria-label="Zooms">
      <button type="button" className="timeline-crumb" onClick={() => navigation.backTo(-1)}>
        All
      </button>
      {crumbs.map((crumb, i) => (
        <button
          key={i}
          type="button"
          className="timeline-crumb"
          onClick={() => navigation.backTo(i)}
        >
          {crumb.span && stretchText(crumb.axis, crumb.span, Infinity)}
        </button>
      ))}
      <span className="timeline-crumb" aria-current="true">
        {stretchText(axis, span, length)}
      </span>
      <TimelineTool label="Back to the zoom before (Backspace)" onClick={() => navigation.back()}>
        <Undo2 size={14} />
      </TimelineTool>
    </nav>
  );
}

function Icon({
  words,
  children,
}: {
  readonly words: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className="timeline-icon" title={`Dragging ${words}`}>
      {children}
      <span className="visually-hidden">Dragging {words}</span>
    </span>
  );
}
