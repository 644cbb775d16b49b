import { concatBytes } from '@noble/hashes/utils.js';
import { mediaStreams } from '../../src-protocol/inspect/media-stream.ts';
import { SavedStream } from '../../src-protocol/inspect/saved-stream.ts';
import { savedRemarks } from '../../src-protocol/inspect/saved-words.ts';
import type { StreamForm } from '../../src-protocol/inspect/stream-form.ts';
import type { MediaTrack } from '../../src-protocol/session/media-tracks.ts';
import { codedTracks } from './coded-tracks.ts';
import type { SavableStream, SessionQuestions } from './session-questions.ts';
import type { View } from './view.ts';

type Ask = SessionQuestions['saveStream']['ask'];
type Answer = SessionQuestions['saveStream']['answer'];

/** Bytes of one answer, one message may be larger; and messages looked at for it. */
const MOST_BYTES = 1024 * 1024;
const MOST_LOOKED = 5000;

/** The forms of codecs, by the names that people say. */
const FORMS: readonly (readonly [RegExp, StreamForm])[] = [
  [/^AVC$/, 'h264'],
  [/^HEVC$/, 'hevc'],
  [/^AAC$/, 'aac'],
  [/^MP3/, 'mp3'],
];

/** The streams of a connection, and the forms each can be saved in. */
export function savableStreams(view: View, media: readonly MediaTrack[]): SavableStream[] {
  const coded = codedTracks(view, media).filter(({ trackId }) => trackId === 0);
  return mediaStreams(view.session, media).map((stream) => {
    const tracks = coded.filter(
      ({ direction, messageStreamId: id }) =>
        direction === stream.direction &&
        (id === stream.messageStreamId || (stream.takesUnknown && id === 0)),
    );
    const codecs = [...new Set(tracks.map(({ name }) => name))];
    const forms = FORMS.filter(([name]) => codecs.some((codec) => name.test(codec)));
    return { ...stream, codecs, forms: ['flv', ...forms.map(([, form]) => form)] };
  });
}

/** A file under way. */
interface Saving {
  readonly saved: SavedStream;
  readonly pieces: Generator<Uint8Array>;
  /** Answers given so far. */
  at: number;
}

const UNDER_WAY = new WeakMap<View, Saving>();

/**
 * The next piece of a stream as a file. One after the other: nothing is kept here but what one answer holds. `undefined` when
 * another file took the place of this one, or there is no such stream.
 */
export function saveStream(view: View, media: readonly MediaTrack[], ask: Ask): Answer {
  const { direction, messageStreamId, form, from, hide } = ask;
  if (from === 0) {
    const stream = mediaStreams(view.session, media).find(
      (one) => one.direction === direction && one.messageStreamId === messageStreamId,
    );
    if (!stream) return undefined;
    const saved = new SavedStream(view.session, view.describer, { stream, form, hide });
    UNDER_WAY.set(view, { saved, pieces: saved.pieces(), at: 0 });
  }
  const now = UNDER_WAY.get(view);
  if (now?.at !== from) return undefined;
  now.at++;
  const found: Uint8Array[] = [];
  let size = 0;
  let done = false;
  for (let looked = 0; !done && looked < MOST_LOOKED && size < MOST_BYTES; looked++) {
    const next = now.pieces.next();
    if (next.done === true) done = true;
    else {
      found.push(next.value);
      size += next.value.length;
    }
  }
  if (done) UNDER_WAY.delete(view);
  const { counts } = now.saved;
  return {
    bytes: concatBytes(...found),
    next: now.at,
    written: counts.written,
    done,
    remarks: done ? savedRemarks(counts) : [],
  };
}
