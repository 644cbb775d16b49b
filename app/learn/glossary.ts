/** A word that a reader may meet before it is explained. */
export interface Term {
  /** Part of links and of the built chapters. */
  readonly id: string;
  /** As a heading has it. */
  readonly word: string;
  /** Other forms in which texts have it. */
  readonly also?: readonly string[];
  /** What it is, in a sentence or two. */
  readonly says: string;
  /** The chapter that explains it, where one does. */
  readonly chapter?: string;
}

/** The words that chapters explain where they first use them, by the alphabet. */
export const GLOSSARY: readonly Term[] = [
  {
    id: 'aac',
    word: 'AAC',
    says: 'Advanced Audio Coding, the usual way to code sound in RTMP.',
    chapter: 'media',
  },
  {
    id: 'acknowledgement',
    word: 'Acknowledgement',
    also: ['Acknowledgements'],
    says: 'A message that tells the other side how many bytes have been received since the connection began.',
    chapter: 'acknowledgements',
  },
  {
    id: 'aggregate',
    word: 'Aggregate',
    also: ['Aggregates'],
    says: 'A message that holds several others, each with a small header of its own.',
    chapter: 'aggregates',
  },
  {
    id: 'amf0',
    word: 'AMF0',
    says: 'The format of the values in commands and metadata: numbers, strings, objects, each with a byte before it that says which.',
    chapter: 'amf0',
  },
  {
    id: 'amf3',
    word: 'AMF3',
    says: 'The successor of AMF0, more compact and rarely met.',
    chapter: 'amf3',
  },
  {
    id: 'av1',
    word: 'AV1',
    says: 'A newer way to code pictures. In RTMP it needs the enhanced headers.',
    chapter: 'enhanced',
  },
  {
    id: 'b-frames',
    word: 'B frames',
    says: 'Pictures that are worked out from earlier and from later ones. The later one is sent first, so the order of sending is not the order of showing.',
  },
  {
    id: 'capture',
    word: 'capture',
    also: ['captures'],
    says: 'A file with the packets that passed a network card, each with its time.',
    chapter: 'capture',
  },
  {
    id: 'chunk',
    word: 'chunk',
    also: ['chunks'],
    says: 'A piece of a message, with a header before it. RTMP sends nothing but chunks once the handshake is over.',
    chapter: 'basic-header',
  },
  {
    id: 'chunk-size',
    word: 'chunk size',
    says: 'How many bytes of a message a chunk holds at most. It is 128 until a sender announces another.',
    chapter: 'chunk-size',
  },
  {
    id: 'chunk-stream',
    word: 'chunk stream',
    also: ['chunk streams'],
    says: 'A lane for chunks inside a connection. Messages on one lane follow each other; those on different lanes may alternate.',
    chapter: 'interleaving',
  },
  {
    id: 'chunk-stream-id',
    word: 'chunk stream ID',
    also: ['chunk stream IDs'],
    says: 'The number in a chunk’s first byte that says which chunk stream it belongs to.',
    chapter: 'basic-header',
  },
  {
    id: 'codec',
    word: 'codec',
    also: ['codecs'],
    says: 'A way to code sound or pictures in few bytes: AAC, H.264, HEVC.',
    chapter: 'media',
  },
  {
    id: 'command',
    word: 'command',
    also: ['commands'],
    says: 'A message that calls a procedure on the other side, by name and with arguments, such as connect or publish. The answer is a command, too.',
    chapter: 'messages',
  },
  {
    id: 'connect',
    word: 'connect',
    says: 'The first command of every client. It says which application the client wants.',
    chapter: 'publish',
  },
  {
    id: 'data-message',
    word: 'data message',
    also: ['data messages'],
    says: 'A message with a name and values that wants no answer. Metadata comes in one.',
    chapter: 'messages',
  },
  {
    id: 'delta',
    word: 'delta',
    also: ['deltas', 'timestamp delta'],
    says: 'How much later a message is than the one before on its chunk stream, in milliseconds.',
    chapter: 'message-header',
  },
  {
    id: 'digest',
    word: 'digest',
    says: 'Bytes worked out from other bytes, which change when any of those does. RTMP clients can hide one in the handshake as a signature.',
    chapter: 'digest',
  },
  {
    id: 'encoder',
    word: 'encoder',
    also: ['encoders'],
    says: 'A program or device that codes sound and pictures and sends them, such as FFmpeg, OBS or a box at a camera.',
  },
  {
    id: 'errata',
    word: 'errata',
    says: 'RTMP Errata and Addenda, a later document that corrects the specification and adds what programs do.',
  },
  {
    id: 'extended-timestamp',
    word: 'extended timestamp',
    says: 'Four more bytes behind a header whose three bytes for the time are not enough.',
    chapter: 'extended-timestamp',
  },
  {
    id: 'ffmpeg',
    word: 'FFmpeg',
    says: 'A program for the command line that records, converts and sends sound and pictures. It speaks RTMP both as publisher and as player.',
  },
  {
    id: 'ffplay',
    word: 'ffplay',
    says: 'The player that comes with FFmpeg.',
  },
  {
    id: 'fin',
    word: 'FIN',
    says: 'TCP’s way to say: I have sent all I had. A connection ends well with one from each side.',
  },
  {
    id: 'finding',
    word: 'finding',
    also: ['findings'],
    says: 'What the inspector noticed about some bytes: an error, a warning or a note, with the section it is about.',
    chapter: 'capture',
  },
  {
    id: 'flash-media-server',
    word: 'Flash Media Server',
    says: 'Adobe’s own server for RTMP, no longer made. Much of what programs do copies it.',
  },
  {
    id: 'flash-player',
    word: 'Flash Player',
    says: 'Adobe’s plug-in for browsers, for which RTMP was made. It is gone since the end of 2020.',
  },
  {
    id: 'flv',
    word: 'FLV',
    says: 'Flash Video, a file format. The sound and pictures in RTMP messages are what its tags hold.',
    chapter: 'media',
  },
  {
    id: 'fourcc',
    word: 'FourCC',
    also: ['FourCCs'],
    says: 'Four letters that name a codec, such as hvc1 for HEVC.',
    chapter: 'enhanced',
  },
  {
    id: 'gstreamer',
    word: 'GStreamer',
    says: 'A library from which programs for sound and pictures are built. It can publish and play RTMP.',
  },
  {
    id: 'h264',
    word: 'H.264',
    also: ['AVC'],
    says: 'The usual way to code pictures in RTMP, also named AVC.',
    chapter: 'media',
  },
  {
    id: 'handshake',
    word: 'handshake',
    says: 'The first 3073 bytes from each side, before any chunk.',
    chapter: 'handshake',
  },
  {
    id: 'header',
    word: 'header',
    also: ['headers'],
    says: 'Bytes before the contents that say what the contents are: how long, of what kind, for whom.',
  },
  {
    id: 'hevc',
    word: 'HEVC',
    says: 'The successor of H.264, also named H.265. In RTMP it needs the enhanced headers.',
    chapter: 'enhanced',
  },
  {
    id: 'hmac',
    word: 'HMAC-SHA256',
    also: ['HMAC'],
    says: 'A digest of 32 bytes that takes a key as well as the bytes, so only somebody with the key gets the same.',
  },
  {
    id: 'key-frame',
    word: 'key frame',
    also: ['key frames'],
    says: 'A picture that is whole by itself. The others only say what changed, so a player has to begin with one.',
    chapter: 'media',
  },
  {
    id: 'librtmp',
    word: 'librtmp',
    says: 'A library that speaks RTMP as a client, made with rtmpdump. OBS and many others contain it.',
  },
  {
    id: 'message',
    word: 'message',
    also: ['messages'],
    says: 'What RTMP carries: a command, a piece of sound, a picture. It has a type, a time, a length, and travels in one or more chunks.',
    chapter: 'messages',
  },
  {
    id: 'message-stream',
    word: 'message stream',
    also: ['message streams', 'message stream ID', 'message stream IDs'],
    says: 'What a message is about, as a number: 0 is the connection, the others are what is published or played over it.',
    chapter: 'messages',
  },
  {
    id: 'metadata',
    word: 'metadata',
    also: ['onMetaData'],
    says: 'What a publisher tells of its stream as a whole, such as the size of the pictures, in a data message named onMetaData.',
    chapter: 'publish',
  },
  {
    id: 'nal-unit',
    word: 'NAL unit',
    also: ['NAL units'],
    says: 'A piece of H.264 or HEVC: a part of a picture, or something a decoder has to know first.',
    chapter: 'media',
  },
  {
    id: 'nginx',
    word: 'nginx',
    says: 'A web server. With its RTMP module it is the server of most of these samples.',
  },
  {
    id: 'node-media-server',
    word: 'Node-Media-Server',
    says: 'A server for RTMP written in JavaScript.',
  },
  {
    id: 'obs',
    word: 'OBS',
    says: 'OBS Studio, the program that most people stream with.',
  },
  {
    id: 'onstatus',
    word: 'onStatus',
    says: 'The command with which a server tells what became of a publish or a play.',
    chapter: 'endings',
  },
  {
    id: 'opus',
    word: 'Opus',
    says: 'A newer way to code sound. In RTMP it needs the enhanced headers.',
    chapter: 'enhanced',
  },
  {
    id: 'payload',
    word: 'payload',
    says: 'What a packet, a chunk or a message carries, without its header.',
  },
  {
    id: 'player',
    word: 'player',
    also: ['players'],
    says: 'A client that receives a stream.',
    chapter: 'play',
  },
  {
    id: 'port',
    word: 'port',
    also: ['ports'],
    says: 'The number by which a machine tells its network programs apart. RTMP’s is 1935.',
  },
  {
    id: 'protocol-control',
    word: 'protocol control',
    also: ['protocol control message', 'protocol control messages', 'control messages'],
    says: 'Messages for the chunk layer itself, such as Set Chunk Size. They act at once.',
    chapter: 'protocol-control',
  },
  {
    id: 'publisher',
    word: 'publisher',
    also: ['publishers'],
    says: 'A client that sends a stream to the server.',
    chapter: 'publish',
  },
  {
    id: 'relay',
    word: 'relay',
    also: ['relays'],
    says: 'A server that receives a stream and sends it on to others.',
  },
  {
    id: 'round-trip',
    word: 'round trip',
    also: ['round trips'],
    says: 'The way there and back: the time from sending something to receiving the answer.',
  },
  {
    id: 'rst',
    word: 'RST',
    says: 'TCP’s way to break a connection off at once. What was still under way is lost.',
  },
  {
    id: 'rtmpdump',
    word: 'rtmpdump',
    says: 'A program for the command line that plays RTMP into a file.',
  },
  {
    id: 'rtmpe',
    word: 'RTMPE',
    says: 'RTMP enciphered with a key from the handshake. Adobe’s own invention, and out of use.',
    chapter: 'digest',
  },
  {
    id: 'rtmps',
    word: 'RTMPS',
    says: 'RTMP inside TLS, as HTTPS is HTTP inside TLS.',
  },
  {
    id: 'rtmpt',
    word: 'RTMPT',
    says: 'RTMP in pieces inside HTTP requests, to get through firewalls.',
  },
  {
    id: 'segment',
    word: 'segment',
    also: ['segments', 'TCP segments', 'TCP segment'],
    says: 'What TCP puts into one packet: a stretch of the stream, with a number that says where it belongs.',
    chapter: 'capture',
  },
  {
    id: 'sequence-header',
    word: 'sequence header',
    also: ['sequence headers'],
    says: 'What a decoder has to know before the first sound or picture, such as the sampling rate or the size. It is a message of its own.',
    chapter: 'media',
  },
  {
    id: 'set-chunk-size',
    word: 'Set Chunk Size',
    says: 'The message with which a sender says how large its chunks are from now on.',
    chapter: 'chunk-size',
  },
  {
    id: 'snap-length',
    word: 'snap length',
    says: 'How many bytes of each packet were recorded. What is behind is missing in the file.',
    chapter: 'capture',
  },
  {
    id: 'srs',
    word: 'SRS',
    says: 'Simple Realtime Server, a server for RTMP.',
  },
  {
    id: 'tcp',
    word: 'TCP',
    says: 'The protocol below RTMP. It makes a stream of bytes, in order and without holes, out of packets that may be lost or overtake each other.',
    chapter: 'capture',
  },
  {
    id: 'tls',
    word: 'TLS',
    says: 'Encryption for a TCP connection, as in HTTPS.',
  },
  {
    id: 'track',
    word: 'tracks',
    says: 'Several pictures or several sounds in one stream: two cameras, two languages.',
    chapter: 'enhanced',
  },
  {
    id: 'transaction-id',
    word: 'transaction ID',
    also: ['transaction IDs'],
    says: 'A number in a command that its answer repeats.',
    chapter: 'messages',
  },
  {
    id: 'user-control',
    word: 'User Control',
    says: 'A small message about an event: a stream begins, a stream has ended, are you still there.',
    chapter: 'user-control',
  },
  {
    id: 'utf-8',
    word: 'UTF-8',
    says: 'The usual way to write letters as bytes. Letters of English take one byte each, others two to four.',
  },
  {
    id: 'window',
    word: 'window acknowledgement size',
    also: ['Window Acknowledgement Size'],
    says: 'After how many received bytes an Acknowledgement is due.',
    chapter: 'acknowledgements',
  },
  {
    id: 'wireshark',
    word: 'Wireshark',
    also: ['tshark', 'tcpdump'],
    says: 'A program that records packets and takes them apart. tshark is the same for the command line; tcpdump only records.',
  },
  {
    id: 'workbench',
    word: 'workbench',
    says: 'The inspector itself: tables, bytes and fields of a recording. It stands beside the text where there is room.',
  },
];

/** The term with this id. Throws when there is none: ids come from the build. */
export function termById(id: string): Term {
  const term = GLOSSARY.find((one) => one.id === id);
  if (!term) throw new Error(`the glossary has no term ${id}`);
  return term;
}
