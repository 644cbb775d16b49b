import { addressOf, parseAddress } from '../../src-protocol/bytes/address.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import {
  appendToSession,
  ask,
  cancelSession,
  closeSession,
  finishSession,
  listen,
  openSession,
} from '../worker/client.ts';
import type { OpenSource, RecordRef, Unit } from '../worker/protocol.ts';
import { messageOf, type Progress, StaleSession } from '../worker/session-client.ts';
import { jump } from './history.ts';
import { type Location, sameSource, type SourceName } from './location.ts';
import { stopRecording, watchRecording } from './live-recording.ts';
import { measureSince } from './measure.ts';
import { fetchSample } from './samples.ts';
import {
  decodedConnections,
  hasRows,
  inspector,
  type InspectorState,
  NOTHING_OPEN,
  type Theme,
  type ViewName,
} from './store.ts';

/** Where a link wants to go in the capture that is being opened; done with as soon as it is there, or somebody moves. */
let target: Location = {};
/** True until somebody chooses: up to then the page picks connection and first record by itself. */
let automatic = true;
/** Calls of `arrive` since the one that is under way began, itself included. */
let arrivals = 0;
/** The last capture, so that Forward can bring it back without asking for the file again. */
let last: { readonly as: SourceName; readonly source: OpenSource } | undefined;

const { getState, setState } = inspector;

/** Opens a capture in place of the one before. `as` is its name in links, `to` the place to go to. */
export function open(source: OpenSource, as?: SourceName, to: Location = {}): void {
  begin(source, as, to);
  void openSession(source);
}

/** The page's side of opening. */
function begin(source: OpenSource, as: SourceName | undefined, to: Location): void {
  const name = source.kind === 'file' ? source.file.name : source.name;
  const size =
    source.kind === 'file' ? source.file.size : source.kind === 'bytes' ? source.bytes.length : 0;
  stopRecording();
  const awaited = getState().awaiting;
  const called = as ?? { kind: 'file', name, size };
  // The file a link asked for: its place in the link is taken up.
  const asked = awaited?.name === name && awaited.size === size;
  if (awaited && !asked && called.kind === 'file')
    notify(`The link asked for ${awaited.name}; this is ${name}. It opens at its beginning.`);
  target = asked ? target : to;
  automatic = true;
  last = source.kind === 'live' ? undefined : { as: called, source };
  jump();
  setState({
    ...NOTHING_OPEN,
    phase: 'loading',
    sourceName: name,
    source: called,
    progress: { read: 0, size },
    openedAt: performance.now(),
    version: getState().version + 1,
    view: target.view ?? NOTHING_OPEN.view,
    revealKeys: false,
    said: '',
  });
}

/** Opens a connection of the listener, from its first byte, and follows it. */
export function openLive(id: number, to: Location = {}): void {
  const source = { kind: 'live', name: `Live connection ${id}` } as const;
  begin(source, { kind: 'live', id }, to);
  setState({ live: { id, follow: to.at === undefined, ended: undefined } });
  void openSession(source).then(() => {
    if (getState().live?.id !== id) return;
    watchRecording(id, {
      bytes: appendToSession,
      ended(reason) {
        const { live } = getState();
        if (getState().connections.length === 0) notify(reason);
        finishSession();
        if (live?.id === id) setState({ live: { ...live, follow: false, ended: reason } });
      },
    });
  });
}

/** Whether the page moves to the newest chunk as it comes. */
export function setFollow(follow: boolean): void {
  const { live } = getState();
  if (!live || live.follow === follow || live.ended !== undefined) return;
  setState({ live: { ...live, follow } });
  if (follow) void followTail();
}

/** Takes no more of the live connection; what came stays. */
export function stopLive(): void {
  stopRecording('You stopped watching.');
}

/** Milliseconds between two moves: browsers allow the address bar some six changes a second. */
const FOLLOW_INTERVAL = 300;
let isFollowing = false;

/** Selects the newest chunk. One question at a time: what comes meanwhile is newer still. */
async function followTail(): Promise<void> {
  const { connection, live, version } = getState();
  if (!live?.follow || connection === undefined || isFollowing) return;
  isFollowing = true;
  try {
    const { total } = await ask('chunks', { connection, from: 0, count: 0 });
    const { rows } = await ask('chunks', { connection, from: total - 1, count: 1 });
    const now = getState();
    if (rows[0] && now.live?.follow && now.connection === connection)
      setState({ selection: chunkRef(connection, rows[0]), field: undefined });
  } catch (error) {
    complain(error);
  } finally {
    setTimeout(() => {
      isFollowing = false;
      // What came meanwhile may have been the last for a while.
      if (getState().version !== version) void followTail();
    }, FOLLOW_INTERVAL);
  }
}

/** Opens the first of the files somebody dropped or picked, and says which were left out. */
export function openFiles(files: readonly File[]): void {
  const [file, ...rest] = files;
  if (!file) return;
  setState({ notices: [] });
  if (rest.length > 0)
    notify(
      `One capture at a time: ${file.name} was opened, ${rest.map(({ name }) => name).join(', ')} not.`,
    );
  open({ kind: 'file', file });
}

/** Fetches a sample of the gallery and opens it. */
export async function openSample(id: string, to: Location = {}): Promise<void> {
  const as = { kind: 'sample', id } as const;
  try {
    const { sample, bytes } = await fetchSample(id);
    open({ kind: 'bytes', name: sample.title, bytes }, as, to);
  } catch (error) {
    notify(messageOf(error));
    if (getState().phase === 'empty') setState({ source: undefined });
  }
}

/** Stops reading; what was found stays. */
export function cancel(): void {
  cancelSession();
  setState({ said: 'Reading is being stopped.' });
}

/** Back to the landing page. */
export function close(): void {
  target = {};
  stopRecording();
  closeSession();
  jump();
  setState({ ...NOTHING_OPEN, notices: [], version: getState().version + 1, said: '' });
}

/** Selects a record, and a field of it when one is named. */
export function select(record: RecordRef, field?: string): void {
  moved();
  stay();
  jump();
  setState({
    selection: record,
    field,
    ...(record.connection === getState().connection ? {} : { connection: record.connection }),
  });
}

/** Selects a field of the selected record by its path; undefined selects none. */
export function selectField(path: string | undefined): void {
  if (getState().field !== path) setState({ field: path });
}

let queue: Promise<void> = Promise.resolve();
let queued = 0;

/**
 * Steps to the next (1) or previous (-1) record of a unit. Steps wait for each other, so that ten
 * presses are ten steps; the repeats of a held key are left out while one is on its way.
 */
export function step(unit: Unit, by: 1 | -1, held = false): Promise<void> {
  if (held && queued > 0) return queue;
  queued++;
  const pressed = performance.now();
  queue = queue
    .then(() => stepOnce(unit, by, pressed))
    .finally(() => {
      queued--;
    });
  return queue;
}

async function stepOnce(unit: Unit, by: 1 | -1, pressed: number): Promise<void> {
  const { connection, selection, scope } = getState();
  if (connection === undefined) return;
  moved();
  stay();
  const direction = scope === 'direction' ? (selection?.direction ?? 0) : undefined;
  try {
    const record = await ask('step', {
      from: selection,
      connection,
      unit,
      by,
      ...(direction === undefined ? {} : { direction }),
    });
    if (!record) {
      const where = scope === 'direction' ? ' in this direction' : '';
      setState({ said: `There is no ${by > 0 ? 'further' : 'earlier'} ${unit}${where}.` });
      return;
    }
    setState({ selection: record, field: undefined, said: '' });
    measureSince('step', pressed);
  } catch (error) {
    complain(error);
  }
}

/**
 * Goes to an address (`up@3351`), a chunk number of the connection (`#124`, from 1) or a time after
 * its start (`12.5s`). The answer says why nothing was found; undefined when it was.
 */
export async function goTo(text: string): Promise<string | undefined> {
  const { connection } = getState();
  if (connection === undefined) return 'Choose a connection first.';
  const wanted = text.trim().toLowerCase();
  try {
    const record = await findRecord(connection, wanted);
    if (typeof record === 'string') return record;
    // Closed first: the dialog gives the focus back, and the table takes it along.
    setDialog(undefined);
    select(record);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

async function findRecord(connection: number, wanted: string): Promise<RecordRef | string> {
  const address = parseAddress(wanted);
  if (address) {
    const { direction, offset: at } = address;
    const found = await ask('locate', { connection, direction, at });
    return found?.record ?? `Nothing decoded holds the byte ${wanted}.`;
  }
  const number = /^#(\d{1,15})$/.exec(wanted);
  if (number) {
    const from = Number(number[1]) - 1;
    if (from < 0) return 'Chunks are counted from 1.';
    const { rows, total } = await ask('chunks', { connection, from, count: 1 });
    return rows[0] ? chunkRef(connection, rows[0]) : `There are ${total} chunks.`;
  }
  const seconds = /^\+?(\d{1,9}(?:\.\d{1,9})?)\s*s$/.exec(wanted);
  if (seconds) return findTime(connection, Number(seconds[1]));
  return 'Write an address such as up@3351, a chunk number such as #124, or a time such as 12.5s.';
}

/** The first chunk at or after a time; rows are in order of time, so halving finds it in a few questions. */
async function findTime(connection: number, seconds: number): Promise<RecordRef | string> {
  const start = getState().connections.find((one) => one.connection === connection)?.start ?? 0;
  let low = 0;
  let high = (await ask('chunks', { connection, from: 0, count: 1 })).total;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = (await ask('chunks', { connection, from: middle, count: 1 })).rows[0];
    if (row && row.time - start < seconds - 5e-7) low = middle + 1;
    else high = middle;
  }
  const row = (await ask('chunks', { connection, from: low, count: 1 })).rows[0];
  return row ? chunkRef(connection, row) : 'The connection ends before that time.';
}

function chunkRef(connection: number, row: { direction: Direction; offset: number }): RecordRef {
  return { connection, direction: row.direction, kind: 'chunk', at: row.offset };
}

/** Goes to the next or previous problem after the selected record, in capture order. */
export async function stepProblem(by: 1 | -1): Promise<void> {
  const { connection, selection } = getState();
  if (connection === undefined) return;
  moved();
  stay();
  try {
    const at = async (from: number) =>
      (await ask('findings', { connection, from, count: 1 })).rows[0];
    const { total } = await ask('findings', { connection, from: 0, count: 0 });
    let now = -Infinity;
    if (selection) {
      const described = await ask('describe', { record: selection });
      now = described?.chunk?.time ?? described?.message?.time ?? -Infinity;
    }
    // First finding later than (forwards) or not earlier than (backwards) the selected record.
    let low = 0;
    let high = total;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = await at(middle);
      if (row && (by > 0 ? row.time < now : row.time < now)) low = middle + 1;
      else high = middle;
    }
    // Several findings share a time, or the record itself: walk on to the first that is elsewhere.
    const here = selection && addressOf(selection.direction, selection.at);
    let row = by > 0 ? low : low - 1;
    if (by > 0 && here !== undefined) {
      let passed = row;
      for (let found = await at(passed); found && found.time <= now; found = await at(passed)) {
        passed++;
        if (recordAddress(found) === here) row = passed;
      }
    }
    for (; row >= 0 && row < total; row += by) {
      const found = await at(row);
      if (!found) break;
      const record = found.record ?? (await locateFinding(connection, found.address));
      if (!record || addressOf(record.direction, record.at) === here) continue;
      jump();
      setState({ selection: record, field: undefined, said: '' });
      return;
    }
    setState({ said: total === 0 ? 'No problems were found.' : 'There is no further problem.' });
  } catch (error) {
    complain(error);
  }
}

function recordAddress(finding: { record?: RecordRef; address: string }): string {
  return finding.record ? addressOf(finding.record.direction, finding.record.at) : finding.address;
}

async function locateFinding(connection: number, address: string): Promise<RecordRef | undefined> {
  const place = parseAddress(address);
  if (!place) return undefined;
  const { direction, offset: at } = place;
  return (await ask('locate', { connection, direction, at }))?.record;
}

/** Shows another view of the connection. */
export function setView(view: ViewName): void {
  if (getState().view === view) return;
  moved();
  jump();
  setState({ view });
}

/** Looks at another connection, from its first record; undefined shows the list. */
export function setConnection(connection: number | undefined): void {
  if (getState().connection === connection) return;
  moved();
  jump();
  setState({ connection, selection: undefined, field: undefined });
  if (connection !== undefined) void selectFirst(connection);
}

/** Chooses what the stepper's buttons step over. */
export function setUnit(unit: Unit): void {
  setState({ unit });
}

/** Chooses whether steps stay in one direction. */
export function setScope(scope: InspectorState['scope']): void {
  setState({ scope });
}

/** Chooses the colours. */
export function setTheme(theme: Theme): void {
  setState({ theme });
}

/** Switches keys without a modifier on or off. */
export function setSingleKeys(singleKeys: boolean): void {
  setState({ singleKeys });
}

/** Shows or hides stream keys. */
export function setRevealKeys(revealKeys: boolean): void {
  setState({ revealKeys });
}

/** Opens or closes a dialog. */
export function setDialog(dialog: InspectorState['dialog']): void {
  setState({ dialog });
}

/** Tells the person something once. */
export function notify(text: string): void {
  const { notices } = getState();
  if (!notices.includes(text)) setState({ notices: [...notices, text] });
}

/** Takes a notice away. */
export function dismiss(text: string): void {
  setState({ notices: getState().notices.filter((notice) => notice !== text) });
}

/** Goes where a link says: to another capture, or to another place in this one. */
export function follow(location: Location, dropped: readonly string[] = []): void {
  const state = getState();
  if (dropped.length > 0)
    notify(`Not understood in this link, and left out: ${dropped.join(', ')}.`);
  if (!location.source) {
    if (state.phase !== 'empty' || state.awaiting) close();
    return;
  }
  if (sameSource(location.source, state.source) && state.phase !== 'empty') {
    restore(location);
  } else if (last && sameSource(location.source, last.as)) {
    open(last.source, last.as, location);
  } else if (location.source.kind === 'sample') {
    void openSample(location.source.id, location);
  } else if (location.source.kind === 'live') {
    openLive(location.source.id, location);
  } else {
    target = location;
    closeSession();
    const { name, size } = location.source;
    setState({ ...NOTHING_OPEN, awaiting: { name, size }, source: location.source });
  }
}

function restore(location: Location): void {
  target = location;
  automatic = location.connection === undefined && decodedConnections(getState()).length === 1;
  setState({
    connection: location.connection,
    view: location.view ?? NOTHING_OPEN.view,
    ...(location.at === undefined ? { selection: undefined, field: undefined } : {}),
  });
  void arrive();
}

/** Somebody went to a record: the page stays there while a live connection goes on. */
function stay(): void {
  const { live } = getState();
  if (live?.follow) setState({ live: { ...live, follow: false } });
}

/** Somebody chose something: from here on the page does not move by itself. */
function moved(): void {
  automatic = false;
  target = {};
}

/** Chooses connection and record as soon as they can be chosen. Called again with every progress. */
async function arrive(): Promise<void> {
  arrivals++;
  if (arrivals > 1) return;
  try {
    // Progress that came meanwhile is looked at as well, or the last of it would be missed.
    for (let seen = 0; seen < arrivals;) {
      seen = arrivals;
      chooseConnection();
      await chooseRecord();
    }
  } catch (error) {
    complain(error);
  } finally {
    arrivals = 0;
  }
}

function chooseConnection(): void {
  const state = getState();
  const decoded = decodedConnections(state).filter(({ chunks }) => chunks > 0 || state.done);
  if (target.connection !== undefined) {
    const wanted = decoded.find(({ connection }) => connection === target.connection);
    if (wanted) {
      if (state.connection !== wanted.connection) setState({ connection: wanted.connection });
      return;
    }
    if (!state.done) return;
    notify(`This capture has no RTMP connection number ${target.connection}.`);
    target = {};
  }
  if (!automatic) return;
  const connection = decoded.length === 1 ? decoded[0]!.connection : undefined;
  if (state.connection !== connection)
    setState({ connection, selection: undefined, field: undefined });
}

async function chooseRecord(): Promise<void> {
  const { connection, selection, done, openedAt } = getState();
  if (connection === undefined) return;
  const wanted = target;
  const place = wanted.at === undefined ? undefined : parseAddress(wanted.at);
  if (!place) {
    if (!selection) await selectFirst(connection);
    return;
  }
  const { direction, offset: at } = place;
  const found = await ask('locate', {
    connection,
    direction,
    at,
    ...(wanted.kind === undefined ? {} : { kind: wanted.kind }),
  });
  if (target !== wanted || getState().openedAt !== openedAt) return;
  if (found) {
    automatic = false;
    setState({ selection: found.record, field: wanted.field });
  } else if (done) {
    notify(`Nothing decoded holds the byte ${wanted.at}; the first chunk is shown.`);
    await selectFirst(connection);
  } else {
    return;
  }
  if (target === wanted) target = {};
}

async function selectFirst(connection: number): Promise<void> {
  const record = await ask('step', { from: undefined, connection, unit: 'chunk', by: 1 }).catch(
    () => undefined,
  );
  const now = getState();
  if (record && now.connection === connection && !now.selection)
    setState({ selection: record, field: undefined });
}

function receive(progress: Progress): void {
  const { read, size, capture, connections, failures, done } = progress;
  const before = getState();
  setState({
    progress: { read, size },
    seconds: (performance.now() - before.openedAt) / 1000,
    capture,
    connections,
    failures,
    version: before.version + 1,
    done: done !== undefined,
    cancelled: done === 'cancelled',
    // A live connection is never read to its end: it is ready as soon as there is something to see.
    phase: before.live && connections.some(({ chunks }) => chunks > 0) ? 'ready' : 'loading',
  });
  if (done !== undefined) {
    const decoded = decodedConnections(getState()).length > 0;
    const untouched = done === 'cancelled' && connections.length === 0;
    if (untouched) {
      close();
      notify('Reading was stopped before anything was found.');
      return;
    }
    setState({ phase: decoded ? 'ready' : 'failed' });
    if (decoded) measureSince('open-to-ready', before.openedAt);
  }
  void arrive().then(followTail);
}

function fail(message: string): void {
  const before = getState();
  if (before.phase === 'empty') return;
  const read = before.progress?.read ?? 0;
  setState({
    phase: 'failed',
    done: true,
    failures: [
      {
        kind: 'worker-died',
        severity: 'error',
        text: `The decoder stopped after ${read} bytes of ${before.progress?.size ?? 0}. The file itself is untouched.`,
        help: 'Open the file again. If it stops at the same place, cut the capture into smaller files (editcap -c 100000) or filter it to one connection (tcp.stream == 0), and open those.',
        evidence: message,
      },
    ],
    // Tables went with the worker: nothing of them can be shown any more.
    connections: [],
    connection: undefined,
    selection: undefined,
    field: undefined,
    version: before.version + 1,
  });
}

function complain(error: unknown): void {
  if (!(error instanceof StaleSession)) notify(messageOf(error));
}

listen({ progress: receive, died: fail, busy: () => undefined });

/** Whether the workbench can be shown in place of the progress page. */
export function usable(state: InspectorState): boolean {
  return state.phase === 'ready' || (state.phase === 'loading' && hasRows(state));
}
