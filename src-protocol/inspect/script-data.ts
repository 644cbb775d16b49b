import { amf0Value } from '../amf/amf0.ts';
import { AmfContext } from '../amf/amf-context.ts';
import { asString } from '../amf/amf-value.ts';
import { Data } from '../command/data-message.ts';
import { formatSelector } from '../command/format-selector.ts';
import { WireReader } from '../wire/wire-reader.ts';

const AMF3_DATA = 15;
const AVMPLUS_OBJECT = 0x11;

/** Handlers that tell the player about the session, not about the media: they mean nothing in a file. */
const OF_THE_SESSION = ['onStatus', 'onPlayStatus'];

/**
 * What a data message (§7.1.2) is as the data of an FLV tag (Annex E.4.4). `@setDataFrame` asks a server to keep what it
 * wraps, so recorders write what is in it; of type 15 the format selector goes. Undefined for what is said to the player or the
 * server alone. `amf3` for values in AMF3, for which script data has no marker.
 */
export function scriptData(
  messageTypeId: number,
  payload: Uint8Array,
): Uint8Array | 'amf3' | undefined {
  const wire = new WireReader(payload);
  if (messageTypeId === AMF3_DATA) formatSelector(wire, Data.fields.formatSelector, undefined);
  const next = (): string => asString(amf0Value(wire, undefined, new AmfContext())) ?? '';
  let from = wire.position;
  let handler = next();
  if (handler === '@setDataFrame') {
    from = wire.position;
    handler = next();
  }
  if (!/^\w/.test(handler) || OF_THE_SESSION.includes(handler)) return undefined;
  return wire.peek(1) === AVMPLUS_OBJECT ? 'amf3' : payload.subarray(from);
}
