import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type {
  CaptureSummary,
  ConnectionSummary,
  Failure,
  RecordRef,
  Unit,
} from '../worker/protocol.ts';
import type { SourceName } from './location.ts';

/** The views of a connection, in the order of their tabs. */
export const VIEWS = ['overview', 'messages', 'chunks', 'timeline', 'problems'] as const;
/** A view of a connection. */
export type ViewName = (typeof VIEWS)[number];

/** The colours of the page. */
export type Theme = 'system' | 'light' | 'dark';

/** What the page knows. Rows, trees and bytes are not here: they are asked for (see use-answer.ts). */
export interface InspectorState {
  phase: 'empty' | 'loading' | 'ready' | 'failed';
  /** What people call the file. */
  sourceName: string | undefined;
  /** What the address bar calls it. */
  source: SourceName | undefined;
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
  /** The one looked at; undefined shows the list of connections. */
  connection: number | undefined;
  view: ViewName;
  selection: RecordRef | undefined;
  /** `FieldNode.path` of the selected field. */
  field: string | undefined;
  unit: Unit;
  scope: 'both' | 'direction';
  /** Grows with each progress message: questions are asked again when it changes. */
  version: number;
  theme: Theme;
  /** Whether stream keys are shown. */
  revealKeys: boolean;
  /** Whether keys without a modifier do anything. */
  singleKeys: boolean;
  dialog: 'help' | 'go-to' | undefined;
  /** What the person should be told once: parts of a link that were dropped, files left out. */
  notices: readonly string[];
  /** Set while a live connection is open here, also after it has ended. */
  live:
    | { readonly id: number; readonly follow: boolean; readonly ended: string | undefined }
    | undefined;
  /** A link names a local file that the page does not have. */
  awaiting: { name: string; size: number } | undefined;
  /** The last sentence for the live region that is not about a step. */
  said: string;
}

/** What there is before a capture is opened; also what `close` goes back to. */
export const NOTHING_OPEN = {
  phase: 'empty',
  sourceName: undefined,
  source: undefined,
  progress: undefined,
  openedAt: 0,
  seconds: 0,
  done: false,
  cancelled: false,
  capture: undefined,
  connections: [],
  failures: [],
  connection: undefined,
  view: 'chunks',
  selection: undefined,
  field: undefined,
  awaiting: undefined,
  live: undefined,
} as const satisfies Partial<InspectorState>;

/** The one store of the page. */
export const inspector = createStore<InspectorState>(() => ({
  ...NOTHING_OPEN,
  unit: 'chunk',
  scope: 'both',
  version: 0,
  theme: 'system',
  revealKeys: false,
  singleKeys: true,
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
