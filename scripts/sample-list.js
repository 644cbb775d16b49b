import { TRAP_ENTRIES } from './trap-list.js';

/** @typedef {'sessions' | 'tcp' | 'handshake' | 'headers' | 'sizes' | 'times' | 'contents' | 'talk'} Group */

/**
 * A capture of the gallery: where it comes from, and what is said about it.
 * @typedef {object} SampleEntry
 * @property {string} id part of links: never changed
 * @property {string} from path of the original in `corpus/captures`
 * @property {string} title
 * @property {string} teaches what to look for, in two sentences that are true of the file
 * @property {Group} group
 * @property {readonly string[]} tags
 * @property {readonly string[]} [traps] cases of the tests in `corpus/` that it shows: F1 to F88
 * @property {string} madeBy
 */

const NGINX = 'nginx 1.22.1 with nginx-rtmp 1.2.2';

/** @type {readonly SampleEntry[]} */
const RECORDED = [
  {
    id: 'obs-publish',
    group: 'sessions',
    traps: ['F59'],
    from: 'real/04f-obs29-publish-nginx.pcap',
    title: 'OBS Studio publishes',
    teaches:
      'Six seconds from handshake to deleteStream. OBS sends Set Chunk Size before connect, so connect fits one chunk, and audio and video share chunk stream 4.',
    tags: ['publish', 'H.264', 'AAC'],
    madeBy: `OBS Studio 29.0.2 to ${NGINX}`,
  },
  {
    id: 'ffmpeg-publish',
    group: 'sessions',
    from: 'real/01c-ffmpeg-publish-nginx-2s.pcapng',
    title: 'FFmpeg publishes',
    teaches:
      'FFmpeg sends connect while chunks hold 128 bytes, so a chunk header, the byte c3, lands in the middle of it. Step to its Set Chunk Size at up@3225 and watch the state go from 128 to 4096.',
    tags: ['publish', 'H.264', 'AAC', 'pcapng'],
    madeBy: `FFmpeg 5.1.9 to ${NGINX}`,
  },
  {
    id: 'publish-and-play',
    group: 'sessions',
    from: 'real/02b-ffmpeg-publish-and-play-nginx-3s.pcap',
    title: 'One publishes, one plays',
    teaches:
      'Two connections to one server: the first publishes cam1, the second plays it. Audio leaves the publisher on chunk stream 4 and reaches the player on 6; video changes from 6 to 7.',
    tags: ['publish', 'play', 'two connections'],
    madeBy: `FFmpeg 5.1.9 twice and ${NGINX}`,
  },
  {
    id: 'rtmpdump-recorded',
    group: 'sessions',
    traps: ['F19'],
    from: 'real/03b-rtmpdump-vod-swfhash-conn-args-nginx.pcap',
    title: 'Playing a recorded file',
    teaches:
      'rtmpdump shakes hands with digests, SHA-256 hashes hidden among the random bytes of C1 and S1. The server then sends a whole file at once, and all but 19 of its 486 chunks have a header of type 1.',
    tags: ['play', 'digest', 'handshake', 'recorded'],
    madeBy: `rtmpdump 2.4 (librtmp, 2015-12-23) from ${NGINX}`,
  },
  {
    id: 'gstreamer-128',
    group: 'sessions',
    traps: ['F60'],
    from: 'real/03c-gst-rtmp2sink-publish-nginx.pcap',
    title: 'Chunks of 128 bytes',
    teaches:
      'GStreamer keeps the smallest usual chunk size, so its first key frame of 6254 bytes takes 49 chunks. In the metadata at up@3382 the text of metadatacreator is cut in two by a chunk header, the byte c4.',
    tags: ['publish', '128-byte chunks'],
    madeBy: `GStreamer 1.22.0 (rtmp2sink) to ${NGINX}`,
  },
  {
    id: 'interleaved',
    group: 'headers',
    traps: ['F35'],
    from: 'synthetic/s03-interleaved-chunks-128.pcap',
    title: 'Sound between the pieces of a picture',
    teaches:
      'The key frame at up@3921 travels in 30 chunks on chunk stream 6, and audio on chunk stream 4 keeps cutting in. Two messages are under way at once, and the chunk stream ID tells their chunks apart.',
    tags: ['publish', 'interleaving', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
  {
    id: 'past-24-bits',
    group: 'times',
    from: 'real/07b-extended-timestamp-crossing-0xffffff-ffmpeg-nginx.pcap',
    title: 'Time passes 16 777 215',
    teaches:
      'The timestamps outgrow 24 bits and no extended timestamp appears, because most headers carry only the difference. At up@97119 a difference of 24 takes the publisher from 16 777 204 to 16 777 228.',
    tags: ['publish', 'play', 'timestamps'],
    madeBy: `FFmpeg 5.1.9 twice and ${NGINX}`,
  },
  {
    id: 'extended-timestamps',
    group: 'times',
    traps: ['F49'],
    from: 'synthetic/s09-exttimestamp-repeated-on-type3.pcap',
    title: 'Extended timestamps',
    teaches:
      'From up@3859 on, timestamps need more than 24 bits: the header says ffffff and four more bytes follow. The continuation chunks from up@4092 on repeat these four bytes, as section 5.3.1.3 asks.',
    tags: ['timestamps', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
  {
    id: 'long-chunk-stream-ids',
    group: 'headers',
    traps: ['F24'],
    from: 'synthetic/s01-csid-2byte-and-3byte.pcap',
    title: 'Chunk stream IDs of two and three bytes',
    teaches:
      'Chunk stream 200 at up@3436 needs a basic header of two bytes; 65599 at up@3879 needs three. Read the lowest six bits of the first byte: 0 announces one more byte, 1 announces two.',
    tags: ['chunk headers', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
  {
    id: 'enhanced-hevc-opus',
    group: 'sessions',
    from: 'real/05-ertmp2-ffmpeg8-hevc-opus-nginx.pcap',
    title: 'Enhanced RTMP: HEVC and Opus',
    teaches:
      'Codecs are named by four letters, hvc1 and Opus, where older messages have a number. Compare the video messages CodedFrames and CodedFramesX: the second leaves out the composition time.',
    tags: ['publish', 'Enhanced RTMP', 'HEVC', 'Opus'],
    madeBy: `FFmpeg 8 (libavformat 62.12) to ${NGINX}`,
  },
  {
    id: 'segment-lost',
    group: 'tcp',
    traps: ['F8'],
    from: 'variants/v27-one-segment-lost.pcap',
    title: 'A TCP segment is missing',
    teaches:
      'The capture missed 515 bytes of the publisher, at up@13564. One message breaks off there, two more are gone, and at up@14079 the decoder has found the chunks again.',
    tags: ['damage', 'gap'],
    madeBy: 'The recording “FFmpeg publishes” with one packet taken out',
  },
  {
    id: 'refused',
    group: 'sessions',
    traps: ['F21', 'F22'],
    from: 'real/07k-errors-unknown-app-rtmpe-http-tls-to-nginx.pcap',
    title: 'Five ways to fail',
    teaches:
      'An application that does not exist, RTMPE, HTTP, TLS and a missing file: five connections to one server, and no stream. Only the last client is told why, by onStatus NetStream.Play.StreamNotFound.',
    tags: ['errors', 'RTMPE', 'TLS'],
    madeBy: `FFmpeg 5.1.9, rtmpdump 2.4 (librtmp, 2015-12-23) and curl to ${NGINX}`,
  },
  {
    id: 'acknowledgements',
    group: 'sessions',
    traps: ['F14'],
    from: 'real/07a-port8080-chunk128-ackwindow20000-ffmpeg-nginx.pcap',
    title: 'Windows and acknowledgements',
    teaches:
      'The server announces a window of 20 000 bytes, and the player of connection 1 acknowledges eight times, first 11 113 bytes at up@3441. Each number counts from the start of the connection, not from the last one.',
    tags: ['publish', 'play', 'acknowledgements'],
    madeBy: `FFmpeg 5.1.9 twice and ${NGINX}, window and chunk size set by hand`,
  },
  {
    id: 'pause-and-seek',
    group: 'sessions',
    from: 'real/07o-ffplay-vod-pause-seek-nginx.pcap',
    title: 'Pause, go on, seek',
    teaches:
      'A player pauses at up@3437, goes on and seeks, and the server answers each with an onStatus of its own. While it pauses TCP holds the server back: the window goes down to nothing.',
    tags: ['play', 'recorded'],
    madeBy: `ffplay 5.1.9, by hand, from ${NGINX}`,
  },
  {
    id: 'multitrack',
    group: 'sessions',
    from: 'real/05-ertmp2-ffmpeg8-multitrack-2v2a-nginx.pcap',
    title: 'Two pictures and two sounds',
    teaches:
      'HEVC and AV1, AAC and Opus in one stream: the second of each travels in Multitrack messages, the first of them at up@6182. Look for the track ID behind the FourCC.',
    tags: ['publish', 'Enhanced RTMP', 'multitrack'],
    madeBy: `FFmpeg 8 (libavformat 62.12) to ${NGINX}`,
  },
  {
    id: 'enhanced-av1',
    group: 'sessions',
    from: 'real/05-ertmp1-ffmpeg7-publish-av1-nginx.pcap',
    title: 'Enhanced RTMP: AV1',
    teaches:
      'The sequence start at up@3716 holds an AV1 configuration record of four bytes and a sequence header. The message after it, Metadata, says what colours are meant.',
    tags: ['publish', 'Enhanced RTMP', 'AV1'],
    madeBy: `FFmpeg 7.0.2 to ${NGINX}`,
  },
  {
    id: 'aggregate',
    group: 'contents',
    traps: ['F67'],
    from: 'synthetic/s05-aggregate-messages.pcap',
    title: 'Ten messages in one',
    teaches:
      'Audio and video travel in Aggregate messages, laid out like the tags of an FLV file. The one at up@3875 holds ten; its second chunk begins in the middle of the fourth.',
    tags: ['publish', 'aggregate', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
  {
    id: 'amf3',
    group: 'contents',
    traps: ['F64'],
    from: 'synthetic/s11-amf3-commands.pcap',
    title: 'Commands in AMF3',
    teaches:
      'Messages of type 17 begin with a byte that only says 0, and then hold AMF0 after all. At up@4087 one value switches to AMF3, the next is AMF0 again.',
    tags: ['AMF3', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
  {
    id: 'shared-object',
    group: 'sessions',
    traps: ['F25', 'F68'],
    from: 'real/07m-npm-rtmp-client-sharedobject-csid-over-63-nms2.pcap',
    title: 'A shared object, and chunk streams the wrong way round',
    teaches:
      'The client uses a shared object from up@3402 on, sets a value and sends a message through it. Later it writes three-byte chunk stream IDs high byte first: its stream 320 arrives as 65.',
    tags: ['shared object', 'chunk headers'],
    madeBy: 'rtmp-client 1.6.3 (npm) to Node-Media-Server 2.7.4',
  },
  {
    id: 'control-messages',
    group: 'talk',
    traps: ['F69'],
    from: 'synthetic/s10-user-control-and-protocol-control.pcap',
    title: 'Every control message there is',
    teaches:
      'From up@3859 on come Set Chunk Size, all events of User Control that programs send, and Set Peer Bandwidth with its three limit types. A few are wrong on purpose.',
    tags: ['control', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
  {
    id: 'abort',
    group: 'headers',
    traps: ['F38'],
    from: 'synthetic/s07-abort-message.pcap',
    title: 'A message is given up',
    teaches:
      'A video message breaks off after five of its chunks, and the Abort Message at up@4515 says so. The next message on that chunk stream begins afresh, with a header of type 0.',
    tags: ['publish', 'abort', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
  {
    id: 'extended-timestamp-missing',
    group: 'times',
    traps: ['F50'],
    from: 'edge/c_ext_cont_absent.pcap',
    title: 'The missing four bytes',
    teaches:
      'The message at up@3073 needs an extended timestamp. Its type 3 chunks should repeat it and do not, as older programs do; a reader that insists eats four bytes of the picture.',
    tags: ['timestamps', 'trap', 'made by hand'],
    madeBy: 'A script of the authors',
  },
  {
    id: 'mid-stream',
    group: 'tcp',
    traps: ['F11'],
    from: 'variants/v30-midstream.pcap',
    title: 'Recording began too late',
    teaches:
      'No handshake, no Set Chunk Size, no type 0 header: the first chunk that makes sense is at up@951. The chunk size is inferred, and the times count from what was seen first.',
    tags: ['damage', 'mid-stream'],
    madeBy: 'The recording “FFmpeg publishes” without its beginning',
  },
  {
    id: 'chunk-size-changes',
    group: 'sizes',
    traps: ['F40', 'F47'],
    from: 'synthetic/s08-chunk-size-changes.pcap',
    title: 'Eight chunk sizes in one stream',
    teaches:
      'From up@3859 on the publisher sets its chunk size to 1, 2, 64, 127, 129, 5000, 65536 and 2147483647, and each counts from the very next chunk. With chunks of one byte a header stands before every byte of a message.',
    tags: ['chunk size', 'trap', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
  {
    id: 'type-3-after-type-0',
    group: 'times',
    traps: ['F28'],
    from: 'edge/c_t3_after_t0.pcap',
    title: 'What a type 3 adds after a type 0',
    teaches:
      'Three messages of sound: the first at 26 ms, with a header of type 0, the others with a single byte each, at up@3107 and up@3130. By the letter they are at 52 and 78 ms, as the delta after a type 0 is its timestamp; nginx takes 26 for all three.',
    tags: ['timestamps', 'trap', 'made by hand'],
    madeBy: 'A script of the authors',
  },
  {
    id: 'extended-timestamp-type-3',
    group: 'times',
    traps: ['F52'],
    from: 'edge/c_ext_t3_newmsg.pcap',
    title: 'A new message of type 3 with an extended timestamp',
    teaches:
      'The picture at up@3073 has the timestamp 19088743, and the type 3 header at up@3189 begins another message and repeats it in five bytes. By the letter the time doubles; some readers leave it where it is, and some take the four bytes for picture.',
    tags: ['timestamps', 'trap', 'made by hand'],
    madeBy: 'A script of the authors',
  },
  {
    id: 'extended-delta',
    group: 'times',
    traps: ['F53'],
    from: 'edge/c_ext_delta.pcap',
    title: 'A delta that does not fit',
    teaches:
      'The header of type 1 at up@3107 has a delta of 16777216 ms, so the extended timestamp carries the delta, not a time. The message is at 11000 + 16777216 = 16788216 ms, and the next header, at up@3141, is short again.',
    tags: ['timestamps', 'trap', 'made by hand'],
    madeBy: 'A script of the authors',
  },
  {
    id: 'out-of-order',
    group: 'tcp',
    traps: ['F6'],
    from: 'edge/c_ooo.pcap',
    title: 'Segments overtake each other',
    teaches:
      'The segments of the picture at up@3073 are in the file in another order than they were sent. Sequence numbers put them right: all 4002 bytes of the message are there, and nothing was found wrong.',
    tags: ['TCP', 'trap', 'made by hand'],
    madeBy: 'A script of the authors',
  },
  {
    id: 'chunk-stream-id-forms',
    group: 'headers',
    traps: ['F24'],
    from: 'edge/c_csid.pcap',
    title: 'At the edges of one, two and three bytes',
    teaches:
      'Chunk streams 64 and 319, at up@3143 and up@3178, are the first and the last of the two-byte form; 320 and 65599, at up@3213 and up@3249, those of the three-byte form. At up@3285 chunk stream 100 has three bytes where two would do: that is allowed, and some receivers refuse it.',
    tags: ['chunk headers', 'trap', 'made by hand'],
    madeBy: 'A script of the authors',
  },
  {
    id: 'abort-then-type-3',
    group: 'headers',
    traps: ['F38'],
    from: 'edge/c_abort.pcap',
    title: 'Abort, and then a single byte',
    teaches:
      'The picture at up@3073 is given up by the Abort Message at up@3213, and the type 3 at up@3229 begins another one: its length and type are those of the picture that never came. A reader that ignores Abort takes these bytes for the rest of the first.',
    tags: ['chunk headers', 'abort', 'trap', 'made by hand'],
    madeBy: 'A script of the authors',
  },
  {
    id: 'chunk-size-60000',
    group: 'sizes',
    traps: ['F43'],
    from: 'edge/c_scs60000.pcap',
    title: 'Chunks of 60000 bytes',
    teaches:
      'The size announced at up@3073 is what SRS and Node-Media-Server use, and the picture at up@3089 fits one chunk. Wireshark 4.0 ignores sizes of 32768 and more without a word, and reads nonsense from the 129th byte on.',
    tags: ['chunk size', 'trap', 'made by hand'],
    madeBy: 'A script of the authors',
  },
  {
    id: 'amf0-corners',
    group: 'contents',
    traps: ['F44', 'F63'],
    from: 'synthetic/s12-amf0-corner-cases.pcap',
    title: 'Everything AMF0 can hold, and some that it cannot',
    teaches:
      'The command at up@3875 has a value of nearly every type, a string longer than 65535 bytes among them; the one at up@74128 nests objects hundreds deep. Those at up@78359, up@78457 and up@78505 break off, lack arguments, and announce an array that could not be there.',
    tags: ['AMF0', 'trap', 'made by hand'],
    madeBy: 'A script of the authors, from the messages of an FFmpeg recording',
  },
];

/**
 * The captures of the gallery, in the order of their cards.
 * @type {readonly SampleEntry[]}
 */
export const SAMPLES = [
  ...RECORDED,
  ...TRAP_ENTRIES.map((entry) => ({
    ...entry,
    from: `traps/${entry.id}.pcap`,
    tags: [...entry.tags, 'trap', 'made by hand'],
    madeBy: 'Written by `npm run samples`, by the code in `corpus/traps`',
  })),
];
