/**
 * The few AMF0 values that a publisher and a server exchange, written from the AMF0 document (§2)
 * and on purpose not with the encoder of `src-protocol`: a specimen must not agree with the decoder
 * by sharing its mistakes.
 *
 * @typedef {string | number | boolean | null | { [name: string]: AmfValue }} AmfValue
 */

/**
 * @param {AmfValue[]} values written one after the other
 * @returns {Buffer}
 */
export function amf0(...values) {
  return Buffer.concat(values.map(one));
}

/**
 * An ECMA array, which is how metadata travels.
 * @param {{ [name: string]: AmfValue }} entries
 */
export function amf0EcmaArray(entries) {
  const head = Buffer.from([8, 0, 0, 0, 0]);
  head.writeUInt32BE(Object.keys(entries).length, 1);
  return Buffer.concat([head, properties(entries)]);
}

/**
 * @param {AmfValue} value
 * @returns {Buffer}
 */
function one(value) {
  if (value === null) return Buffer.from([5]);
  if (typeof value === 'boolean') return Buffer.from([1, value ? 1 : 0]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(9);
    bytes.writeDoubleBE(value, 1);
    return bytes;
  }
  if (typeof value === 'string') return Buffer.concat([Buffer.from([2]), text(value)]);
  return Buffer.concat([Buffer.from([3]), properties(value)]);
}

/**
 * @param {{ [name: string]: AmfValue }} entries
 * @returns {Buffer}
 */
function properties(entries) {
  const parts = Object.entries(entries).flatMap(([name, value]) => [text(name), one(value)]);
  return Buffer.concat([...parts, Buffer.from([0, 0, 9])]);
}

/** @param {string} value */
function text(value) {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}
