import { ACK, Conversation, FIN, PUSH, RST, session } from '../fixture.ts';
import { bytesOf, ethernet, ipv4, pcapHeader, pcapRecord } from '../network/build-packets.ts';
import { pictureInChunks, sound, type Writers } from './parts.ts';

/** Bytes of a record's header in the file. */
const RECORD = 16;

/** A picture in five chunks, and sound after it. */
const TALK = bytesOf(pictureInChunks(40, 600), sound(43));

const port = (record: Uint8Array): number =>
  new DataView(record.buffer, record.byteOffset).getUint16(RECORD + 14 + 20);

export const FILES_AND_TCP: Writers = {
  'snap-length': () => {
    const kept = 200;
    const { records } = new Conversation({ segment: 700 }).session([TALK]);
    const cut = records.map((record, at) => {
      const packet = record.subarray(RECORD);
      return pcapRecord(packet.subarray(0, kept), 1_700_000_000, at * 1000, packet.length);
    });
    return bytesOf(pcapHeader({ snapLength: kept }), ...cut);
  },

  'ethernet-padding': () => {
    // A frame has 60 bytes at least, and the card fills it with whatever it has.
    const talker = new Conversation().session([sound(0)]);
    talker.packet(1, ACK).send(0, sound(23)).packet(1, ACK).send(0, sound(46)).packet(1, ACK);
    const padded = talker.records.map((record, at) => {
      const frame = record.subarray(RECORD);
      const filler = new Uint8Array(Math.max(0, 60 - frame.length)).fill(0xaf);
      return pcapRecord(bytesOf(frame, filler), 1_700_000_000, at * 1000);
    });
    return bytesOf(pcapHeader(), ...padded);
  },

  'ip-fragments': () => {
    const talker = new Conversation({ frame: (packet) => packet });
    const { records } = talker.session([pictureInChunks(40, 900), sound(43)]);
    const framed = records.flatMap((record, at) => {
      const packet = record.subarray(RECORD);
      const inFrame = (bytes: Uint8Array) => pcapRecord(ethernet(bytes), 1_700_000_000, at * 1000);
      if (at < records.length - 1) return [inFrame(packet)];
      const inside = packet.subarray(20);
      const piece = (from: number, to: number) =>
        inFrame(
          ipv4(inside.subarray(from, to), {
            identification: 77,
            // Offsets count in eights; the flag says that more is to come.
            fragment: (from / 8) | (to < inside.length ? 0x2000 : 0),
          }),
        );
      return [piece(480, inside.length), piece(0, 480)];
    });
    return bytesOf(pcapHeader(), ...framed);
  },

  'sent-twice': () => {
    const talker = new Conversation({ segment: 200 }).session([TALK]);
    const start = talker.next[0] - TALK.length;
    // The second segment again, byte for byte; and ten bytes of it once more that are others.
    talker.packet(0, ACK | PUSH, TALK.subarray(200, 400), start + 200);
    talker.packet(0, ACK | PUSH, new Uint8Array(10).fill(0xee), start + 50);
    return talker.send(0, sound(66)).file;
  },

  'sequence-wraps': () => session([TALK], [], { initial: [0xffffffff - 3200, 0xffffff00] }),

  'keep-alive': () => {
    const talker = new Conversation().session([sound(0)]);
    talker.packet(0, ACK, Uint8Array.of(0), talker.next[0] - 1).packet(1, ACK);
    // The other side's window was closed: one byte is tried, and then sent with what follows it.
    talker.packet(0, ACK, sound(23).subarray(0, 1), talker.next[0]).packet(1, ACK);
    return talker.send(0, sound(23)).send(0, sound(46)).file;
  },

  'one-direction': () => {
    const { records } = new Conversation().session([TALK], [TALK]);
    return bytesOf(pcapHeader(), ...records.filter((record) => port(record) === 50000));
  },

  'same-ports-again': () => {
    const first = new Conversation()
      .session([sound(0)])
      .packet(0, FIN | ACK)
      .packet(1, FIN | ACK);
    const second = new Conversation({ initial: [900_000, 800_000] }).session([TALK]);
    return bytesOf(first.file, ...second.records);
  },

  'byte-by-byte': () => {
    const talker = new Conversation().session([]);
    const said = bytesOf(sound(0), sound(23));
    for (let at = 0; at < said.length; at++)
      talker.packet(0, ACK | PUSH, said.subarray(at, at + 1));
    return talker.file;
  },

  'cut-by-reset': () =>
    new Conversation().session([sound(0), pictureInChunks(40, 600).subarray(0, 250)]).packet(1, RST)
      .file,
};
