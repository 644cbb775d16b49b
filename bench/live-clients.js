/** Clients of an RTMP server that are as cheap as can be: a publisher, a player, and what both begin with. */
import { connect, createServer } from 'node:net';
import { amf0 } from './writer/amf0.js';
import { ChunkStreamWriter } from './writer/chunk-stream.js';

/** Milliseconds between two frames of a steady publisher, and between two words of a player: servers end who is silent. */
const PACE = 40;
const WORD = 10_000;

/**
 * A client up to the point where it has sent `last`. It waits for nothing, as FFmpeg hardly does.
 * @param {number} port
 * @param {Buffer} last
 */
export function client(port, last) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const writer = new ChunkStreamWriter(false);
  /** @param {number} messageStreamId @param {import('./writer/amf0.js').AmfValue[]} values */
  const command = (messageStreamId, ...values) =>
    writer.write([
      {
        chunkStreamId: 3,
        timestamp: 0,
        messageTypeId: 20,
        messageStreamId,
        payload: amf0(...values),
      },
    ]).bytes;
  const connectTo = {
    app: 'live',
    type: 'nonprivate',
    tcUrl: `rtmp://127.0.0.1:${String(port)}/live`,
  };
  socket.write(Buffer.concat([Buffer.from([3]), Buffer.alloc(1536)]));
  socket.once('data', () => {
    socket.write(Buffer.alloc(1536));
    socket.write(command(0, 'connect', 1, connectTo));
    socket.write(command(0, 'createStream', 2, null));
    socket.write(last);
  });
  return { socket, writer };
}

/** @param {number} messageStreamId @param {import('./writer/amf0.js').AmfValue[]} values */
export function onItsOwn(messageStreamId, ...values) {
  const payload = amf0(...values);
  const message = { chunkStreamId: 8, timestamp: 0, messageTypeId: 20, messageStreamId, payload };
  return new ChunkStreamWriter(true).write([message]).bytes;
}

/** Publishes small numbered pictures, each of them a key frame, until it is told to stop. */
export class Publisher {
  socket;
  #writer;
  #sent = 0;
  #timer;

  /** @param {ReturnType<typeof client>} made */
  constructor({ socket, writer }) {
    this.socket = socket;
    this.#writer = writer;
    this.#timer = setInterval(() => this.#frame(), PACE);
  }

  /** Resolves when publishing has been granted. @param {number} port @param {string} name */
  static async begin(port, name) {
    const made = client(port, onItsOwn(1, 'publish', 3, null, name, 'live'));
    await said(made.socket, 'NetStream.Publish.Start');
    return new Publisher(made);
  }

  /** Frames sent. */
  stop() {
    clearInterval(this.#timer);
    return this.#sent;
  }

  #frame() {
    const payload = Buffer.from(
      `\x17\x01\0\0\0frame ${String(++this.#sent).padStart(6, '0')}.`,
      'latin1',
    );
    const timestamp = this.#sent * PACE;
    const message = { chunkStreamId: 6, timestamp, messageTypeId: 9, messageStreamId: 1, payload };
    this.socket.write(this.#writer.write([message]).bytes);
  }
}

/** Plays what a `Publisher` publishes, and looks whether every frame comes, in order. */
export class Player {
  socket;
  /** Frames that came, up to the first that was missing. */
  count = 0;
  #rest = '';
  /** @type {() => void} */
  #more = () => undefined;

  /** @param {ReturnType<typeof client>} made */
  constructor({ socket, writer }) {
    this.socket = socket;
    // Acknowledgements, all of them of nothing.
    const word = { chunkStreamId: 2, timestamp: 0, messageTypeId: 3, messageStreamId: 0 };
    const timer = setInterval(() => {
      socket.write(writer.write([{ ...word, payload: Buffer.alloc(4) }]).bytes);
    }, WORD);
    socket.on('data', (/** @type {Buffer} */ bytes) => this.#take(bytes.toString('latin1')));
    socket.on('close', () => {
      clearInterval(timer);
      this.#more();
    });
  }

  /** Resolves when playing has been granted. @param {number} port @param {string} name */
  static async begin(port, name) {
    const made = client(port, onItsOwn(1, 'play', 3, null, name, -1000));
    await said(made.socket, 'NetStream.Play.Start');
    return new Player(made);
  }

  /** Waits for frame `number`; false when the connection ended before, or another came in its place. @param {number} number */
  async heard(number) {
    while (this.count < number && !this.socket.destroyed)
      await new Promise((resolve) => (this.#more = () => resolve(undefined)));
    return this.count >= number;
  }

  /** @param {string} text */
  #take(text) {
    this.#rest += text;
    for (const [, number] of this.#rest.matchAll(/frame (\d{6})\./g))
      if (Number(number) === this.count + 1) this.count++;
      else this.socket.destroy();
    this.#rest = this.#rest.slice(this.#rest.lastIndexOf('.') + 1).slice(-20);
    this.#more();
  }
}

/** Waits until the server has said a word. @param {import('node:net').Socket} socket @param {string} word */
function said(socket, word) {
  return new Promise((resolve, reject) => {
    let text = '';
    /** @param {Buffer} bytes */
    const listen = (bytes) => {
      text += bytes.toString('latin1');
      if (!text.includes(word)) return;
      socket.off('data', listen);
      resolve(undefined);
    };
    socket.on('data', listen);
    socket.once('close', () => reject(new Error(`The connection ended before ${word}.`)));
  });
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}

/** Whether somebody listens at a port. @param {number} port @returns {Promise<boolean>} */
export function answers(port) {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
