import type { WordsByField } from './further-words.ts';

const ECHO =
  'An exact echo shows that the peer has read all 1528 bytes. Between sides that use digests there is a signature instead.';
const TIME2 =
  'Beside the time sent back it lets the peer work out the round trip and guess the bandwidth. Hardly any program does.';
const VERSION_ROOM =
  'Zero asks for the simple handshake; whatever else stands here, a peer that knows digests looks for one.';
const VERSION = 'Values from 32 on are forbidden, so that no text protocol can be taken for RTMP.';
const ONE = 'librtmp writes it without a word why, and no document tells what it stands for.';
const FIXED =
  'Each takes the same room, without a marker or a U29, so that long lists are quick to read.';

/** Further sentences on fields of handshake, chunks, messages, tags of files, AMF values and the state both ends keep. */
export const MESSAGE_WORDS: WordsByField = {
  'handshake.c0': { version: `${VERSION} A server that cannot speak it should answer 3.` },
  'handshake.c1': { zero: VERSION_ROOM },
  'handshake.s1': { zero: VERSION_ROOM },
  'handshake.c2': { time2: TIME2, randomEcho: ECHO },
  'handshake.s2': { time2: TIME2, randomEcho: ECHO },
  'handshake.keyBlock': {
    key: 'From both sides’ keys each works out the same secret, which nobody who only listens can.',
  },
  'chunk.messageHeader': {
    messageTypeId:
      'Only headers of types 0 and 1 have it. After types 2 and 3 it is that of the chunk before on the same chunk stream.',
  },
  message: {
    payload: 'It was put together whole, so that what it means can still be looked for by hand.',
  },
  'message.setChunkSize': {
    chunkSize:
      'Its top bit stays 0. OBS and nginx-rtmp say 4096, FFmpeg repeats what the server said. Large ones save headers, and make audio wait behind video.',
  },
  'message.abortMessage': {
    chunkStreamId:
      'It takes four bytes, highest first, although most chunk headers tell the same number in six bits.',
  },
  'message.acknowledgement': {
    sequenceNumber:
      'The other side can subtract it from what it has sent, and knows how much is still under way. A sender that never gets one may stop.',
  },
  'message.userControl': {
    swfVerificationType:
      'What a client would have to answer to another one was never found out; librtmp complains and gives up.',
  },
  'message.swfVerification': {
    first: ONE,
    second: ONE,
    sizeAgain: 'librtmp writes one number both times, and servers were content with it.',
  },
  'message.aggregatePart': {
    timestampExtended:
      'Three bytes of milliseconds last 4 hours 39 minutes; with this one it is 49 days.',
  },
  'message.sharedObject': {
    flags:
      'A persistent object is found again by whoever connects later. A temporary one ends with its last client.',
    flagsSecond: 'Senders leave it empty; what it is for was never published.',
  },
  'message.sharedObjectEvent': {
    eventType: 'The length behind it lets a reader skip an event that it does not know.',
    codeLength: 'Only the Status event has it. Bytes are counted, not characters.',
    levelLength:
      'It stands right behind the code, as no zero ends a text. Bytes are counted, not characters.',
    level: 'The same three words stand in the objects of onStatus.',
    data: 'The length in front says where it ends, so that reading goes on behind it.',
  },
  'flv.header': {
    signature: 'They are 46 4C 56, by which a file is known whatever its name.',
    version: 'No other was ever written; Enhanced RTMP keeps it, too.',
    reservedFlags: 'Readers mask them off.',
    audio: 'Recorders that write as they receive set it in advance; players go by the tags.',
    reservedFlag: 'It stands between the two flags that mean something.',
    video: 'Recorders that write as they receive set it in advance; players go by the tags.',
    dataOffset: 'It is 9. A longer header can be skipped by it.',
  },
  'flv.tag': {
    reserved: 'Readers mask it off before they look at the type.',
    filter: 'Encrypted tags have a header of their own before the data; RTMP never carries any.',
    streamId: 'RTMP has its message stream ID in this place; a file has but one stream.',
  },
  'amf.rest': {
    bytes: 'They are too few for what they begin: the sender counted wrong, or the end was lost.',
  },
  'amf3.double': {
    number: 'Eight bytes, highest first. Not-a-number and the infinities can be told, too.',
  },
  'amf3.string': {
    value:
      'Texts are numbered from 0 in the order in which they came in full; the empty one is left out.',
  },
  'amf3.xml': { string: 'It is handed to the program unread: tags in it mean nothing to AMF.' },
  'amf3.object': {
    external:
      'No length is told, so that only who knows the class can go on behind it. Those of Flex are known here and taken apart.',
  },
  'amf3.vector': {
    int: FIXED,
    uint: FIXED,
    double: FIXED,
  },
  'amf3.flexMessage': {
    messageFlags2: 'It is there only if the top bit of the byte before was set.',
    asyncFlags:
      'Every class of the family adds a row of flags of its own behind those of its parent.',
    acknowledgeFlags:
      'The byte has to be there all the same, or the next class would read its flags from it.',
    commandFlags: 'Subscribe is 0, unsubscribe 1, ping 5, login 8, logout 9.',
  },
  'state.direction': {
    windowAcknowledgementSize:
      'Window Acknowledgement Size sets it. Until one has come there is no window, and nothing needs to be acknowledged.',
    peerBandwidth:
      'Set Peer Bandwidth sets it, and comes from the other side. Programs remember it and do not keep to it.',
    limitType:
      'Dynamic is taken for Hard if the limit before was Hard, and left out of account otherwise.',
    acknowledged:
      'It comes from the last Acknowledgement, which tells a sum modulo 2³². What is missing to the bytes sent is still under way.',
    bytes: 'An address such as up@3351 is this number. Bytes that the capture lost are counted.',
    missing: 'The recorder dropped them, or began late. What they changed cannot be known.',
  },
  'state.chunkStream': {
    timestamp: 'A header of type 0 sets it; those of types 1 and 2 add their delta to it.',
    timestampDelta:
      'After a header of type 0 it is that header’s timestamp, says the document; programs do not agree on it.',
    messageLength: 'With it a receiver knows how many chunks still come: no header marks the last.',
    messageTypeId: 'That is why audio and video are kept on chunk streams of their own.',
    messageStreamId: 'Only a header of type 0 can change it.',
    extendedTimestamp:
      'Whether type 3 has the four bytes is where programs differ most: many old ones leave them out.',
    assembled:
      'Each chunk stream has one message under way at most, so that chunks of several can be interleaved.',
  },
  'state.session': {
    transaction:
      'It is forgotten when the answer comes. One that stays is a question the other side never answered.',
    handshake: 'Until both sides are done, no byte is read as a chunk header.',
    objectEncoding:
      'Offered in connect; a server that does not know AMF3 says 0 in its answer, and that holds.',
    lastPing: 'The answer has to repeat the time of the request, by which the round trip is known.',
    messageStream:
      'createStream made it, publish or play gave it its use, deleteStream ends it. Number 0 is the connection itself.',
  },
  unexplained: {
    bytes: 'Nothing is guessed about them, and nothing of them is hidden.',
  },
};
