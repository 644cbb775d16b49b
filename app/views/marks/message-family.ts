/** The families of message types, as they are coloured and lettered everywhere. */
export type Family =
  'handshake' | 'control' | 'command' | 'data' | 'audio' | 'video' | 'aggregate' | 'unknown';

/** Letter and words of a family. */
export const FAMILIES: Record<Family, { readonly letter: string; readonly words: string }> = {
  handshake: { letter: 'H', words: 'handshake' },
  control: { letter: 'P', words: 'protocol control' },
  command: { letter: 'C', words: 'command' },
  data: { letter: 'D', words: 'data' },
  audio: { letter: 'A', words: 'audio' },
  video: { letter: 'V', words: 'video' },
  aggregate: { letter: 'G', words: 'aggregate' },
  unknown: { letter: '?', words: 'unknown type' },
};

/** The family a message type ID belongs to (RTMP 1.0 §5.4, §7.1). */
export function familyOf(messageTypeId: number): Family {
  if (messageTypeId >= 1 && messageTypeId <= 6) return 'control';
  if (messageTypeId === 8) return 'audio';
  if (messageTypeId === 9) return 'video';
  // 15 and 18 are data messages, 16 and 19 shared objects: values, not calls.
  if ([15, 16, 18, 19].includes(messageTypeId)) return 'data';
  if (messageTypeId === 17 || messageTypeId === 20) return 'command';
  if (messageTypeId === 22) return 'aggregate';
  return 'unknown';
}

/** What message type IDs are called where there is little room. */
const SHORT_NAMES: Readonly<Record<number, string>> = {
  1: 'Set Chunk Size',
  2: 'Abort',
  3: 'Acknowledgement',
  4: 'User Control',
  5: 'Window Ack Size',
  6: 'Set Peer Bandwidth',
  8: 'audio',
  9: 'video',
  15: 'AMF3 data',
  16: 'AMF3 shared object',
  17: 'AMF3 command',
  18: 'AMF0 data',
  19: 'AMF0 shared object',
  20: 'AMF0 command',
  22: 'aggregate',
};

/** A short name for a message type ID; the number itself where the specification has none. */
export function typeName(messageTypeId: number): string {
  return SHORT_NAMES[messageTypeId] ?? `type ${messageTypeId}`;
}
