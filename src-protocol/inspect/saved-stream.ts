import type { Describer } from './describe.ts';
import { hasWhole, type MediaStreamSummary } from './media-stream.ts';
import type { RtmpSession } from './rtmp-session.ts';
import { ElementaryForm, FlvForm, type FormWriter, type StreamForm } from './stream-form.ts';
import { StreamMessages } from './stream-messages.ts';

/** What was written of a stream, and what was not. */
export interface SavedCounts {
  /** Messages in the file. */
  readonly written: number;
  /** Left out, since not all of them came. */
  readonly incomplete: number;
  /** Left out: data messages in AMF3, for which FLV has no place. */
  readonly amf3: number;
  /** Left out: frames that the form cannot hold, or whose sequence header is not in the capture. */
  readonly unusable: number;
  /** Written with time 0, since their own is before that of the first frame. */
  readonly early: number;
  /** Written with a time that may be too early, since a delta before it is missing. */
  readonly uncertain: number;
}

/** What to save, and how. */
export interface SaveChoice {
  readonly stream: MediaStreamSummary;
  readonly form: StreamForm;
  /** Texts that must not be in it: stars stand in their place in script data. */
  readonly hide?: readonly string[];
}

/**
 * A stream of a session as a file, in pieces: one message is in memory at a time.
 *
 * ```ts
 * const analyses = new SessionAnalyses(connection, session, describer);
 * while (!analyses.advance(100_000));
 * const [stream] = mediaStreams(session, analyses.media.tracks);
 * const saved = new SavedStream(session, describer, { stream, form: 'flv' });
 * for (const piece of saved.pieces()) write(piece);
 * ```
 */
export class SavedStream {
  readonly #messages: StreamMessages;
  readonly #form: FormWriter;
  #written = 0;
  #amf3 = 0;
  #unusable = 0;

  constructor(session: RtmpSession, describer: Describer, { stream, form, hide }: SaveChoice) {
    this.#messages = new StreamMessages(session, describer, stream);
    this.#form =
      form === 'flv'
        ? new FlvForm(
            stream.base,
            {
              audio: stream.audio && hasWhole(session, stream, 8),
              video: stream.video && hasWhole(session, stream, 9),
            },
            hide ?? [],
          )
        : new ElementaryForm(form);
  }

  /**
   * The file from front to back; a piece is empty while messages of others are passed over. A file without a message in it is
   * none: then all of them are.
   */
  *pieces(): Generator<Uint8Array> {
    for (const message of this.#messages.read()) {
      const taken = message && this.#form.take(message);
      if (taken === 'amf3') this.#amf3++;
      else if (taken === 'unusable') this.#unusable++;
      else if (taken && taken.length > 0) {
        if (this.#written++ === 0) yield this.#form.start;
        yield taken;
        continue;
      }
      yield NOTHING;
    }
  }

  /** So far, and once `pieces` has come to its end, of all. */
  get counts(): SavedCounts {
    const { incomplete, uncertain } = this.#messages;
    return {
      written: this.#written,
      incomplete,
      amf3: this.#amf3,
      unusable: this.#unusable,
      early: this.#form.early,
      uncertain,
    };
  }
}

const NOTHING = new Uint8Array(0);
