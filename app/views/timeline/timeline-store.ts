import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Axis, AxisSpan } from '../../worker/timeline/timeline-types.ts';
import { ALL_LANES, type LaneChoices } from './lane-layout.ts';

/** A view of the timeline that one can go back to; `span` undefined is all of it. */
export interface Crumb {
  readonly axis: Axis;
  readonly span: AxisSpan | undefined;
}

/** What a person did to the timeline of a connection, apart from where they look: that is in the address bar. */
export interface TimelineState {
  /** Views from which one zoomed in, the widest first. */
  crumbs: readonly Crumb[];
  /** Where time gave way to bytes: zooming out beyond `length` bytes leads back there. */
  under: { readonly span: AxisSpan; readonly length: number } | undefined;
  area: AxisSpan | undefined;
  /** Key of the lane to which the area is narrowed; empty for all of them. */
  areaLane: string;
  /** What dragging does. */
  drag: 'pan' | 'select';
  choices: LaneChoices;
  asTable: boolean;
  /** The byte that is pointed at by key: of a chunk (by row), its number in the chunk. */
  byte: { readonly row: number; readonly number: number } | undefined;
}

const AT_FIRST: TimelineState = {
  crumbs: [],
  under: undefined,
  area: undefined,
  areaLane: '',
  drag: 'pan',
  choices: ALL_LANES,
  asTable: false,
  byte: undefined,
};

/** Kept while other views are looked at. */
export const timelineStore = createStore<TimelineState>(() => AT_FIRST);

let belongsTo = '';

/** Forgets everything when another capture or connection is looked at. */
export function startTimeline(capture: number, connection: number): void {
  const name = `${capture} ${connection}`;
  if (belongsTo === name) return;
  belongsTo = name;
  timelineStore.setState({ ...AT_FIRST, drag: timelineStore.getState().drag });
}

/** Reads the timeline's store in a component. */
export function useTimeline<T>(select: (state: TimelineState) => T): T {
  return useStore(timelineStore, select);
}
