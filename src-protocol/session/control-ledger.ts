import type { Direction } from '../bytes/units.ts';
import type { Diagnostic } from '../dictionary/diagnostic.ts';
import type { MessageEvent } from '../message/message-reader.ts';
import type { MessageRow } from '../message/message-table.ts';
import {
  abortMessage,
  acknowledgement,
  setChunkSize,
  setPeerBandwidth,
  windowAcknowledgementSize,
} from '../message/protocol-control.ts';
import { userControl, userControlEventName } from '../message/user-control.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { EFFECTS } from './effect-table.ts';
import type { LedgerTables } from './command-ledger.ts';

/** Ping Request and Ping Response (§7.1.7). */
const PINGS = [6, 7];
const LIMIT_TYPES = ['Hard', 'Soft', 'Dynamic'];

/** Reads protocol control and user control messages: what they change, and a line about each. */
export class ControlLedger {
  readonly #tables: LedgerTables;
  readonly #wire = new WireReader();
  /** The message being read, for what there is to say about it. */
  #event: MessageEvent | undefined;

  /** `note` is told what is wrong inside these messages: they are few, and all of a session hangs on them. */
  constructor(
    tables: LedgerTables,
    note: (diagnostic: Diagnostic, message: MessageRow, direction: Direction) => void,
  ) {
    this.#tables = tables;
    this.#wire.onNote = (diagnostic) => {
      const event = this.#event;
      if (event?.complete) note(diagnostic, event.row, event.direction);
    };
  }

  /** Takes a message; returns its summary when it is of types 1 to 6. */
  message(event: MessageEvent): string | undefined {
    const wire = this.#wire;
    this.#event = event;
    wire.start(event.body, 0, event.body.length);
    switch (event.messageTypeId) {
      case 1: {
        const size = setChunkSize(wire, 0);
        if (!wire.short && size > 0 && event.body[0]! < 0x80)
          this.#effect(EFFECTS.chunkSize, event, size);
        return `Set Chunk Size ${size}`;
      }
      case 2: {
        const chunkStreamId = abortMessage(wire, 0);
        this.#effect(EFFECTS.abort, event, chunkStreamId);
        return `Abort chunk stream ${chunkStreamId}`;
      }
      case 3: {
        const received = acknowledgement(wire, 0);
        this.#effect(EFFECTS.acknowledgement, event, received);
        return `Acknowledgement ${received}`;
      }
      case 4:
        return this.#userControl(event);
      case 5: {
        const size = windowAcknowledgementSize(wire, 0);
        this.#effect(EFFECTS.windowAcknowledgementSize, event, size);
        return `Window Acknowledgement Size ${size}`;
      }
      case 6: {
        const { windowSize, limitType } = setPeerBandwidth(wire);
        this.#effect(EFFECTS.peerBandwidth, event, windowSize, limitType ?? 0);
        const kind = limitType === undefined ? '' : ` ${LIMIT_TYPES[limitType] ?? limitType}`;
        return `Set Peer Bandwidth ${windowSize}${kind}`;
      }
      default:
        return undefined;
    }
  }

  #userControl(event: MessageEvent): string {
    const { eventType, ...data } = userControl(this.#wire);
    if (data.timestamp !== undefined && PINGS.includes(eventType))
      this.#effect(EFFECTS.ping, event, data.timestamp, eventType);
    const numbers = Object.values(data).filter((value) => typeof value === 'number');
    return [userControlEventName(eventType), ...numbers].join(' ');
  }

  #effect(kind: number, event: MessageEvent, value: number, detail = 0): void {
    if (!event.complete) return;
    const chunk = this.#tables.messages.column.lastChunk.get(event.row);
    this.#tables.effects.add(kind, chunk, event.row, value, detail);
  }
}
