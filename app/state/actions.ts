import { addressOf, parseAddress } from '../../src-protocol/bytes/address.ts';
import type { Direction } from '../../src-protocol/bytes/units.ts';
import { ask, cancelSession, closeSession, listen, openSession } from '../worker/client.ts';
import type { Axis, AxisSpan } from '../worker/timeline/timeline-types.ts';
import type {
  OpenOptions,
  OpenSource,
  RecordRef,
  Reading,
  Scope,
  StepUnit,
  Unit,
} from '../worker/protocol.ts';
import { brokenOff, messageOf, type Progress, StaleSession } from '../worker/session-client.ts';
import { memoryHere } from './device-memory.ts';
import { fieldStops, hasKey, nextStop } from './field-keys.ts';
import { fingerprint } from './fingerprint.ts';
import { jump } from './history.ts';
import { askOnce } from './kept-answers.ts';
import { type Location, sameReading, sameSource, type SourceName } from './location.ts';
import { nextNoted, noteSentence } from './noted-places.ts';
import { openLive } from './live-actions.ts';
import { stopRecording } from './live-recording.ts';
import { measureSince } from './measure.ts';
import { likelySteps } from './neighbours.ts';
import { addRecent } from './recent.ts';
import { fetchSample } from './samples.ts';
import type { StoredSettings, Theme } from './settings.ts';
import { firstOf, nameOf, sizeOf } from './source.ts';
import { forgetAnchor, scopeAsk, stepAsk, steppedTo } from './step-ask.ts';
import {
  type DrawerTab,
  decodedConnections,
  hasRows,
  inspector,
  type InspectorState,
  NOTHING_OPEN,
  type ViewName,
} from './store.ts';
import { UNIT_WORDS } from './unit-words.ts';
import { counted } from '../format/numbers.ts';

/** Where a link wants to go in the capture that is being opened; done with as soon as it is there, or somebody moves. */
let target: Location = {};
/** True until somebody chooses: up to then the page picks connection and first record by itself. */
let automatic = true;
/** Calls of `arrive` since the one that is under way began, itself included. */
let arrivals = 0;
/** The last capture, so that Forward can bring it back without asking for the file again. */
let last:
  | {
      readonly as: SourceName;
      readonly source: Exclude<OpenSource, { kind: 'live' }>;
      /** What its tables may take, if somebody said so. */
      readonly mostMemory: number | undefined;
    }
  | undefined;

const { getState, setState } = inspector;

/** Opens a capture in place of the one before. `as` is its name in links, `to` the place to go to. */
export function open(
  source: OpenSource,
  as?: SourceName,
  to: Location = {},
  options: OpenOptions = {},
): void {
  const name = nameOf(source);
  const size = sizeOf(source);
  stopRecording();
  const awaited = getState().awaiting;
  const called = as ?? { kind: 'file', name, size };
  // The file a link asked for: its place in the link is taken up.
  const asked = awaited?.name === name && awaited.size === size;
  if (awaited && !asked && called.kind === 'file')
    notify(`The link asked for ${awaited.name}; this is ${name}. It opens at its beginning.`);
  target = asked ? target : to;
  automatic = true;
  const { as: readAs = target.reading?.as, force = target.reading?.force } = options;
  const reading: Reading = {
    ...(readAs && { as: readAs }),
    ...(force !== undefined && { force }),
  };
  // Somebody who wants all of a capture decoded wants that as well when it is read in another way.
  const { mostMemory = last?.source === source ? last.mostMemory : undefined } = options;
  last = source.kind === 'live' ? undefined : { as: called, source, mostMemory };
  const bound = mostMemory ?? memoryHere();
  jump();
  setState({
    ...NOTHING_OPEN,
    article: to.article,
    phase: 'loading',
    sourceName: name,
    source: called,
    progress: { read: 0, size },
    openedAt: performance.now(),
    version: getState().version + 1,
    view: target.view ?? NOTHING_OPEN.view,
    ...windowOf(target),
    ...tablesIn(target),
    reading,
    revealKeys: false,
    playing: false,
    said: '',
  });
  void openSession(source, {
    ...(bound !== undefined && { mostMemory: bound }),
    ...options,
    ...reading,
  });
  if (called.kind === 'file') void identify(source, called, asked ? awaited.crc : called.crc);
}

/** Looks at a file's first and last bytes: links, notes and the list of recent files know it by them. */
async function identify(
  source: OpenSource,
  called: Extract<SourceName, { kind: 'file' }>,
  expected: string | undefined,
): Promise<void> {
  const crc = await fingerprint(source);
  const { source: now } = getState();
  if (crc === undefined || now !== called) return;
  if (expected !== undefined && expected !== crc)
    notify(
      `The link was made for another ${called.name}: this one has the same size and other bytes. Its places may be elsewhere here.`,
    );
  const as = { ...called, crc };
  if (last?.as === called) last = { ...last, as };
  setState({ source: as });
  if (source.kind === 'file')
    addRecent(() => localStorage, {
      name: called.name,
      size: called.size,
      crc,
      opened: Date.now(),
    });
}

/** Opens the capture that is open once more, with other options, at the place looked at. */
export function openAgain(options: OpenOptions): void {
  if (!last) return;
  const { connection, view, selection } = getState();
  open(
    last.source,
    last.as,
    {
      view,
      ...(connection !== undefined && { connection }),
      ...(selection && {
        at: addressOf(selection.direction, selection.at),
        ...(selection.kind === 'message' && { kind: 'message' as const }),
      }),
    },
    { ...getState().reading, ...options },
  );
}

/** Opens what somebody dropped or picked: one file, or two dumps of one connection. The worker says which were left out. */
export function openFiles(files: readonly File[]): void {
  const [file, ...rest] = files;
  if (!file) return;
  setState({ notices: [] });
  open(rest.length > 0 ? { kind: 'several', files } : { kind: 'file', file });
}

/** Opens the same source again, read as somebody says it is to be read. */
export function reopen(reading: Reading, to: Location = {}): void {
  if (last) open(last.source, last.as, to, reading);
}

/** Takes a file for the other direction of the dump that is open. */
export function addDirection(file: File): void {
  if (last) open({ kind: 'pair', parts: [firstOf(last.source), { kind: 'file', file }] });
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

/** Turns to a page of the article or the reference, such as `learn/handshake`; undefined goes back to the capture. */
export function read(article: string | undefined): void {
  if (getState().article === article) return;
  jump();
  setState({ article });
}

/** The sample that is being fetched to be opened beside the article. */
let fetching: string | undefined;

/**
 * Leads the capture beside the article to a place in a sample, opening the sample if it is not the one
 * that is open. Without a place, it goes where the link asked, or where `atFirst` says, or stays where it is.
 */
export function showBeside(sample: string, to?: Location, atFirst?: Location): void {
  const { article, source, phase, view } = getState();
  const as = { kind: 'sample', id: sample } as const;
  const asked = to ?? (target.at === undefined && atFirst ? atFirst : target);
  // The sample of the chapter before may be that of this one; a link says itself where to begin.
  const begins = to ?? (target.at === undefined ? atFirst : undefined);
  const location = { view, ...asked, ...(article !== undefined && { article }) };
  if (fetching === sample || (phase === 'loading' && sameSource(as, source))) {
    // On its way: the last place asked for is where it will stand.
    if (to) target = location;
  } else if (phase === 'empty' || !sameSource(as, source)) {
    void openBeside(sample, location);
  } else if (begins) {
    restore({ ...location, source: as });
  }
}

async function openBeside(id: string, to: Location): Promise<void> {
  fetching = id;
  target = to;
  try {
    const { sample, bytes } = await fetchSample(id);
    // Somebody may have turned the page, or opened a capture, meanwhile.
    if (getState().article !== to.article || fetching !== id) return;
    open({ kind: 'bytes', name: sample.title, bytes }, { kind: 'sample', id }, target);
  } catch (error) {
    notify(messageOf(error));
  } finally {
    if (fetching === id) fetching = undefined;
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
    ...(record.connection === getState().connection
      ? {}
      : { connection: record.connection, ...windowOf({}) }),
    said: '',
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
export function step(unit: Unit, by: 1 | -1, held = false, scope?: Scope): Promise<void> {
  if (held && queued > 0) return queue;
  queued++;
  const pressed = performance.now();
  queue = queue
    .then(() => stepOnce(unit, by, pressed, scope))
    .finally(() => {
      queued--;
    });
  return queue;
}

async function stepOnce(unit: Unit, by: 1 | -1, pressed: number, scope?: Scope): Promise<void> {
  const { connection, scope: chosen } = getState();
  if (connection === undefined) return;
  moved();
  stay();
  likelySteps(unit, scope ?? chosen);
  try {
    const found = await nextFound(unit, by, scope ?? chosen);
    if (!found) {
      const where = SCOPE_WORDS[scope ?? chosen];
      setState({
        said: `There is no ${by > 0 ? 'further' : 'earlier'} ${UNIT_WORDS[unit]}${where}.`,
      });
      return;
    }
    if (unit === 'problem' || unit === 'note') jump();
    setState({ selection: found.record, field: found.field, said: found.said ?? '' });
    measureSince('step', pressed);
  } catch (error) {
    complain(error);
  }
}

interface Found {
  readonly record: RecordRef;
  readonly field: string | undefined;
  readonly said?: string;
}

async function nextFound(unit: Unit, by: 1 | -1, scope: Scope): Promise<Found | undefined> {
  if (unit === 'field') return nextField(by, scope);
  return unit === 'note' ? nextNote(by, scope) : nextRecord(unit, by, scope);
}

async function nextNote(by: 1 | -1, scope: Scope): Promise<Found | undefined> {
  const around = scopeAsk(scope);
  const noted = around && (await nextNoted(getState(), by, around));
  if (noted) steppedTo(noted.record, around);
  return noted && { record: noted.record, field: noted.field, said: noteSentence(noted) };
}

async function nextRecord(unit: StepUnit, by: 1 | -1, scope: Scope): Promise<Found | undefined> {
  const question = stepAsk(unit, by, scope);
  if (!question) return undefined;
  const record = await askOnce('step', question);
  if (record) steppedTo(record, question);
  return record && { record, field: undefined };
}

/** The next field of the record, or the next record as a whole: every record and every field is a stop. */
async function nextField(by: 1 | -1, scope: Scope): Promise<Found | undefined> {
  const { selection, field } = getState();
  const unit = selection?.kind === 'message' ? 'message' : 'chunk';
  const stopsOf = async (record: RecordRef) => {
    const described = await askOnce('describe', { record });
    return described ? fieldStops(described) : [];
  };
  if (selection && (by === 1 || field !== undefined)) {
    const stop = nextStop(await stopsOf(selection), field, by);
    if (stop !== undefined || by === -1) return { record: selection, field: stop };
  }
  const next = await nextRecord(unit, by, scope);
  if (!next || by === 1) return next;
  const last = (await stopsOf(next.record)).findLast(({ leaf }) => leaf);
  return { record: next.record, field: last?.key };
}

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  both: '',
  direction: ' in this direction',
  'chunk-stream': ' on this chunk stream',
  'message-stream': ' on this message stream',
  transaction: ' in this transaction',
  filter: ' that the filter leaves',
};

/**
 * Goes to an address (`up@3351`, or `0x10e` in the direction that is looked at), a chunk number of the
 * connection (`#124`, from 1), a packet of the file (`pkt 40`) or a time after its start (`12.5s`). The answer says why nothing was found; undefined when it was.
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
  const hex = /^0x([0-9a-f]{1,13})$/.exec(wanted);
  if (hex) {
    const direction = getState().selection?.direction ?? 0;
    return findRecord(connection, addressOf(direction, parseInt(hex[1]!, 16)));
  }
  const packet = /^(?:pkt|packet)\s*(\d{1,10})$/.exec(wanted);
  if (packet) {
    const record = await ask('seek', { connection, packet: Number(packet[1]) });
    return record ?? `Packet ${packet[1]!} has no bytes of this connection.`;
  }
  const number = /^#(\d{1,15})$/.exec(wanted);
  if (number) {
    const from = Number(number[1]) - 1;
    if (from < 0) return 'Chunks are counted from 1.';
    const { rows, total } = await ask('chunks', { connection, from, count: 1 });
    return rows[0]
      ? chunkRef(connection, rows[0])
      : `There ${total === 1 ? 'is' : 'are'} ${counted(total, 'chunk')}.`;
  }
  const seconds = /^\+?(\d{1,9}(?:\.\d{1,9})?)\s*s$/.exec(wanted);
  if (seconds) return findTime(connection, Number(seconds[1]));
  return 'Write an address such as up@3351 or 0x10e, a chunk number such as #124, a packet such as pkt 40, or a time such as 12.5s.';
}

/** The first chunk at or after a time, the last one where only packets without chunks follow; rows are in order of time, so halving finds it in a few questions. */
async function findTime(connection: number, seconds: number): Promise<RecordRef | string> {
  const found = getState().connections.find((one) => one.connection === connection);
  const { start = 0, end = 0 } = found ?? {};
  const { total } = await ask('chunks', { connection, from: 0, count: 1 });
  let low = 0;
  let high = total;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = (await ask('chunks', { connection, from: middle, count: 1 })).rows[0];
    if (row && row.time - start < seconds - 5e-7) low = middle + 1;
    else high = middle;
  }
  // Whoever asks for the very end may have rounded it up.
  if (seconds <= end - start + 1e-6) low = Math.max(0, Math.min(low, total - 1));
  const row = (await ask('chunks', { connection, from: low, count: 1 })).rows[0];
  return row ? chunkRef(connection, row) : 'The connection ends before that time.';
}

/** A chunk of a table, as what can be selected. */
export function chunkRef(
  connection: number,
  row: { direction: Direction; offset: number },
): RecordRef {
  return { connection, direction: row.direction, kind: 'chunk', at: row.offset };
}

/** Shows another view of the connection. */
export function setView(view: ViewName): void {
  if (getState().view === view) return;
  moved();
  jump();
  setState({ view });
}

/** What a link says of the timeline; all of it, along time, where it says nothing. */
function windowOf({ axis, window }: Location): Pick<InspectorState, 'axis' | 'window'> {
  return { axis: axis ?? NOTHING_OPEN.axis, window };
}

/** Looks at another stretch of the timeline, perhaps along another axis; undefined is all of it. */
export function setWindow(axis: Axis, window: AxisSpan | undefined): void {
  setState({ axis, window });
}

/** Looks at another connection, from its first record; undefined shows the list. */
export function setConnection(connection: number | undefined): void {
  if (getState().connection === connection) return;
  moved();
  jump();
  setState({ connection, selection: undefined, field: undefined, ...windowOf({}) });
  if (connection !== undefined) void selectFirst(connection);
}

/** Chooses what the stepper's buttons step over. */
export function setUnit(unit: Unit): void {
  setState({ unit });
}

/** Chooses what steps keep to: from here on the direction, chunk stream … of what is selected now. */
export function setScope(scope: Scope): void {
  forgetAnchor();
  setState({ scope });
}

/** Chooses how many steps a second are taken while playing. */
export function setSpeed(speed: number): void {
  setState({ speed });
}

/** Shows a tab of the drawer below the view, or hides the drawer. */
export function setDrawer(drawer: DrawerTab, drawerOpen: boolean): void {
  setState({ drawer, drawerOpen });
}

/** Shows or hides the inspector beside the view. */
export function setSidePanel(sidePanel: boolean): void {
  setState({ sidePanel });
}

/** Changes settings; they are kept for the next visit. */
export function setSettings(settings: Partial<StoredSettings>): void {
  setState(settings);
}

/** Chooses the colours. */
export function setTheme(theme: Theme): void {
  setState({ theme });
}

/** Shows or hides stream keys. */
export function setRevealKeys(revealKeys: boolean): void {
  setState({ revealKeys });
}

/** Opens or closes a dialog. */
export function setDialog(dialog: InspectorState['dialog']): void {
  setState({ dialog });
}

/** Says something in the stepper bar, and to screen readers. */
export function say(said: string): void {
  setState({ said });
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
  if (state.article !== location.article) setState({ article: location.article });
  if (location.article !== undefined) {
    // The page opens the capture that goes with it, at this place.
    if (state.phase === 'empty' || location.at === undefined) target = location;
    else restore(location);
    return;
  }
  if (!location.source) {
    if (state.phase !== 'empty' || state.awaiting) close();
    return;
  }
  const same =
    sameSource(location.source, state.source) && sameReading(location.reading, state.reading);
  if (same && state.phase !== 'empty') {
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
    const { name, size, crc } = location.source;
    setState({
      ...NOTHING_OPEN,
      awaiting: { name, size, ...(crc !== undefined && { crc }) },
      source: location.source,
    });
  }
}

function restore(location: Location): void {
  target = location;
  automatic = location.connection === undefined && decodedConnections(getState()).length === 1;
  setState({
    connection: location.connection,
    view: location.view ?? NOTHING_OPEN.view,
    ...windowOf(location),
    ...tablesIn(location),
    ...(location.at === undefined ? { selection: undefined, field: undefined } : {}),
  });
  void arrive();
}

/** How a link wants the tables. */
function tablesIn({
  filter = NOTHING_OPEN.filter,
  filterMode = NOTHING_OPEN.filterMode,
  columns = NOTHING_OPEN.columns,
  sorts = NOTHING_OPEN.sorts,
  times = NOTHING_OPEN.times,
}: Location): Pick<InspectorState, 'filter' | 'filterMode' | 'columns' | 'sorts' | 'times'> {
  return { filter, filterMode, columns, sorts, times };
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
      await checkField();
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
    if (wanted.field !== undefined) linked = { record: found.record, field: wanted.field };
  } else if (done) {
    notify(`Nothing decoded holds the byte ${wanted.at}; the first chunk is shown.`);
    await selectFirst(connection);
  } else {
    return;
  }
  if (target === wanted) target = {};
}

/** The field that a link named, until it is known whether its record has it. */
let linked: { readonly record: RecordRef; readonly field: string } | undefined;

/** Drops a link's field that its record has not, once all of the record must be there, and says so. */
async function checkField(): Promise<void> {
  if (!linked || !getState().done) return;
  const { record, field } = linked;
  linked = undefined;
  const described = await ask('describe', { record });
  const now = getState();
  if (!described || now.selection !== record || now.field !== field) return;
  if (hasKey(described, field)) return;
  setState({ field: undefined });
  notify(
    `There is no field ${field} at ${addressOf(record.direction, record.at)}: the link’s field was left out.`,
  );
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
  // Of several files, the worker has chosen one, or two that belong together.
  if (last?.source.kind === 'several' && capture.name !== before.sourceName) {
    const as = { kind: 'file', name: capture.name, size: capture.size } as const;
    last = { ...last, as };
    setState({ sourceName: capture.name, source: as });
    if (capture.leftOut.length > 0)
      notify(
        `One capture at a time: ${capture.name} was opened, ${capture.leftOut.join(', ')} not.`,
      );
  }
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
  void arrive();
}

function fail(message: string): void {
  const before = getState();
  if (before.phase === 'empty') return;
  const { read, size } = before.progress ?? { read: 0, size: 0 };
  const failure = brokenOff(read, size, message);
  // The tables went with the worker. What the page has fetched of them stays: the list, and the rows seen.
  if (hasRows(before))
    setState({ phase: 'ready', done: true, failures: [failure, ...before.failures] });
  else setState({ ...NOTHING_DECODED, failures: [failure], version: before.version + 1 });
}

const NOTHING_DECODED = {
  phase: 'failed',
  done: true,
  connections: [],
  connection: undefined,
  selection: undefined,
  field: undefined,
} as const satisfies Partial<InspectorState>;

/** Tells of an error, unless another capture was opened meanwhile. */
export function complain(error: unknown): void {
  if (!(error instanceof StaleSession)) notify(messageOf(error));
}

listen({ progress: receive, died: fail, busy: () => undefined });

/** Whether the workbench can be shown in place of the progress page. */
export function usable(state: InspectorState): boolean {
  return state.phase === 'ready' || (state.phase === 'loading' && hasRows(state));
}
