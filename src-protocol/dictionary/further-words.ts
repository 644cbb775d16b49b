import { AUDIO_WORDS } from './audio-words.ts';
import { COMMAND_WORDS } from './command-words.ts';
import { MESSAGE_WORDS } from './message-words.ts';
import { VIDEO_WORDS } from './video-words.ts';

/** Sentences on the fields of one structure, by the field's key. */
export type WordsOfFields = Readonly<Record<string, string>>;
/** Sentences on fields, by the structure's id and the field's key. */
export type WordsByField = Readonly<Record<string, WordsOfFields>>;

const WIDTH =
  'The bits count blocks of pixels, of which a margin is cut off; this is what is left.';
const MODEX = 'Several can stand one after another; unknown ones are skipped by their size.';
const DEPTH = '8 is usual; HDR needs 10.';

/**
 * What there is to learn of a structure or field beyond the line in its declaration, by id. It stands apart
 * because no decoder says it: the page and the documents fetch it when somebody looks.
 */
const BY_ID: Readonly<Record<string, string>> = {
  handshake:
    'Each side sends three: a version, random bytes with its clock, and the other’s bytes back. Only then do chunk headers begin, at byte 3073 of each direction.',
  'handshake.c0':
    'Nearly always 3. It is sent together with C1, since neither side has to wait for the other yet.',
  'handshake.s0':
    'Nearly always 3, whatever was asked for. A client that cannot speak this version closes the connection.',
  'handshake.c1':
    'That its bytes come back proves that somebody at the other end has read them. Flash Player hid a digest here, and some servers withheld H.264 from clients that did not.',
  'handshake.s1':
    'The server may send it as soon as it has read C0. A client that hid a digest looks for one here, too.',
  'handshake.c2':
    'With it the client’s handshake is over, and its first chunk, usually connect, may follow in the same segment.',
  'handshake.s2':
    'With it the server’s handshake is over. Many clients do not compare it with what they sent.',
  'handshake.digestBlock':
    'The place is the sum of four bytes, modulo 728. So the digest looks like any other random bytes to who does not know the rule.',
  'handshake.keyBlock':
    'RTMPE puts its Diffie-Hellman key here; without encryption the room holds random bytes. The four bytes with the place come last, not first.',
  message:
    'Of the header, it keeps what was resolved: type, length, absolute time and message stream. Bytes are counted here without the chunk headers that lay between.',
  'message.abortMessage':
    'The chunk stream is free for another message at once. Servers send it when they drop a frame for a slow player; most senders never do.',
  'message.setPeerBandwidth':
    'The other side answers with a Window Acknowledgement Size when that changes its window. Programs send it once, right after connect, and hardly any keeps to it.',
  'message.swfVerification':
    'Servers asked for it to keep other players than their own away. It proves nothing about the client: whoever has the SWF file can compute it.',
  'message.sharedObjectEvent':
    'Clients request changes; the server decides, tells the asker Success and the others Change. Its length lets a reader skip what it does not know.',
  'message.aggregatePart':
    'Servers pack recorded streams so, to save chunk headers. Only the difference of its time to that of the first part counts.',
  'amf0.boolean':
    'Any byte but 0 counts as true. Flags such as audio and video in a play’s sample access come so.',
  'amf0.string':
    'The length counts bytes of UTF-8, not characters. A longer text needs the long string, which has a marker of its own.',
  'amf0.object':
    'The order of properties means nothing, and the same name should not come twice. The command object of connect is the one that is met most.',
  'amf0.objectEnd':
    'The two zeros are the length of an empty name. Senders that leave the end out make readers take the next value for a property.',
  'amf0.plain':
    'No bytes follow the marker. Null stands in nearly every command, where there is no command object to send.',
  'amf0.reference':
    'Objects and arrays are numbered in the order in which they begin, from 0, anew in each message. Hardly any encoder writes references.',
  'amf0.longString':
    'The same text as a String, with a length of 32 bits. Metadata with pictures or XML in it needs it.',
  'amf0.date':
    'Milliseconds since 1970 in Universal Time, and a time zone that is to be left 0. Servers use it for when a recording was made.',
  'amf0.xmlDocument':
    'A relic of ActionScript. Its text goes to a parser as it is; nothing in RTMP itself sends one.',
  'amf0.typedObject':
    'The name of the class comes before the properties. A receiver that does not know the class can read it as an ordinary object.',
  'amf0.avmPlus':
    'The only way from AMF0 to AMF3 within a message. Reference tables of AMF3 start empty each time.',
  'amf0.unknown':
    'AMF values carry no length of their own, so an unknown marker hides where the next value begins.',
  'amf.rest':
    'The message ended, or was cut off, inside a value. What came before it still counts.',
  'amf3.plain':
    'AMF3 has a marker each for false and true, so that a Boolean takes one byte instead of two.',
  'amf3.integer': 'Numbers of everyday size take one or two bytes instead of AMF0’s nine.',
  'amf3.double': 'Eight bytes, as in AMF0. Whole numbers that do not fit the integer come so, too.',
  'amf3.stringValue':
    'A number whose lowest bit tells which: set, the rest is the length of a text that follows; clear, the number of one sent before.',
  'amf3.xml':
    'Sent once in full and later by its number in the table of objects. Nothing in RTMP itself sends one.',
  'amf3.date':
    'Milliseconds since 1970, as a double. It counts in the table of objects, so the same moment may come by number.',
  'amf3.array':
    'Nearly all arrays have no names, and begin with an empty one. The array itself is numbered before its entries are.',
  'amf3.object':
    'The first object of a class names its members; later ones point at that by number, and send values only.',
  'amf3.byteArray':
    'Anything may be in it, from a picture to a serialised object. It counts in the table of objects.',
  'amf3.vector':
    'Its entries need no markers, as all are of one type. A flag says whether the length is fixed.',
  'amf3.dictionary':
    'Unlike an object, its keys may be objects themselves. A flag says whether entries vanish when nothing else holds the key.',
  'amf3.unknown':
    'AMF3 values carry no length of their own, so an unknown marker hides where the next value begins.',
  'command.message':
    'What answers it has the same number: _result or _error, or, for commands of a stream, an onStatus without one.',
  'command.data':
    'Servers store metadata and hand it to each player that joins. A publisher wraps it in @setDataFrame to ask for that.',
  'command.authentication':
    'It travels as a query, behind app and tcUrl and inside the description of an _error.',
  'command.meaning':
    'AMF tells only types; the rest follows from the name of the command and the place of the value.',
  'command.property':
    'On the wire it is a name and an AMF value; the meaning follows from the name, letter by letter.',
  'command.metadata':
    'None of them is needed to decode: the media say it again, and are right when the two differ.',
  'amf3.flexMessage': 'No document of RTMP describes it.',
  'media.opusPacket':
    'Several packets can stand one after another; where the first ends, only Opus itself tells.',
  'media.vp8Frame': 'Numbers are little-endian, so their bits stand in reverse.',
  'media.opusHead': 'Its numbers are little-endian, unlike nearly all else here.',
  'media.avcNalUnit': 'Behind two zero bytes a byte 3 may be stuffed in.',
  'media.hevcNalUnit': 'Behind two zero bytes a byte 3 may be stuffed in.',
  'media.byteStream': 'Not what FLV and RTMP ask for.',
  'media.nalUnitEntry':
    'How wide the length is, the sequence header says; nearly always four bytes.',
  'media.audioModEx': MODEX,
  'media.videoModEx': MODEX,
  'media.hevcConfiguration.progressiveSource': 'With the next bit set as well: either.',
  'media.hevcConfiguration.interlacedSource': 'With neither of the two bits: not told.',
  'media.hevcConfiguration.constraintIndicatorFlags':
    'What a bit is for depends on the profile; Main leaves them 0.',
  'flv.header': 'It says which kinds of tags follow, and where the first one is.',
  'flv.tag':
    'Its data are what an RTMP message of the same type carries. Its time is split: three bytes, and the highest one behind them.',
  'media.audioTagHeader':
    'Rate, size and type count for PCM and ADPCM. AAC always says 44 kHz stereo here, and means what its configuration says.',
  'media.exAudioTagHeader':
    'Sound format 9 was reserved before; it now announces this header. The bits of rate, size and type became the packet type.',
  'media.exVideoTagHeader':
    'The top bit of the first byte, which no frame type had used, announces this header. Receivers that do not know it see an unknown kind of frame, and drop it.',
  'media.audioTrack':
    'Track 0 is the default: what comes without Multitrack belongs to it. OBS and FFmpeg send one track a message.',
  'media.videoTrack':
    'Track 0 is the default: what comes without Multitrack belongs to it. OBS and FFmpeg send one track a message.',
  'media.audioTagBody':
    'A configuration or coded frames, by the packet type. Which codec’s rules hold, the header has told.',
  'media.videoTagBody':
    'A configuration, coded frames or metadata, by the packet type. Which codec’s rules hold, the header has told.',
  'media.multichannelConfig':
    'Needed where the codec itself does not say which channel is which. Native orders mark speakers by bits, custom ones name a speaker for each channel.',
  'media.audioSpecificConfig':
    'Two bytes are enough for AAC LC; FFmpeg adds three that say there is no SBR. Fields end inside bytes, so that a hex dump hardly shows them.',
  'media.programConfigElement':
    'Needed for layouts that no number of the table has. A comment at its end may name the encoder.',
  'media.flacHeader':
    'The same bytes begin a FLAC file. FFmpeg 8 leaves out the signature and the first block’s header, and sends 34 bytes.',
  'media.flacMetadataBlock':
    'STREAMINFO has to come first: rate, channels and bits of a sample. The others may be skipped by their size.',
  'media.flacFrame':
    'Every frame can be decoded by itself, given STREAMINFO. So audio of FLAC has no key frames.',
  'media.mp3Frame':
    'Every frame says its own bit rate and sampling rate, so that MP3 needs no configuration.',
  'media.ac3Frame':
    'Every frame says its own rate and channels, so that AC-3 needs no configuration. It always holds 1536 samples.',
  'media.eac3Frame':
    'Every frame says its own rate and channels. Dependent frames add channels to the independent one before them.',
  'media.videoTagHeader':
    'All five bytes are there only for AVC: the other codecs begin right behind the first.',
  'media.avcConfiguration':
    'The same bytes stand in the avcC box of an MP4 file. Who joins late needs it first, so servers keep the last one for each stream.',
  'media.hevcConfiguration':
    'The same bytes stand in the hvcC box of an MP4 file. Numbers at the front repeat what the sequence parameter set says, so that nobody has to unpack it.',
  'media.hevcParameterSets':
    'Usually one array each for video, sequence and picture parameter sets. SEI messages that hold for the whole stream can be here, too.',
  'media.vvcConfiguration':
    'The same bytes stand in the vvcC box of an MP4 file. Profile, level and size may be left out, and then only the parameter sets tell.',
  'media.vvcParameterSets':
    'Operating point and decoding capability information come alone and without a count; the other types are counted.',
  'media.vvcNalUnit':
    'Its header has the bits of HEVC in another order. Behind two zero bytes a byte 3 may be stuffed in.',
  'media.av1Configuration':
    'The same bytes stand in the av1C box of an MP4 file. Decoders take what they need from the sequence header, the rest is for those who only look.',
  'media.av1Descriptor':
    'Sent instead of the other record by those who come from transport streams. It has no sequence header, so the first key frame has to bring it.',
  'media.av1Obu':
    'A message holds all units of one moment. Unlike AVC and HEVC no bytes are stuffed in, and sizes are numbers of varying length.',
  'media.vpConfiguration':
    'The same bytes stand in the vpcC box of an MP4 file. No decoder needs them: each key frame says what it is.',
  'media.vp9Frame':
    'Bits follow one another without regard to bytes. Several frames of one moment can be packed together, with an index at the end.',
  'state.direction':
    'It starts with a chunk size of 128 and no window. Each direction has its own, and only its sender changes it.',
  'state.chunkStream':
    'It is kept for each chunk stream and direction until the connection ends. A header of type 0 replaces all of it.',
  'state.session':
    'createStream makes message streams, deleteStream takes them away, and requests wait here for their answers.',
  'chunk.basicHeader.id':
    'The numbers have no meaning of their own but for 2, which is for control. Programs keep a stream for commands, one for audio and one for video.',
  'handshake.c1.version':
    'Flash Player and Flash Media Server wrote theirs; others write anything but 0 to ask for digests.',
  'handshake.s1.version':
    'Flash Player and Flash Media Server wrote theirs; others write anything but 0 to ask for digests.',
  'handshake.c2.time': 'Copied as it is, whatever clock it was.',
  'handshake.s2.time': 'Copied as it is, whatever clock it was.',
  'message.aggregatePart.timestamp':
    'The byte behind holds the highest eight bits, as in a tag of an FLV file.',
  'message.aggregatePart.streamId': 'FLV files have 0 here, and so have most Aggregates.',
  'message.aggregatePart.data': 'It is laid out as in a message by itself.',
  'amf3.string.string': 'It gets the next number in the table of texts, unless it is empty.',
  'amf3.u29.value': 'What it counts, the place it stands in tells.',
  'media.multichannelConfig.channelMapping':
    'Several channels may be unused; none should be told twice.',
  'media.audioSpecificConfig.samplingFrequency': 'For rates that the table does not have.',
  'media.avcConfiguration.compatibility':
    'Baseline with the bit of set 1 is what browsers call Constrained Baseline, which every decoder reads.',
  'media.avcConfiguration.profile':
    'Copied from the sequence parameter set. High is what encoders choose for streaming; 4:2:2 and 10 bits play hardly anywhere in a browser.',
  'media.avcConfiguration.level':
    'Copied from the sequence parameter set. Hardware refuses streams above the level it was built for.',
  'media.avcConfiguration.bitDepthChroma':
    'These four bytes belong to the High profiles. Many muxers leave them out, and readers have to do without.',
  'media.avcNalUnit.nalRefIdc':
    'A frame of which every unit says 0 can be dropped without harm to others. Servers do that for slow players.',
  'media.avcNalUnit.width': WIDTH,
  'media.avcNalUnit.height': `${WIDTH} 1080 rows are coded as 1088.`,
  'media.hevcNalUnit.width': WIDTH,
  'media.hevcNalUnit.height': WIDTH,
  'media.avcNalUnit.bitDepth': DEPTH,
  'media.hevcNalUnit.bitDepth': DEPTH,
  'media.av1Obu.bitDepth': DEPTH,
  'media.opusPacket.duration':
    'The timestamps of two messages should lie about as far apart. 20 ms is usual.',
  'media.avcNalUnit.sequenceParameters':
    'Numbers here have no fixed width, and bytes are stuffed in, so the bytes stay together; what they say is calculated below.',
  'media.hevcNalUnit.sequenceParameters':
    'Numbers here have no fixed width, and bytes are stuffed in, so the bytes stay together; what they say is calculated below.',
  'media.audioSpecificConfig.audioObjectType':
    'Enhanced RTMP allows 1, 2 and 5 for mp4a. HE-AAC may say 2 here and tell of SBR at the end, for the sake of old decoders.',
  'media.audioSpecificConfig.samplingFrequencyIndex':
    'With SBR it is the rate of the core, half of what is heard. 48000 and 44100 are 3 and 4.',
  'media.audioSpecificConfig.channelConfiguration':
    'Counts the channels of the core; parametric stereo makes two of one. 7 means 8 channels, not 7.',
  'media.opusHead.preSkip':
    'The decoder needs some sound before it is in tune; 312 samples, 6.5 ms, is what libopus says.',
  'media.opusHead.channelCount':
    'One or two with mapping family 0. With more, the mapping below says which decoded channel is which speaker’s.',
  'media.exVideoTagHeader.packetType':
    'CodedFramesX is CodedFrames without the three bytes of a composition time that is 0. Multitrack is 6 here, and 5 for audio.',
  'media.exVideoTagHeader.fourCc':
    'The codes are those of MP4 files, and small and capital letters differ. What a receiver takes, connect has told in fourCcList.',
  'media.exAudioTagHeader.fourCc':
    'The codes are those of MP4 files, and small and capital letters differ. What a receiver takes, connect has told in fourCcList.',
  'media.exVideoTagHeader.multitrackType':
    'One track to the end of the message; several of one codec; or several each with its codec in front. The last has no FourCC in the header.',
  'media.videoTrack.trackId':
    'Numbers may change their meaning from one session to the next. onMetaData can describe tracks from 1 on in videoTrackIdInfoMap.',
};

/** Fields that stand in several structures of a folder: by the folder, and the last part of the id. */
const BY_KEY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  handshake: {
    random: 'Real programs fill it at random; some write zeros or a line of text.',
    signature:
      'It proves that the sender knows the key that Flash Player had built in. That key has long been public.',
    signatureCheck: 'Worked out here from the bytes and the well-known keys.',
    offsetBytes: 'Any four bytes will do, so they look random as well.',
    digestOffset: 'Worked out from the four bytes, and never told on the wire.',
    keyOffset: 'Worked out from the four bytes, and never told on the wire.',
    digest: 'Who knows the key can tell a program of Adobe’s, or one that poses as it.',
    digestCheck: 'Worked out here from the bytes and the well-known keys.',
    randomBefore: 'How many there are, the place in the same block decides.',
    randomAfter: 'How many there are, the place in the same block decides.',
  },
  message: {
    zero: 'Who sets it asks for more than two gigabytes in a chunk.',
    windowSize: 'FFmpeg, OBS and nginx-rtmp say 2,500,000 or 5,000,000.',
    limitType: 'Dynamic is what servers send; what it means depends on the limit before.',
    bufferLength:
      'Servers send that much in advance, as fast as the line takes it, and at the pace of the recording then.',
    eventData: 'Its meaning hangs on the event, and no document tells it.',
    size: 'It is known to who has the file only, which is the point of it.',
    hash: 'It depends on S1, so that an answer cannot be used twice.',
    messageType: 'The numbers are those of messages by themselves.',
    payloadLength: 'Not counted are the header of eleven bytes and the back pointer.',
    wholeTimestamp: 'Only its difference to that of the first part counts.',
    renormalisedTimestamp:
      'The first part gets the time of the Aggregate, the others keep their distance to it.',
    backPointer: 'FLV files have the same number behind each tag.',
    nameLength: 'Bytes are counted, not characters.',
    name: 'Clients that use the same name in the same application share the values.',
    currentVersion: 'A client that has this version needs no values sent again.',
    dataLength: 'With it a reader can skip events that it does not know.',
    keyLength: 'Bytes are counted, not characters.',
    key: 'Upper and lower case are different.',
    code: 'Such as SharedObject.NoReadAccess.',
  },
  amf0: {
    marker: 'Values carry no other sign of what they are, and no length.',
    length: 'The text follows at once, without a zero at its end.',
    string: 'Readers should take damaged UTF-8, and show a mark in its place.',
    name: 'Its meaning follows from the command that the object is given to.',
    index: 'Counting begins anew in each message.',
    count: 'A reader should not trust it before the bytes are there.',
    time: 'It is a floating-point number, so that moments before 1970 are negative.',
    boolean: 'Encoders write 1.',
    emptyName: 'Together with the marker behind it, the end of the list.',
    classNameLength: 'Bytes are counted, not characters.',
    className: 'The two ends have to agree on it beforehand.',
    bytes: 'They are kept as they are.',
  },
  amf3: {
    marker: 'The numbers are other ones than those of AMF0.',
    oneByte: 'Enough for lengths up to 63 and references up to 63.',
    twoBytes: 'The first has its top bit set.',
    threeBytes: 'The first two have their top bits set.',
    fourBytes: 'The first three have their top bits set; the last gives all eight bits.',
    integer: 'Written in 29 bits, of which the highest is the sign.',
    length: 'Bytes are counted, not characters or entries.',
    time: 'It is a floating-point number, so that moments before 1970 are negative.',
    traitsReference: 'Names of class and members are sent once for each class so.',
    sealedCount: 'Their values come in the order of the names.',
    dynamic: 'These come as names and values, until a name is empty.',
    externalizable: 'Nothing in the bytes tells how long the object is then.',
    fixed: 'It means something to the program only, not to the layout.',
    weakKeys: 'It means something to the program only, not to the layout.',
    bytes: 'They are kept as they are.',
  },
  flv: {
    dataSize: 'The header of eleven bytes is not counted.',
    timestamp: 'The byte behind holds the highest eight bits.',
    timestampExtended: 'It was added when three bytes, 4 hours 39 minutes, had become too short.',
    wholeTimestamp: 'It is read as signed, and players that read 24 bits jump back.',
    tagType: 'Readers skip types they do not know by their size.',
    data: 'What is said of the message holds for the tag.',
    previousTagSize: 'Players that seek backwards need it; many do not look.',
  },
  media: {
    reserved: 'Kept for later editions: write what is asked for, and do not look when reading.',
    padding: 'Fields end inside a byte, and what follows begins on one. The bits mean nothing.',
    fourCc: 'Tracks of one message may have codecs of their own only in the form that repeats it.',
    size: 'Nothing but this number tells where the next part begins.',
    trackPacketType: 'One for all tracks of the message, and never Multitrack again.',
    multitrackType:
      'One track to the end of the message; several of one codec; or several each with its codec in front.',
    timestampOffsetNano: 'At most 999,999, one less than a millisecond has.',
    dataSize16: 'Only sizes from 256 on need it.',
    configuration: 'What of it could be taken apart stands above; this is what is left.',
    codedFrames: 'Only a decoder of that codec can make sense of it.',
    rest: 'They are shown so that nothing of the message is hidden.',
    profileName: 'A decoder that was built for the profile can read it, if the level allows.',
    profileIdc: 'A decoder that was built for the profile can read it, if the level allows.',
    seqProfile: 'A decoder that was built for the profile can read it, if the level allows.',
    levelIdc: 'Hardware refuses streams above the level it was built for.',
    level: 'Hardware refuses streams above the level it was built for.',
    seqLevelIdx0: 'Hardware refuses streams above the level it was built for.',
    levelName: 'A decoder built for a level reads every level below it.',
    tierFlag: 'High allows more bits a second at the same level, for studios.',
    seqTier0: 'High allows more bits a second at the same level, for studios.',
    nalUnitType: 'A reader that looks for key frames or parameter sets needs no more than this.',
    colourPrimaries: 'BT.709 is usual; BT.2020 comes with HDR.',
    transferCharacteristics:
      'PQ and HLG are HDR: shown as if they were BT.709, the picture looks grey.',
    matrixCoefficients: 'A player that takes another one shows wrong greens and reds.',
    pictureParameters:
      'Numbers here have no fixed width, so the bytes stay together; what they say is calculated below.',
    trailingBits: 'They fill the last byte.',
    seiPayload: 'What could be taken apart stands beside it.',
    seiLight: 'Players need it to fit the picture to a display that is less bright.',
    payload: 'Only a decoder of that codec can make sense of all of it.',
    constraintFlags: 'Decoders look here for profiles they do not know by number.',
    bitDepthLuma: '0, 8 bits, is usual; HDR needs 2.',
    bitDepthLumaMinus8: '0, 8 bits, is usual; HDR needs 2.',
    bitDepthChromaMinus8: '0, 8 bits, is usual; HDR needs 2.',
    bitDepthMinus8: '0, 8 bits, is usual; HDR needs 2.',
    length32: 'The header of the unit is counted, the length itself is not.',
    length16: 'The header of the unit is counted, the length itself is not.',
    length8: 'The header of the unit is counted, the length itself is not.',
    length: 'What is counted begins behind this number.',
    sequenceParameterSets: 'One is usual. Encoders that change size in the stream send more.',
    sequenceParameterSetLength: 'The header of the unit is counted, the length itself is not.',
    pictureParameterSets: 'One is usual; x264 may have several.',
    pictureParameterSetLength: 'The header of the unit is counted, the length itself is not.',
    numOfArrays: 'Three is usual: video, sequence and picture parameter sets.',
    sbrPresentFlag: 'FFmpeg writes 0 for plain AAC LC, so that decoders need not try.',
    syncExtensionType: 'Readers that know nothing of it stop before, and play the core alone.',
    frameLengthFlag: 'At 48 kHz 1024 samples last 21.3 ms, which is how far timestamps lie apart.',
    epConfig: 'Broadcasting needs it; RTMP arrives whole or not at all.',
    lengthSizeMinusOne:
      'Four bytes is what nearly all encoders choose. Who reads frames without knowing this number cannot find the second unit.',
    chromaFormat:
      'The eye sees colour less sharply than brightness: 4:2:0 keeps one colour for four pixels, and is what players read everywhere.',
    frameRate: 'Told for people and buffers. When a frame is due, its timestamp says.',
    forbiddenZeroBit:
      'Left 0 so that no unit looks like a start code or the begin of a packet. A 1 marks damage.',
    nuhLayerId: 'Scalable and multiview streams use it. Players for the web read layer 0 only.',
    nuhTemporalIdPlus1: 'Without the highest layer fewer pictures are left, and they still play.',
    entropyCoding: 'CABAC packs tighter, CAVLC is quicker to read; Baseline has CAVLC only.',
    sliceType:
      'A picture of I slices alone stands for itself. Without B slices pictures are shown in the order they come.',
    completeness: 'Set for hvc1: all sets are here. Clear, more may come between the frames.',
    avgFrameRate: 'Most muxers leave it 0. When a frame is due, its timestamp says.',
    outputSampleRate:
      'What a player sets its sound card to. With SBR it is twice the rate of the core.',
    outputChannels: 'What a player sets its sound card to. Parametric stereo makes two of one.',
    configurationVersion: 'Another number would be another layout, which no reader could guess.',
    channelFlags: 'Channels come in the order of the bits, lowest first.',
    outputGain: '0 is usual. Players are to apply it.',
    md5: 'All zeros when the encoder did not wait for the end, as in a live stream.',
    totalSamples: 'A live stream has no end to count to, so it is 0.',
    config: 'Encoders for streams choose CELT or hybrid at 20 ms.',
    code: 'One frame is usual.',
  },
};

/** Fields with sentences of their own, by structure. */
const BY_FIELD: WordsByField = {
  ...MESSAGE_WORDS,
  ...COMMAND_WORDS,
  ...AUDIO_WORDS,
  ...VIDEO_WORDS,
};

/** Further sentences on a structure or field; undefined where its declaration says all there is. */
export function furtherWords(id: string): string | undefined {
  const dot = id.lastIndexOf('.');
  const structure = id.slice(0, Math.max(dot, 0));
  const key = id.slice(dot + 1);
  const own = of(BY_ID, id) ?? of(of(BY_FIELD, structure) ?? {}, key);
  if (own !== undefined || !structure.includes('.')) return own;
  const general = /^(?:reserved|padding)/.exec(key)?.[0] ?? key;
  return of(of(BY_KEY, structure.slice(0, structure.indexOf('.'))) ?? {}, general);
}

function of<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Every id that has sentences of its own, and every folder and last part that has them for several. */
export const FURTHER_IDS: readonly string[] = [
  ...Object.keys(BY_ID),
  ...Object.entries(BY_FIELD).flatMap(([structure, words]) =>
    Object.keys(words).map((key) => `${structure}.${key}`),
  ),
];
export const FURTHER_KEYS: readonly (readonly [folder: string, key: string])[] = Object.entries(
  BY_KEY,
).flatMap(([folder, words]) => Object.keys(words).map((key) => [folder, key] as const));
