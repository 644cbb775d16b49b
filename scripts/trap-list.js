/**
 * Traps of the gallery: one question each, written by `corpus/traps` into `corpus/captures/traps`. `traps` are the numbers
 * under which the tests of `corpus/` know the same case.
 * @typedef {Omit<import('./sample-list.js').SampleEntry, 'from' | 'madeBy'>} TrapEntry
 */

/** @type {readonly TrapEntry[]} */
export const TRAP_ENTRIES = [
  {
    id: 'snap-length',
    group: 'tcp',
    traps: ['F3'],
    title: 'Packets cut to 200 bytes',
    teaches:
      'Every packet was stored without what lies behind its first 200 bytes, so most of the handshake and of the picture at up@3073 is not in the file. The lengths are known all the same, which is why the bytes that are there keep their places; to record everything, give tcpdump -s 0.',
    tags: ['damage', 'snap length'],
  },
  {
    id: 'ethernet-padding',
    group: 'tcp',
    traps: ['F4'],
    title: 'Padding that is none of the stream',
    teaches:
      'An Ethernet frame has 60 bytes at least, so behind a bare acknowledgement come six more that mean nothing, af each here. Look at the segments: those from the server carry 0 bytes, and the sound at up@3107 and up@3141 follows without a gap.',
    tags: ['TCP', 'Ethernet'],
  },
  {
    id: 'ip-fragments',
    group: 'tcp',
    traps: ['F5'],
    title: 'A segment in two fragments',
    teaches:
      'The segment with the picture at up@3073 travels in two IP fragments, and the second is in the file first. Only the first fragment has a TCP header; a reader that looks at packets one by one loses both.',
    tags: ['IP', 'fragments'],
  },
  {
    id: 'sent-twice',
    group: 'tcp',
    traps: ['F7'],
    title: 'Sent twice, and not the same',
    teaches:
      'One segment of the picture at up@3073 is in the file twice, and ten bytes from up@3123 on come again with other values. Equal copies say nothing, different ones mean that two receivers may have read different streams, so the place is marked and the first copy is shown.',
    tags: ['TCP', 'retransmission'],
  },
  {
    id: 'sequence-wraps',
    group: 'tcp',
    traps: ['F9'],
    title: 'Sequence numbers begin anew',
    teaches:
      'TCP counts bytes in 32 bits, and here the client’s count passes its end inside the picture at up@3073. Nothing is missing: whoever compares sequence numbers as plain numbers takes the rest for something old.',
    tags: ['TCP'],
  },
  {
    id: 'keep-alive',
    group: 'tcp',
    traps: ['F10'],
    title: 'Bytes that TCP sends to see who is there',
    teaches:
      'Before the sound at up@3107 the client repeats one old byte, which only asks whether the server is still there, and then tries a single new one. Neither counts twice: three messages of 22 bytes are all there is.',
    tags: ['TCP', 'keep-alive'],
  },
  {
    id: 'one-direction',
    group: 'tcp',
    traps: ['F12'],
    title: 'Only one side was recorded',
    teaches:
      'Everything the client sent is here, and of the server not a byte, from down@0 on. Chunks are read as ever, since each direction has rules of its own; questions about answers, round trips and acknowledgements have no answer.',
    tags: ['damage', 'one direction'],
  },
  {
    id: 'same-ports-again',
    group: 'tcp',
    traps: ['F13'],
    title: 'The same ports, another connection',
    teaches:
      'A client leaves and comes back from the same port: both connections have the same addresses. The second begins with SYN, a handshake and fresh sequence numbers, and nothing the first remembered holds for it.',
    tags: ['TCP', 'two connections'],
  },
  {
    id: 'byte-by-byte',
    group: 'tcp',
    traps: ['F15'],
    title: 'One byte in each segment',
    teaches:
      'The messages at up@3073 and up@3107 come in 68 segments of one byte, so every header is cut between any two of its bytes. Chunks know nothing of segments: the decoded rows are those of a single segment.',
    tags: ['TCP'],
  },
  {
    id: 'cut-by-reset',
    group: 'tcp',
    traps: ['F16'],
    title: 'Ended by RST in the middle of a picture',
    teaches:
      'The server resets the connection while the picture at up@3107 is on its way, and its second chunk, at up@3247, stays short. Of 600 bytes 238 came; a receiver drops them, an inspector shows them and says what is missing.',
    tags: ['endings', 'RST'],
  },
  {
    id: 'handshake-in-a-hurry',
    group: 'handshake',
    traps: ['F17'],
    title: 'C2 before anybody answered',
    teaches:
      'The client sends C0, C1, C2 and its first message in one go, so C2 at up@1537 repeats an S1 that it cannot have seen. The specification has it wait for S1; servers that check nothing let it pass.',
    tags: ['handshake'],
  },
  {
    id: 'handshake-no-echo',
    group: 'handshake',
    traps: ['F18'],
    title: 'C2 does not repeat S1',
    teaches:
      'C2 at up@1537 should carry the random bytes of S1 and carries others. Few servers look, and the session goes on with the message at up@3073.',
    tags: ['handshake'],
  },
  {
    id: 'digest-wrong',
    group: 'handshake',
    traps: ['F19'],
    title: 'A digest that is wrong by one bit',
    teaches:
      'The version bytes in C1 at up@1 announce a digest, and one bit of it was turned round, so it verifies in neither layout. A server that insists refuses, one that does not falls back to the simple handshake, as this one did.',
    tags: ['handshake', 'digest'],
  },
  {
    id: 'digest-one-sided',
    group: 'handshake',
    traps: ['F19'],
    title: 'Asked for a digest, answered without',
    teaches:
      'C1 at up@1 carries a valid digest, and S1 at down@1 carries none. Flash Player then played sound and showed no H.264 picture, which took people days to find.',
    tags: ['handshake', 'digest'],
  },
  {
    id: 'digest-at-the-end',
    group: 'handshake',
    traps: ['F20'],
    title: 'The digest at the last place there is',
    teaches:
      'The four bytes at 772 in C1 add up to 727, so the digest of the key-first layout begins at byte 1503 and ends one byte before C1 does. A program that takes the sum without the remainder, or checks its bounds wrongly, reads beyond the packet.',
    tags: ['handshake', 'digest'],
  },
  {
    id: 'mpeg-ts-after-handshake',
    group: 'handshake',
    traps: ['F22'],
    title: 'A good handshake, and then something else',
    teaches:
      'Behind a valid handshake come packets of an MPEG transport stream, with 47 in front, since somebody gave a program the wrong format. At up@3073 no chunk can begin; a server that reads on complains much later of a message type that never was.',
    tags: ['handshake', 'damage'],
  },
  {
    id: 'handshake-cut',
    group: 'handshake',
    traps: ['F23'],
    title: 'A handshake that breaks off',
    teaches:
      'The client sends C0 and C1, and of the answer 900 bytes came: S0 and the larger part of S1 at down@1. What is there can be read field by field, and nothing else is claimed.',
    tags: ['handshake', 'damage'],
  },
  {
    id: 'chunk-stream-70-continued',
    group: 'headers',
    traps: ['F26'],
    title: 'Continued on the wrong chunk stream',
    teaches:
      'The picture at up@3073 begins on chunk stream 70, and its rest has a header of one byte, which can only say 6: FFmpeg writes it so for chunk streams above 63. On chunk stream 6 nothing is under way, so at up@3214 the decoder is lost until up@3287.',
    tags: ['chunk headers', 'damage'],
  },
  {
    id: 'first-header-not-type-0',
    group: 'headers',
    traps: ['F27'],
    title: 'A chunk stream that begins with type 1',
    teaches:
      'The first header on chunk stream 4, at up@3073, leaves out the message stream ID and has only a delta, though there is nothing to take them from; both then count as 0. The header of type 2 at up@3126 names no length either, and cannot be read at all.',
    tags: ['chunk headers'],
  },
  {
    id: 'delta-again-and-again',
    group: 'headers',
    traps: ['F29'],
    title: 'One delta for many messages',
    teaches:
      'The header at up@3107 has a delta of 40, and the single bytes at up@3137 and up@3160 begin messages 40 ms later each. A new delta, 25 at up@3183, holds for what comes after it.',
    tags: ['chunk headers', 'timestamps'],
  },
  {
    id: 'acknowledgements-inherited',
    group: 'headers',
    traps: ['F30'],
    title: 'Acknowledgements in five bytes',
    teaches:
      'After the first, at up@3073, each Acknowledgement takes its length and type from the one before: type 2 at up@3089, type 3 at up@3097 and up@3102. A receiver that has no memory for chunk stream 2 stumbles here.',
    tags: ['chunk headers', 'acknowledgements'],
  },
  {
    id: 'stream-id-turned-round',
    group: 'headers',
    traps: ['F31'],
    title: 'The message stream ID the wrong way round',
    teaches:
      'The message stream ID of the chunk at up@3073 is the only field in it whose least significant byte comes first, and this sender wrote 00 00 00 01. It reads 16777216, which no createStream ever gave out.',
    tags: ['chunk headers'],
  },
  {
    id: 'sixteen-mebibytes-announced',
    group: 'headers',
    traps: ['F33'],
    title: 'A length nobody can mean',
    teaches:
      'The picture at up@3107 announces 16777215 bytes, the most that three bytes can say, and 128 of them come. A receiver that makes room by the announcement hands its memory to whoever asks.',
    tags: ['chunk headers', 'limits'],
  },
  {
    id: 'exactly-full-chunks',
    group: 'headers',
    traps: ['F34'],
    title: 'Messages that fill their chunks to the brim',
    teaches:
      'Pictures of 128, 256 and 384 bytes, at up@3073, up@3213 and up@3482, take one, two and three chunks of 128 bytes. No empty chunk follows: where a picture is complete the next byte begins a message.',
    tags: ['chunk headers'],
  },
  {
    id: 'other-stream-in-between',
    group: 'headers',
    traps: ['F36'],
    title: 'Another stream, before the message was done',
    teaches:
      'Of the picture at up@3073 128 of 200 bytes have come when, on the same chunk stream, one for message stream 2 begins at up@3213. A chunk stream holds one message at a time: the first is given up.',
    tags: ['chunk headers'],
  },
  {
    id: 'header-inside-message',
    group: 'headers',
    traps: ['F37'],
    title: 'A full header in the middle of a message',
    teaches:
      'At up@3213 a header of type 1 repeats what was known, and can be taken for a continuation; the type 0 at up@3433 and the type 1 with another length at up@3786 cannot, so the pictures before them are given up. Receivers differ: of a type 0 in the middle FFmpeg goes on, SRS refuses, GStreamer and librtmp start anew.',
    tags: ['chunk headers'],
  },
  {
    id: 'abort-of-nothing',
    group: 'headers',
    traps: ['F39'],
    title: 'Abort, and nothing to abort',
    teaches:
      'Abort Messages at up@3107, up@3157 and up@3207 name a chunk stream between two messages, one never seen, and their own. None has an effect, and the sound goes on.',
    tags: ['abort', 'control'],
  },
  {
    id: 'chunk-size-mid-message',
    group: 'sizes',
    traps: ['F41'],
    title: 'The size changes in the middle of a picture',
    teaches:
      'The picture at up@3073 has begun with a chunk of 128 bytes when Set Chunk Size 4096 comes, at up@3213, on another chunk stream. Its second chunk, at up@3229, is already cut by the new size and brings all of the other 372 bytes.',
    tags: ['chunk size'],
  },
  {
    id: 'chunk-size-impossible',
    group: 'sizes',
    traps: ['F42'],
    title: 'Chunk sizes that cannot be',
    teaches:
      'At up@3073, up@3089 and up@3105 come 0, a size with its first bit set and one of three bytes; none of them counts, and chunks stay at 128 bytes. The five bytes at up@3434 are read by their first four, and 2147483647 at up@3763 is allowed and refused by many.',
    tags: ['chunk size', 'control', 'limits'],
  },
  {
    id: 'chunk-size-not-used',
    group: 'sizes',
    traps: ['F45'],
    title: 'Announced, and not used',
    teaches:
      'The sender says 4096 at up@3073 and goes on cutting at 128. The first picture swallows four headers, after its 600 bytes nothing makes sense, and from up@3705 on the true size is inferred from where headers are.',
    tags: ['chunk size', 'damage'],
  },
  {
    id: 'chunk-size-not-announced',
    group: 'sizes',
    traps: ['F45'],
    title: 'Used, and not announced',
    teaches:
      'The picture at up@3107 comes in one chunk of 600 bytes, though nobody said that chunks may have more than 128. At up@3247 a header should be and is not, so the decoder looks for headers, finds them at up@3719 and infers the size.',
    tags: ['chunk size', 'damage'],
  },
  {
    id: 'chunk-size-each-way',
    group: 'sizes',
    traps: ['F46'],
    title: 'Each direction has a size of its own',
    teaches:
      'The client announces 4096 at up@3073 and sends its picture in one chunk; the server announces nothing and sends the same picture, at down@3073, in three. A size is said by the one who sends, for what it sends, and needs no answer.',
    tags: ['chunk size'],
  },
  {
    id: 'last-time-that-fits',
    group: 'times',
    traps: ['F48'],
    title: 'Where 24 bits end',
    teaches:
      'The times are 16777214, 16777215 and 16777216: at up@3073 the header has 12 bytes, at up@3107 and up@3145 it has 16. The second would fit in 24 bits, but ffffff is the sign that four more bytes follow.',
    tags: ['timestamps'],
  },
  {
    id: 'extended-or-payload',
    group: 'times',
    traps: ['F51'],
    title: 'Field or payload? Nobody can tell',
    teaches:
      'This sender leaves out the extended timestamp in its type 3 chunk at up@3217, and the picture happens to go on with the very same four bytes. They are taken for the field, four bytes of the next chunk become picture, and at up@3294 the mistake shows.',
    tags: ['timestamps', 'damage'],
  },
  {
    id: 'extended-not-needed',
    group: 'times',
    traps: ['F54'],
    title: 'An extended timestamp without need',
    teaches:
      'The time of the picture at up@3073, 16776216, fits in three bytes, and the sender uses the four-byte field all the same. It then stands in the continuation at up@3217 as well: what counts is that the header said ffffff, not how large the value is.',
    tags: ['timestamps'],
  },
  {
    id: 'extended-then-short',
    group: 'times',
    traps: ['F55'],
    title: 'Extended, short, and then type 3',
    teaches:
      'The header at up@3073 has an extended timestamp, the one at up@3111 a delta of 40 that fits. The type 3 at up@3141 repeats the most recent, so it has no extended timestamp, and its time is 16777296.',
    tags: ['timestamps'],
  },
  {
    id: 'time-goes-back',
    group: 'times',
    traps: ['F56'],
    title: 'A delta of four thousand million',
    teaches:
      'The delta at up@3107 is 4294967256, which in 32 bits is 40 less than nothing: the sound is at 960 ms, after one at 1000. A reader that adds without wrapping sees a jump of 49 days.',
    tags: ['timestamps'],
  },
  {
    id: 'clock-begins-anew',
    group: 'times',
    traps: ['F57'],
    title: 'The clock begins anew',
    teaches:
      'The sound at up@3073 is at 4294967280 ms, and the delta of 40 at up@3111 takes the clock past 32 bits, to 24. That happens once in 49 days and 17 hours, and time goes forward all the same.',
    tags: ['timestamps'],
  },
  {
    id: 'time-in-32-bits',
    group: 'times',
    traps: ['F58'],
    title: 'The highest bit of a time',
    teaches:
      'The sounds at up@3073 and up@3111 are 32 ms apart, at 2147483632 and 2147483664. A receiver that keeps 31 bits, as SRS does, shows 16 for the second.',
    tags: ['timestamps'],
  },
  {
    id: 'nothing-inside',
    group: 'contents',
    traps: ['F32', 'F61'],
    title: 'Messages with nothing in them',
    teaches:
      'The audio message at up@3073 has no bytes and means silence; the video messages at up@3085, up@3097 and up@3110 have 0, 1 and 4, fewer than their header takes. Each is complete with its header, and the next chunk follows at once.',
    tags: ['audio', 'video', 'limits'],
  },
  {
    id: 'odd-commands',
    group: 'contents',
    traps: ['F62'],
    title: 'Commands that lack something',
    teaches:
      'An empty command at up@3073, a name and nothing else at up@3085, as the server in FFmpeg sends it. From up@3111 on transaction IDs are no number, below zero, a fraction, too large to count, and a text.',
    tags: ['commands', 'AMF0'],
  },
  {
    id: 'object-ends',
    group: 'contents',
    traps: ['F63'],
    title: 'Where does an object end?',
    teaches:
      'The string at up@3073 contains 00 00 09, and whoever searches for these bytes ends the object there; the object at up@3105 has no end at all. The array at up@3129 announces three values and has one, and the object at up@3157 contains itself.',
    tags: ['AMF0'],
  },
  {
    id: 'format-selector',
    group: 'contents',
    traps: ['F65'],
    title: 'The byte in front of an AMF3 message',
    teaches:
      'A message of type 17 begins with 00, as at up@3073; at up@3103 it is left out, and at up@3132 it is 03. The values are AMF0 in all of them, and the message of type 15 at up@3162 lacks the byte as well.',
    tags: ['AMF3', 'commands'],
  },
  {
    id: 'amf3-by-number',
    group: 'contents',
    traps: ['F66'],
    title: 'AMF3 says it once, and then by number',
    teaches:
      'Numbers of one to four bytes at up@3073, a string and an object said again by their numbers at up@3113 and up@3148. The reference at up@3194 leads nowhere, and the number at up@3224 has more bytes than it needs.',
    tags: ['AMF3'],
  },
  {
    id: 'aggregate-broken',
    group: 'contents',
    traps: ['F67'],
    title: 'Aggregates that do not add up',
    teaches:
      'In the Aggregate at up@3073 the parts have times from 5000 on, and the message says 1000: all are moved so that the first has the time of the message. At up@3136 a back pointer is wrong, at up@3182 the last part is short, at up@3223 the last back pointer is missing.',
    tags: ['aggregate'],
  },
  {
    id: 'shared-object-broken',
    group: 'contents',
    traps: ['F68'],
    title: 'Events of a shared object that do not fit',
    teaches:
      'Two events in one message at up@3073, use and change. The event at up@3125 says it has 100 bytes and has two, and the one at up@3162 is of a kind that nobody knows.',
    tags: ['shared object', 'AMF0'],
  },
  {
    id: 'start-codes',
    group: 'contents',
    traps: ['F71'],
    title: 'Start codes where lengths should be',
    teaches:
      'In the picture at up@3107 each NAL unit stands behind its length, in the one at up@3131 behind 00 00 00 01, as in a file, and most receivers show nothing. At up@3160 a unit is empty, and at up@3187 the picture is shown 40 ms before its time.',
    tags: ['video', 'H.264'],
  },
  {
    id: 'sound-before-its-header',
    group: 'contents',
    traps: ['F72'],
    title: 'Sound before its sequence header',
    teaches:
      'The first AAC frame, at up@3073, comes before the AudioSpecificConfig at up@3089 that would say how to decode it; that one doubles its rate with SBR. The frame at up@3123 begins with a0 instead of af, and the configuration at up@3139 leaves the channels untold.',
    tags: ['audio', 'AAC'],
  },
  {
    id: 'hevc-in-disguise',
    group: 'contents',
    traps: ['F73'],
    title: 'HEVC under three names',
    teaches:
      'The same configuration record three times: as codec 12 at up@3073, a private agreement, as AVC at up@3113, which is wrong, and with the FourCC hvc1 at up@3153. Only the last is in a specification.',
    tags: ['video', 'HEVC', 'Enhanced RTMP'],
  },
  {
    id: 'enhanced-forms',
    group: 'contents',
    traps: ['F74'],
    title: 'Every form of an Enhanced RTMP video message',
    teaches:
      'SequenceStart, Metadata, CodedFrames, CodedFramesX and SequenceEnd, from up@3073 to up@3603. In between stands ModEx: 999999 nanoseconds at up@3227, one too many at up@3256, a kind that nobody knows at up@3285, and 256 bytes of it at up@3317.',
    tags: ['Enhanced RTMP', 'video', 'HEVC'],
  },
  {
    id: 'tracks-that-do-not-fit',
    group: 'contents',
    traps: ['F75', 'F76'],
    title: 'Tracks that do not fit their message',
    teaches:
      'The second track at up@3073 is longer than the message, one at up@3113 has a FourCC that nobody knows, and at up@3172 a Multitrack holds a Multitrack; the other tracks can be read all the same. At up@3195 two bytes are left over, and the audio message at up@3226 names its kind of Multitrack in the upper four bits.',
    tags: ['Enhanced RTMP', 'multitrack'],
  },
  {
    id: 'speex-not-enhanced',
    group: 'contents',
    traps: ['F77'],
    title: 'Speex is not Enhanced RTMP',
    teaches:
      'The first byte at up@3073 is b6: sound format 11, Speex. A reader that looks for single bits of 9, the mark of Enhanced RTMP, finds them in 11 as well and takes the next four bytes for a FourCC; compare 91 at up@3089.',
    tags: ['audio', 'Enhanced RTMP'],
  },
  {
    id: 'command-frames',
    group: 'contents',
    traps: ['F78'],
    title: 'Pictures that are no pictures',
    teaches:
      'Frame type 5 is a command to the player, here the begin and the end of a seek: at up@3073 with the rest of an AVC header, at up@3091 without. At up@3105 and up@3119 the same stands in an enhanced header, and no FourCC follows.',
    tags: ['video', 'Enhanced RTMP'],
  },
  {
    id: 'metadata-forms',
    group: 'contents',
    traps: ['F79'],
    title: 'The same metadata in six forms',
    teaches:
      'onMetaData as an ECMA array at up@3073, which is usual, as an object at up@3138, and as an AMF3 object at up@3199; many programs read only the first. At up@3254 and up@3296 it has nothing to say, and what comes at up@3343 is not metadata.',
    tags: ['metadata', 'AMF0', 'AMF3'],
  },
  {
    id: 'stream-names',
    group: 'contents',
    traps: ['F80'],
    title: 'Stream names from all over the world',
    teaches:
      'Names in UTF-8 at up@3073 and in GBK, which is no UTF-8, at up@3129, with a space at up@3175, with a token behind a question mark at up@3226. The prefix at up@3284 is part of the name for some servers and a file format for others, and the name at up@3338 is empty.',
    tags: ['commands', 'publish'],
  },
  {
    id: 'answers-out-of-order',
    group: 'talk',
    traps: ['F81'],
    title: 'Answers that match no question',
    teaches:
      'The server sends onBWDone, at down@3073, before the answer to connect, and never answers releaseStream at up@3150. The answer at down@3237 comes before its question at up@3231, the number 3 is used twice, and at down@3319 nobody had asked.',
    tags: ['commands', 'transactions'],
  },
  {
    id: 'three-connections-to-get-in',
    group: 'talk',
    traps: ['F82'],
    title: 'Three connections to get in',
    teaches:
      'Each connect, at up@3073, says a little more, and the server closes the door twice, at down@3073, before it lets the third one in. The overview tells them as the steps of one authentication, adobe.',
    tags: ['commands', 'authentication', 'three connections'],
  },
  {
    id: 'two-publishes',
    group: 'talk',
    traps: ['F83'],
    title: 'Two streams over one connection',
    teaches:
      'The client creates two message streams and publishes main on 1, at up@3224, and side on 2, at up@3270. From up@3316 on the media of both are interleaved: the chunk stream ID tells chunks apart, the message stream ID whose they are.',
    tags: ['publish', 'commands', 'interleaving'],
  },
  {
    id: 'acknowledgements-that-do-not-count',
    group: 'talk',
    traps: ['F84'],
    title: 'Acknowledgements that do not add up',
    teaches:
      'An Acknowledgement says how many bytes came in all, as the one at down@3089 does; those at down@3105 and down@3121 say how many came since the last. From down@3137 to down@3153 the number begins anew, as it does after 4 gigabytes, and must not stop the sender.',
    tags: ['acknowledgements', 'control'],
  },
  {
    id: 'pings-unanswered',
    group: 'talk',
    traps: ['F85'],
    title: 'Pings with no answer, and with a wrong one',
    teaches:
      'The client answers the ping at down@3073 at once, never the one at down@3091, and the one at down@3109 with a number that was not asked. At up@3143 it pings the server, though pinging is the server’s part, and is answered.',
    tags: ['control', 'ping'],
  },
  {
    id: 'control-lengths',
    group: 'talk',
    traps: ['F69', 'F70'],
    title: 'Control messages that are too short or too long',
    teaches:
      'User Control events lack a byte at up@3073, have one too many at up@3090, and are unknown at up@3129. Set Peer Bandwidth lacks its limit type at up@3143 and has one that does not exist at up@3159, and a window of 0 at up@3196 would let nobody send.',
    tags: ['control', 'limits'],
  },
];
