import type { FileOffset } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { CaptureFacts } from './capture-facts.ts';
import { CAPTURE_SNAP_LENGTH } from './diagnostics.ts';
import type { Packet, PacketSink } from './packet.ts';

/** Told about something wrong with the file, and where. */
export type CaptureNote = (diagnostic: Diagnostic, fileOffset: FileOffset) => void;

/** A damaged file may have something wrong in every record; the first ones tell the story. */
const MOST_NOTES = 1000;

/** Hands packets on, in the one packet object there is. */
export class PacketOutput {
  readonly facts: CaptureFacts;
  readonly #sink: PacketSink;
  readonly #onNote: CaptureNote;
  readonly #packet: Packet;
  #notes = 0;

  constructor(sink: PacketSink, onNote: CaptureNote, facts: CaptureFacts) {
    this.#sink = sink;
    this.#onNote = onNote;
    this.facts = facts;
    this.#packet = {
      number: 0,
      time: NaN,
      bytes: new Uint8Array(0),
      start: 0,
      end: 0,
      originalLength: 0,
      fileOffset: 0,
      linkType: 0,
    };
  }

  /** One packet: `bytes[start, end)`, of which `captured` bytes were kept in the file. */
  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    captured: number,
    originalLength: number,
    time: number,
    fileOffset: FileOffset,
    linkType: number,
  ): void {
    const facts = this.facts;
    const packet = this.#packet;
    packet.number = ++facts.packets;
    packet.time = time;
    packet.bytes = bytes;
    packet.start = start;
    packet.end = end;
    packet.originalLength = originalLength;
    packet.fileOffset = fileOffset;
    packet.linkType = linkType;
    if (captured < originalLength && facts.snapCut++ === 0)
      this.note(CAPTURE_SNAP_LENGTH, fileOffset);
    this.#sink(packet);
  }

  note(diagnostic: Diagnostic, fileOffset: FileOffset): void {
    if (this.#notes++ < MOST_NOTES) this.#onNote(diagnostic, fileOffset);
  }

  linkType(linkType: number): void {
    const { linkTypes } = this.facts;
    if (linkTypes.length < 64 && !linkTypes.includes(linkType)) linkTypes.push(linkType);
  }
}
