import type { Direction } from '../bytes/units.ts';
import { CIPHER_SUITES, type CipherSuite } from './cipher-suite.ts';
import { HandshakeMessages } from './handshake-messages.ts';
import { clientRandom, serverHello } from './hello.ts';
import type { KeyLog, Secrets } from './key-log.ts';
import { keysOfMaster, nextTrafficSecret, type TrafficKeys, trafficKeys } from './key-schedule.ts';
import { RecordCutter, type TlsRecord } from './record-cutter.ts';
import { RecordKeys } from './record-keys.ts';

const CHANGE_CIPHER_SPEC = 20;
const HANDSHAKE = 22;
const APPLICATION_DATA = 23;

const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const FINISHED = 20;
const KEY_UPDATE = 24;

/** Bytes of records that may wait for the ServerHello, which two files of one connection may bring late. */
const MOST_WAITING = 16 * 1024 * 1024;

/** Takes what the application wrote. `time` is that of the bytes that completed the record. */
export type PlainSink = (direction: Direction, bytes: Uint8Array, time: number) => void;

interface Waiting {
  readonly record: TlsRecord;
  readonly time: number;
}

/** One direction: what cuts it into records, and what opens them at present. */
interface Half {
  readonly cutter: RecordCutter;
  readonly messages: HandshakeMessages;
  waiting: Waiting[];
  keys: RecordKeys | undefined;
  /** Of TLS 1.3, what the keys were made from; to make the next ones. */
  secret: Uint8Array | undefined;
  /** Of TLS 1.2: records are sealed from the Change Cipher Spec on. */
  sealed: boolean;
  /** Nothing more can be read of it. */
  stopped: boolean;
}

/**
 * One TLS connection, read with a key log. It is fed with both directions' bytes, in any cut, and hands on what the
 * application wrote. It never throws; when it cannot go on, `problem` says why in a sentence.
 *
 * ```ts
 * const session = new TlsSession(new KeyLog(text), (direction, bytes) => …);
 * session.push(0, clientBytes, time);
 * ```
 */
export class TlsSession {
  /** Why not all of it was read; undefined while all is well. */
  problem: string | undefined;
  /** The suite, once the server has chosen one that is understood. */
  suite: CipherSuite | undefined;
  readonly #keyLog: KeyLog;
  readonly #sink: PlainSink;
  readonly #halves: readonly [Half, Half] = [newHalf(), newHalf()];
  #clientRandom: Uint8Array | undefined;
  #secrets: Secrets | undefined;
  #isTls13 = false;
  #master: readonly [TrafficKeys, TrafficKeys] | undefined;
  #waitingBytes = 0;

  constructor(keyLog: KeyLog, sink: PlainSink) {
    this.#keyLog = keyLog;
    this.#sink = sink;
  }

  /** Bytes of a direction, in stream order, and when they came. */
  push(direction: Direction, bytes: Uint8Array, time: number): void {
    const half = this.#halves[direction];
    if (half.stopped) return;
    for (const record of half.cutter.push(bytes)) this.#record(direction, record, time);
    if (half.cutter.broken) this.#stop(half, 'what follows is no TLS record');
  }

  /** Bytes of a direction are missing in the capture: no record after them has a number that is known. */
  gap(direction: Direction): void {
    const half = this.#halves[direction];
    if (!half.stopped) this.#stop(half, 'bytes of it are missing in the capture');
  }

  /** Nothing more will come. */
  end(): void {
    if (this.#clientRandom === undefined)
      this.problem ??= 'Its first message, the ClientHello, is not in the capture.';
    else if (this.suite === undefined)
      this.problem ??= 'The answer to its first message, the ServerHello, is not in the capture.';
  }

  #record(direction: Direction, record: TlsRecord, time: number): void {
    const half = this.#halves[direction];
    if (half.stopped) return;
    if (this.#mustWait(direction)) return this.#wait(half, record, time);
    if (record.type === CHANGE_CIPHER_SPEC) {
      if (this.#isTls13 || this.suite === undefined) return;
      half.sealed = true;
      const keys = this.#master?.[direction];
      if (keys) half.keys = new RecordKeys(this.suite, keys, false);
      return;
    }
    const isSealed = this.#isTls13 ? record.type === APPLICATION_DATA : half.sealed;
    if (!isSealed) {
      if (record.type === HANDSHAKE) this.#handshake(direction, record.fragment);
      return;
    }
    const opened = half.keys?.open(record) ?? this.#tryApplicationKeys(direction, record);
    if (!opened) return;
    if (opened.type === APPLICATION_DATA) this.#sink(direction, opened.content, time);
    else if (opened.type === HANDSHAKE) this.#handshake(direction, opened.content);
  }

  /** Two files of one connection may be read out of step: after a ClientHello comes a ServerHello, and only then the rest. */
  #mustWait(direction: Direction): boolean {
    if (direction === 1) return this.#clientRandom === undefined;
    return this.#clientRandom !== undefined && this.suite === undefined;
  }

  #wait(half: Half, record: TlsRecord, time: number): void {
    this.#waitingBytes += record.fragment.length;
    if (this.#waitingBytes > MOST_WAITING)
      this.#stop(half, 'the other side’s answer does not come');
    else half.waiting.push({ record, time });
  }

  /**
   * A record that the keys do not fit. A key log may lack the secrets of the handshake; then the first record that the
   * application’s keys fit is where the application begins.
   */
  #tryApplicationKeys(
    direction: Direction,
    record: TlsRecord,
  ): ReturnType<RecordKeys['open']> | undefined {
    const half = this.#halves[direction];
    const secret = this.#applicationSecret(direction);
    if (half.secret === undefined && this.suite && secret) {
      const keys = new RecordKeys(this.suite, trafficKeys(this.suite, secret), true);
      const opened = keys.open(record);
      if (!opened) return undefined;
      half.keys = keys;
      half.secret = secret;
      return opened;
    }
    this.#stop(half, 'a record does not open with the secrets of the key log');
    return undefined;
  }

  #handshake(direction: Direction, bytes: Uint8Array): void {
    for (const { type, body } of this.#halves[direction].messages.push(bytes)) {
      if (type === CLIENT_HELLO && direction === 0) this.#clientHello(body);
      else if (type === SERVER_HELLO && direction === 1) this.#serverHello(body);
      else if (type === FINISHED && this.#isTls13) this.#beginApplication(direction);
      else if (type === KEY_UPDATE && this.#isTls13) this.#updateKeys(direction);
    }
  }

  #clientHello(body: Uint8Array): void {
    if (this.#clientRandom) return;
    this.#clientRandom = clientRandom(body);
    if (this.#clientRandom) this.#catchUp(1);
  }

  #serverHello(body: Uint8Array): void {
    const hello = serverHello(body);
    if (!hello || this.suite) return;
    const suite = CIPHER_SUITES[hello.suite];
    const secrets = this.#clientRandom && this.#keyLog.find(this.#clientRandom);
    if (!suite) {
      const digits = hello.suite.toString(16).padStart(4, '0');
      return this.#giveUp(`The server chose cipher suite 0x${digits}, which is not understood.`);
    }
    if (!secrets || !this.#clientRandom)
      return this.#giveUp('The key log has no secrets of this connection.');
    this.suite = suite;
    this.#secrets = secrets;
    this.#isTls13 = hello.isTls13;
    if (hello.isTls13) {
      for (const direction of [0, 1] as const)
        this.#useSecret(direction, this.#handshakeSecret(direction));
    } else {
      if (!secrets.CLIENT_RANDOM)
        return this.#giveUp('The key log has no master secret of this connection.');
      const { CLIENT_RANDOM } = secrets;
      this.#master = keysOfMaster(suite, CLIENT_RANDOM, this.#clientRandom, hello.random);
    }
    this.#catchUp(0);
  }

  /** Records that had to wait, of the side that was quicker. */
  #catchUp(direction: Direction): void {
    const half = this.#halves[direction];
    const { waiting } = half;
    half.waiting = [];
    this.#waitingBytes = 0;
    for (const { record, time } of waiting) this.#record(direction, record, time);
  }

  #handshakeSecret(direction: Direction): Uint8Array | undefined {
    return direction === 0
      ? this.#secrets?.CLIENT_HANDSHAKE_TRAFFIC_SECRET
      : this.#secrets?.SERVER_HANDSHAKE_TRAFFIC_SECRET;
  }

  #applicationSecret(direction: Direction): Uint8Array | undefined {
    return direction === 0
      ? this.#secrets?.CLIENT_TRAFFIC_SECRET_0
      : this.#secrets?.SERVER_TRAFFIC_SECRET_0;
  }

  #beginApplication(direction: Direction): void {
    this.#useSecret(direction, this.#applicationSecret(direction));
  }

  #updateKeys(direction: Direction): void {
    const { secret } = this.#halves[direction];
    if (secret && this.suite) this.#useSecret(direction, nextTrafficSecret(this.suite, secret));
  }

  #useSecret(direction: Direction, secret: Uint8Array | undefined): void {
    const half = this.#halves[direction];
    half.secret = secret;
    half.keys =
      secret && this.suite && new RecordKeys(this.suite, trafficKeys(this.suite, secret), true);
  }

  #giveUp(problem: string): void {
    this.problem ??= problem;
    for (const half of this.#halves) half.stopped = true;
  }

  #stop(half: Half, why: string): void {
    const whose = half === this.#halves[0] ? 'client' : 'server';
    this.problem ??= `Of the ${whose}’s bytes not all could be deciphered: ${why}.`;
    half.stopped = true;
  }
}

function newHalf(): Half {
  return {
    cutter: new RecordCutter(),
    messages: new HandshakeMessages(),
    waiting: [],
    keys: undefined,
    secret: undefined,
    sealed: false,
    stopped: false,
  };
}
