/**
 * One TCP connection as a capture at the client sees it: packets with valid IPv4 and TCP headers
 * (timestamps option, checksums), and, when asked, the things that go wrong on a network.
 *
 * @typedef {'client' | 'server'} Sender
 * @typedef {import('./pcap-file.js').Packet} Packet
 */

/**
 * @typedef {object} Faults
 * @property {number} reorder share of segments that arrive after later ones
 * @property {number} duplicate share of segments sent twice
 * @property {number} loss share of segments the capture missed
 */

/**
 * @typedef {object} SegmentFate
 * @property {number} start stream offset of its first byte
 * @property {number} captured bytes of it, from the start, that are in the capture
 * @property {number} end
 * @property {number} time microseconds, of the packet
 */

const FIN = 1;
const SYN = 2;
const PUSH = 8;
const ACK = 16;
const HEADERS = 14 + 20 + 32;
/** No operation twice, then the timestamps option, whose values come later. */
const OPTIONS = [1, 1, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0];
/** The SYN also says: largest segment, window scale 2^7. */
const SYN_OPTIONS = 8;
/** Microseconds a packet takes from one end to the other. */
const ONE_WAY = 10_000;

export class TcpFlow {
  /** Stream offsets up to which bytes were put into segments. */
  sent = { client: 0, server: 0 };

  #pending = { client: new Pending(), server: new Pending() };
  #initial;
  #lineFree = { client: 0, server: 0 };
  #unacknowledged = { client: 0, server: 0 };
  /** Segments the other side has not seen yet, by the time at which its answer can be in the capture. */
  #inFlight = {
    client: /** @type {{ time: number, end: number }[]} */ ([]),
    server: /** @type {{ time: number, end: number }[]} */ ([]),
  };
  #arrived = { client: 0, server: 0 };
  #identification = 0;
  /** Of this sender two segments are still to be swapped. */
  #late = /** @type {Sender | undefined} */ (undefined);
  #options;

  /**
   * @param {object} options
   * @param {number} options.number of the connection; makes its addresses
   * @param {number} options.segment payload bytes of a full segment
   * @param {number} options.snapLength bytes the capture keeps of each packet
   * @param {import('./random.js').Random} options.random
   * @param {(packet: Packet) => void} options.packet takes every packet that is in the capture
   * @param {(sender: Sender, fate: SegmentFate) => void} options.segmentSent says what became of each segment, in stream order
   */
  constructor(options) {
    this.#options = options;
    this.#initial = { client: options.random.bits(), server: options.random.bits() };
  }

  /** @param {number} now microseconds */
  open(now) {
    this.#packet('client', now, SYN, this.#initial.client, undefined);
    this.#packet('server', now + 2 * ONE_WAY, SYN | ACK, this.#initial.server, undefined);
    this.#acknowledge('client', now + 2 * ONE_WAY + 20);
    return now + 2 * ONE_WAY + 40;
  }

  /**
   * Gives bytes to the sender's TCP. Only full segments leave, unless `push` says that the sender waits
   * for an answer: so segments do not begin where messages do.
   *
   * @param {Sender} sender
   * @param {number} now microseconds
   * @param {Buffer} bytes
   * @param {boolean} push
   * @param {Faults | undefined} faults
   */
  send(sender, now, bytes, push, faults) {
    const pending = this.#pending[sender];
    pending.append(bytes);
    while (pending.length >= this.#options.segment || (push && pending.length > 0))
      this.#segment(sender, now, pending.take(this.#options.segment), pending.length === 0, faults);
  }

  /**
   * Swaps the next two segments of a sender in the capture.
   * @param {Sender} sender
   */
  swapNext(sender) {
    this.#late = sender;
  }

  /** When an answer to all that the client has sent can be back, in microseconds. */
  get answerTime() {
    return this.#lineFree.client + 2 * ONE_WAY;
  }

  /** @param {number} now microseconds */
  close(now) {
    const at = Math.max(now, this.#lineFree.server, this.answerTime) + 100;
    const next = this.#next('client');
    const back = this.#next('server');
    this.#packet('client', at, FIN | ACK, next, undefined);
    this.#packet('server', at + 2 * ONE_WAY, FIN | ACK, back, undefined, next + 1);
    this.#packet('client', at + 2 * ONE_WAY + 20, ACK, next + 1, undefined, back + 1);
  }

  /**
   * @param {Sender} sender
   * @param {number} now
   * @param {Buffer} payload
   * @param {boolean} push
   * @param {Faults | undefined} faults
   */
  #segment(sender, now, payload, push, faults) {
    const { random, snapLength } = this.#options;
    const start = this.sent[sender];
    const end = start + payload.length;
    // A gigabit line: eight nanoseconds a byte, so that a key frame is not one instant.
    let time = Math.max(now, this.#lineFree[sender]);
    this.#lineFree[sender] = time + Math.ceil((payload.length + HEADERS) * 0.008);
    const sequence = this.#next(sender);
    const answerable = sender === 'client' ? time + 2 * ONE_WAY : time;
    this.#inFlight[sender].push({ time: answerable, end });
    const flags = push ? ACK | PUSH : ACK;
    this.sent[sender] = end;

    const fate = faults === undefined ? 1 : random.unit();
    const { loss = 0, reorder = 0, duplicate = 0 } = faults ?? {};
    let captured = Math.max(0, Math.min(payload.length, snapLength - HEADERS));
    if (fate < loss) captured = 0;
    else {
      // Only with another one right behind it.
      if (this.#late === sender && this.#pending[sender].length >= this.#options.segment) {
        this.#late = undefined;
        time = this.#lineFree[sender] + 1;
      }
      if (fate < loss + reorder) time += random.between(20, 200);
      this.#packet(sender, time, flags, sequence, payload);
      if (fate >= loss + reorder && fate < loss + reorder + duplicate)
        this.#packet(sender, time + random.between(200, 40_000), flags, sequence, payload);
    }
    this.#options.segmentSent(sender, { start, captured: start + captured, end, time });

    // The other side acknowledges every second segment, and the last one of a burst.
    this.#unacknowledged[sender]++;
    if (this.#unacknowledged[sender] >= 2 || push) {
      this.#unacknowledged[sender] = 0;
      const receiver = sender === 'client' ? 'server' : 'client';
      this.#acknowledge(receiver, time + (receiver === 'server' ? 2 * ONE_WAY : 20));
    }
  }

  /**
   * @param {Sender} sender
   * @param {number} time
   */
  #acknowledge(sender, time) {
    // Behind the segments that wait for the line: they have the smaller sequence numbers.
    const at = Math.max(time, this.#lineFree[sender]);
    this.#packet(sender, at, ACK, this.#next(sender), undefined);
  }

  /**
   * The sequence number of the next byte; the SYN took one.
   * @param {Sender} sender
   */
  #next(sender) {
    return this.#initial[sender] + 1 + this.sent[sender];
  }

  /**
   * The sequence number that the other side waits for.
   * @param {Sender} sender
   * @param {number} time
   */
  #expected(sender, time) {
    // Packets are not made in the order of their times, so what is younger may have to wait here.
    const inFlight = this.#inFlight[sender];
    const old = inFlight.findIndex((segment) => segment.time > time - 10 * ONE_WAY);
    const settled = old > 64 ? inFlight.splice(0, old).at(-1) : undefined;
    if (settled !== undefined) this.#arrived[sender] = settled.end;
    const last = inFlight.findLast((segment) => segment.time <= time);
    return this.#initial[sender] + 1 + (last?.end ?? this.#arrived[sender]);
  }

  /**
   * @param {Sender} sender
   * @param {number} time
   * @param {number} flags
   * @param {number} sequence modulo 2^32
   * @param {Buffer | undefined} payload
   * @param {number} [acknowledged]
   */
  #packet(sender, time, flags, sequence, payload, acknowledged) {
    const { number, segment } = this.#options;
    const up = sender === 'client';
    const more = flags & SYN ? SYN_OPTIONS : 0;
    const length = more + (payload?.length ?? 0);
    const frame = Buffer.alloc(HEADERS + length);
    frame.set(up ? [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1] : [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]);
    frame.writeUInt16BE(0x0800, 12);

    frame[14] = 0x45;
    frame.writeUInt16BE(52 + length, 16);
    frame.writeUInt16BE((this.#identification = (this.#identification + 1) & 0xffff), 18);
    frame.writeUInt16BE(0x4000, 20);
    frame[22] = 64;
    frame[23] = 6;
    const client = [10, 1, (number >> 8) & 0xff, number & 0xff];
    const server = [10, 2, 0, 1];
    frame.set(up ? [...client, ...server] : [...server, ...client], 26);
    frame.writeUInt16BE(checksum(frame, 14, 34, 0), 24);

    const clientPort = 50_000 + (number % 10_000);
    frame.writeUInt16BE(up ? clientPort : 1935, 34);
    frame.writeUInt16BE(up ? 1935 : clientPort, 36);
    frame.writeUInt32BE(sequence >>> 0, 38);
    if (flags & ACK)
      frame.writeUInt32BE(
        (acknowledged ?? this.#expected(up ? 'server' : 'client', time)) >>> 0,
        42,
      );
    frame[46] = (8 + more / 4) << 4;
    frame[47] = flags;
    frame.writeUInt16BE(65_535, 48);
    frame.set(OPTIONS, 54);
    frame.writeUInt32BE(Math.floor(time / 1000) >>> 0, 58);
    if (more > 0) {
      frame.set([2, 4, 0, 0, 1, 3, 3, 7], HEADERS);
      frame.writeUInt16BE(segment, HEADERS + 2);
    }
    if (payload !== undefined) frame.set(payload, HEADERS);
    frame.writeUInt16BE(checksum(frame, 34, frame.length, tcpPseudoHeader(frame, 32 + length)), 50);

    this.#options.packet({ time, frame });
  }
}

/** Bytes on their way into segments. */
class Pending {
  length = 0;
  #bytes = Buffer.allocUnsafe(1 << 20);
  #start = 0;

  /** @param {Buffer} bytes */
  append(bytes) {
    if (this.#start + this.length + bytes.length > this.#bytes.length) {
      const needed = this.length + bytes.length;
      const grown = needed > this.#bytes.length ? Buffer.allocUnsafe(2 * needed) : this.#bytes;
      this.#bytes.copy(grown, 0, this.#start, this.#start + this.length);
      this.#bytes = grown;
      this.#start = 0;
    }
    bytes.copy(this.#bytes, this.#start + this.length);
    this.length += bytes.length;
  }

  /** @param {number} most */
  take(most) {
    const end = this.#start + Math.min(most, this.length);
    const taken = this.#bytes.subarray(this.#start, end);
    this.length -= taken.length;
    this.#start = end;
    return taken;
  }
}

/**
 * @param {Buffer} frame
 * @param {number} tcpLength
 */
function tcpPseudoHeader(frame, tcpLength) {
  let sum = 6 + tcpLength;
  for (let at = 26; at < 34; at += 2) sum += frame.readUInt16BE(at);
  return sum;
}

/**
 * The internet checksum (RFC 1071).
 * @param {Buffer} bytes
 * @param {number} start
 * @param {number} end
 * @param {number} sum begin with this
 */
function checksum(bytes, start, end, sum) {
  let at = start;
  for (; at + 1 < end; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  if (at < end) sum += (bytes[at] ?? 0) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
