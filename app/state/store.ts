import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type {
  CaptureSummary,
  ConnectionSummary,
  Failure,
  Reading,
  RecordRef,
  Scope,
  Unit,
} from '../worker/protocol.ts';
import type { Axis, AxisSpan } from '../worker/timeline/timeline-types.ts';
import { type ColumnChoices, type Sorts, DEFAULT_TIMES, type Times } from './table-choice.ts';
import type { SourceName } from './location.ts';
import type { Note } from './note.ts';
import { DEFAULT_SETTINGS, type StoredSettings } from './settings.ts';

/** The views of a connection, in the order of their tabs. */
export const VIEWS = [
  'overview',
  'ladder',
  'messages',
  'chunks',
  'commands',
  'segments',
  'timeline',
  'problems',
] as const;
/** A view of a connection. */
export type ViewName = (typeof VIEWS)[number];

/** What a filter does with the rows that do not match. */
export const FILTER_MODES = ['hide', 'dim', 'find'] as const;
export type FilterMode = (typeof FILTER_MODES)[number];

/** What is below the view. */
export type DrawerTab = 'state' | 'decoder' | 'compare' | 'notes' | 'video';

/** What the page knows. Rows, trees and bytes are not here: they are asked for (see use-answer.ts). */
export interface InspectorState extends StoredSettings {
  phase: 'empty' | 'loading' | 'ready' | 'failed';
  /** The page of the article or the reference that is read, such as `learn/handshake`; undefined for captures. */
  article: string | undefined;
  /** What people call the file. */
  sourceName: string | undefined;
  /** What the address bar calls it. */
  source: SourceName | undefined;
  /** What somebody says it is, against its bytes. */
  reading: Reading;
  progress: { read: number; size: number } | undefined;
  /** Milliseconds of `performance.now()` when the capture was opened. */
  openedAt: number;
  /** Seconds spent reading, up to the last progress message. */
  seconds: number;
  done: boolean;
  cancelled: boolean;
  capture: CaptureSummary | undefined;
  connections: readonly ConnectionSummary[];
  failures: readonly Failure[];
  /** Set when what is open was made here, of the TLS connections of another capture. */
  deciphered: { readonly from: string; readonly file: File } | undefined;
  /** The one looked at; undefined shows the list of connections. */
  connection: number | undefined;
  view: ViewName;
  selection: RecordRef | undefined;
  /** `FieldNode.path` of the selected field. */
  field: string | undefined;
  /** What the timeline counts along, and the stretch of it that is looked at; undefined is all of it. */
  axis: Axis;
  window: AxisSpan | undefined;
  /** The filter of the tables, as it was written; empty shows everything. */
  filter: string;
  /** What happens to rows that do not match: left out, greyed, or left as they are. */
  filterMode: FilterMode;
  /** Columns of tables that somebody chose; a table that is not here has its own. */
  columns: ColumnChoices;
  /** Tables that were put in another order. */
  sorts: Sorts;
  /** What the times in tables count from. */
  times: Times;
  unit: Unit;
  scope: Scope;
  /** Whether the session is stepped through by itself, and how many steps a second. */
  playing: boolean;
  speed: number;
  drawer: DrawerTab;
  drawerOpen: boolean;
  /** Whether the inspector is shown beside the view. */
  sidePanel: boolean;
  /** Bookmarks and notes of the capture. */
  notes: readonly Note[];
  /** Grows with each progress message: questions are asked again when it changes. */
  version: number;
  /** Whether stream keys are shown. */
  revealKeys: boolean;
  dialog:
    | 'help'
    | 'go-to'
    | 'palette'
    | 'settings'
    | 'note'
    | 'share'
    | 'quiz'
    | 'save'
    | 'story'
    | undefined;
  /** What the person should be told once: parts of a link that were dropped, files left out. */
  notices: readonly string[];
  /** Set while a live connection is open here, also after it has ended. */
  live:
    | { readonly id: number; readonly follow: boolean; readonly ended: string | undefined }
    | undefined;
  /** A link names a local file that the page does not have. */
  awaiting: { name: string; size: number; crc?: string } | undefined;
  /** The last sentence for the live region that is not about a step. */
  said: string;
}

/** What there is before a capture is opened; also what `close` goes back to. */
export const NOTHING_OPEN = {
  phase: 'empty',
  article: undefined,
  sourceName: undefined,
  source: undefined,
  reading: {},
  progress: undefined,
  openedAt: 0,
  seconds: 0,
  done: false,
  cancelled: false,
  capture: undefined,
  connections: [],
  failures: [],
  deciphered: undefined,
  connection: undefined,
  view: 'chunks',
  selection: undefined,
  field: undefined,
  axis: 'time',
  window: undefined,
  filter: '',
  filterMode: 'hide',
  columns: {},
  sorts: {},
  times: DEFAULT_TIMES,
  awaiting: undefined,
  live: undefined,
  notes: [],
} as const satisfies Partial<InspectorState>;

/** The one store of the page. */
export const inspector = createStore<InspectorState>(() => ({
  ...NOTHING_OPEN,
  unit: 'chunk',
  scope: 'both',
  version: 0,
  ...DEFAULT_SETTINGS,
  playing: false,
  speed: 2,
  drawer: 'state',
  drawerOpen: true,
  sidePanel: true,
  revealKeys: false,
  dialog: undefined,
  notices: [],
  said: '',
}));

/** Reads the store in a component; `select` must give the same value for the same state. */
export function useInspector<T>(select: (state: InspectorState) => T): T {
  return useStore(inspector, select);
}

/** The connection looked at, with its summary. */
export function currentConnection(state: InspectorState): ConnectionSummary | undefined {
  return state.connection === undefined
    ? undefined
    : state.connections.find(({ connection }) => connection === state.connection);
}

/** Connections whose chunks can be looked at. */
export function decodedConnections(state: InspectorState): ConnectionSummary[] {
  return state.connections.filter(({ decoded }) => decoded);
}

/** Whether there is anything to look at besides a progress bar. */
export function hasRows(state: InspectorState): boolean {
  return state.connections.some(({ decoded, chunks }) => decoded && chunks > 0);
}
