import { errata, ertmp, practice, rtmp } from './citation.ts';
import type { NamedValue } from './field.ts';

/**
 * The message types by number (RTMP 1.0 §5.4, §6.2, §7.1): names, and what each is for.
 * Here and not with the messages, since a chunk's header carries the number, too.
 */
export const MESSAGE_TYPES: Readonly<Record<number, NamedValue>> = {
  1: {
    name: 'Set Chunk Size',
    text: 'How many payload bytes the sender puts into each of its chunks from now on.',
    section: rtmp('5.4.1'),
  },
  2: {
    name: 'Abort Message',
    text: 'The unfinished message of a chunk stream is to be thrown away.',
    section: rtmp('5.4.2').amendedBy(errata('6')),
  },
  3: {
    name: 'Acknowledgement',
    text: 'How many bytes its sender has received so far.',
    section: rtmp('5.4.3'),
  },
  4: {
    name: 'User Control',
    text: 'An event about a stream: it begins, it ended, ping.',
    section: rtmp('6.2'),
  },
  5: {
    name: 'Window Acknowledgement Size',
    text: 'After how many received bytes the other side is to send an Acknowledgement.',
    section: rtmp('5.4.4'),
  },
  6: {
    name: 'Set Peer Bandwidth',
    text: 'How much the other side may send without being acknowledged.',
    section: rtmp('5.4.5'),
  },
  7: {
    name: 'edge server control',
    text: 'Between edge and origin servers, by the draft of 2009; its layout was never published.',
    section: practice('the 2009 draft of RTMP'),
  },
  8: { name: 'Audio', text: 'An audio tag body as in an FLV file.', section: rtmp('7.1.4') },
  9: { name: 'Video', text: 'A video tag body as in an FLV file.', section: rtmp('7.1.5') },
  15: {
    name: 'AMF3 data',
    text: 'A data message that may hold AMF3 values.',
    section: rtmp('7.1.2').amendedBy(errata('7.2')),
  },
  16: {
    name: 'AMF3 shared object',
    text: 'Events of a shared object that may hold AMF3 values.',
    section: rtmp('7.1.3').amendedBy(
      ertmp('Important AMF3-encoded Historical Specification Clarification'),
    ),
  },
  17: {
    name: 'AMF3 command',
    text: 'A command that may hold AMF3 values.',
    section: rtmp('7.1.1').amendedBy(errata('7.2')),
  },
  18: { name: 'AMF0 data', text: 'Metadata and other data of a stream.', section: rtmp('7.1.2') },
  19: { name: 'AMF0 shared object', text: 'Events of a shared object.', section: rtmp('7.1.3') },
  20: {
    name: 'AMF0 command',
    text: 'Calls a method of the other side, or answers such a call.',
    section: rtmp('7.1.1'),
  },
  22: {
    name: 'Aggregate',
    text: 'Several messages in one, laid out like tags of an FLV file.',
    section: rtmp('7.1.6'),
  },
};
