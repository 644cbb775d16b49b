/**
 * Why a finding matters or what to do about it, by code, where its declaration does not say. It stands apart
 * because no decoder says it: the page and the documents fetch it when somebody looks.
 */
const BY_CODE: Readonly<Record<string, string>> = {
  'capture.bad-section':
    'The file is damaged here, or was put together from parts; cut off what follows, or write it anew with editcap.',
  'capture.unknown-interface':
    'Without the link type nobody can tell where the IP header begins, so the packet is left out.',
  'tcp.buffer-full':
    'A capture that missed many packets looks so; record nearer to one of the two, or with a larger buffer.',
  'handshake.version-answer': 'A client cannot know what to speak; most go on as if it were 3.',
  'handshake.signature-missing-in-s2':
    'Clients that insist on the signature close here; most take the echo.',
  'handshake.signature-wrong':
    'Either side may close for that. A proxy that changes bytes of the handshake has this effect.',
  'handshake.signature-enciphered': 'The key tables of these types are no part of any document.',
  'handshake.signature-not-checked': 'Record both directions to have it checked.',
  'handshake.rtmpe-key-range':
    'A correct program never makes such a key; somebody may be in between.',
  'handshake.echo-time-differs': 'Hardly anybody compares it; the random bytes are what counts.',
  'handshake.random-constant': 'It is legal all the same, and simple clients do it.',
  'handshake.not-captured': 'What is said of the handshake holds for the packets that are there.',
  'chunk.cut': 'Record until the connection is closed, to have the last message whole.',
  'chunk.size-inferred': 'If it is known, it can be given by hand; nothing is then left to chance.',
  'message.control-message-stream':
    'Receivers take it all the same: these messages are about the connection.',
  'message.user-control-message-stream':
    'Receivers take it all the same, since the event names its stream itself.',
  'message.unfinished': 'Record until the connection is closed, to have the last message whole.',
  'message.set-chunk-size-zero-bit':
    'The size in force stays. Some receivers mask the bit away, and read on with another size.',
  'message.chunk-size-zero': 'The size in force stays; receivers may close the connection.',
  'message.limit-type-unknown': 'Receivers are free to ignore the limit.',
  'message.window-zero': 'Receivers ignore it, or acknowledge every chunk.',
  'message.control-short':
    'Receivers ignore it or close the connection; what it was to change stays as it was.',
  'message.control-long': 'Receivers skip it, or take the first bytes of it and go on.',
  'message.user-control-rtmfp':
    'A server that speaks both protocols may send it by mistake; clients ignore it.',
  'message.aggregate-short': 'Receivers lose the part, and with it perhaps a frame.',
  'message.aggregate-back-pointer':
    'Only who reads backwards needs it; receivers go by the lengths in the headers.',
  'message.aggregate-back-pointer-missing':
    'Receivers that ask for all four bytes drop the last part.',
  'message.aggregate-type':
    'Control messages act when they are received, which a part of a recording cannot.',
  'message.shared-object-short': 'Values in the rest are lost, and both sides may then differ.',
  'message.shared-object-event-unknown':
    'It is skipped by its length, so those behind it can be read.',
  'message.shared-object-format': 'Receivers that know 0 only read the name from the wrong byte.',
  'amf0.int64-marker': 'Other readers stop here, and lose the values behind it.',
  'amf0.reserved-marker': 'Nothing says how long the value is, so those behind it are lost.',
  'amf0.duplicate-name': 'Some keep the first, some the last; send each name once.',
  'amf0.boolean-byte': 'Readers that compare with 1 take it for false.',
  'amf0.bad-reference': 'Readers give nothing for it, or drop the message.',
  'amf0.array-count': 'A reader that makes room for the count first would run out of memory.',
  'amf0.time-zone': 'Readers that add it are off by hours.',
  'amf3.u29-too-long': 'It is read all the same; whoever compares bytes finds a difference.',
  'amf3.unknown-marker': 'Those behind it in this message are lost.',
  'amf3.bad-reference':
    'Sender and reader disagree on what was numbered: often on whether tables go on from one value to the next.',
  'amf3.count': 'A reader that makes room for the count first would run out of memory.',
  'amf3.flag-byte': 'Most readers take anything but 0 for set.',
  'command.format-selector-unknown':
    'The values behind it are tried as AMF0; other receivers may drop the message.',
  'command.empty': 'Nobody can answer it. It is what is left of a command that was cut.',
  'command.name-not-string': 'Receivers cannot tell which command it is, and drop it.',
  'command.transaction-id-missing': 'It cannot be answered. FFmpeg’s server sends onFCPublish so.',
  'command.transaction-id-not-number':
    'It cannot be answered, and readers that insist on the type drop it.',
  'command.transaction-id-odd':
    'Answers carry the same number, and comparing numbers with fractions goes wrong.',
  'command.object-type':
    'Readers that skip one value here read the arguments from the wrong place.',
  'command.literal-call': 'The receiver looks for a procedure named call, and finds none.',
  'command.connect-transaction-id':
    'Clients expect the answer under 1, and servers write it there whatever was asked.',
  'command.connect-app-missing':
    'A server with several applications cannot know which is meant, and refuses.',
  'command.stream-id-not-number': 'The server keeps the stream open until the connection ends.',
  'command.info-object': 'Clients decide by the code; without it they can only guess.',
  'command.status-object': 'Clients that look at the fourth value find nothing.',
  'command.object-encoding': 'Servers fall back to AMF0.',
  'command.reconnect-level': 'They close the stream instead of following it to the new address.',
  'media.short': 'Receivers skip it, or take the bytes that are missing for zeros.',
  'media.frame-type-reserved': 'Players drop the frame or take it for an inter frame.',
  'media.codec-reserved':
    'It is a private agreement or a damaged byte; players without it show nothing.',
  'media.sequence-header-not-key':
    'Servers that look for key frames alone do not keep it, and who joins late gets no picture.',
  'media.aac-packet-type': 'Players drop it.',
  'media.avc-packet-type': 'Players drop it.',
  'media.packet-type-reserved': 'Receivers are to skip the message without closing the connection.',
  'media.coded-frames-x': 'Send CodedFrames: for these codecs it is the shorter form already.',
  'media.modex-unknown':
    'A later edition may have defined it. What it modifies is read as if it were not there.',
  'media.nano-offset': 'It is ignored, and the time stays at whole milliseconds.',
  'media.multitrack-nested': 'The inner packet cannot be told from a track’s bytes.',
  'media.multitrack-reserved': 'Receivers are to skip the message without closing the connection.',
  'media.track-cut': 'What is left is taken for the track; the tracks behind it are lost.',
  'media.left-over':
    'Receivers ignore them. They may be part of a codec’s data under the wrong packet type.',
  'media.channel-order': 'Players fall back to the order of the codec.',
  'media.configuration-cut':
    'Decoders cannot be set up with it, and nothing is shown until the next one.',
  'media.video-command': 'Players ignore it. Some programs count from 1 instead of 0.',
  'media.frames-missing': 'Decoders skip it; a moment may be missing in the recording.',
  'media.nal-length-size': 'Readers take it for four, or refuse the stream.',
  'media.parameter-sets-missing':
    'Encoders then send them between the frames, which players of FLV do not expect.',
  'media.units-many':
    'Zeros taken for lengths look so: the width of lengths may be another than the sequence header says.',
  'media.nal-unit-empty': 'Decoders skip it.',
  'media.av1-marker': 'Other bytes are no such record, and decoders refuse them.',
  'media.av1-descriptor': 'Other bytes are no such descriptor, and decoders refuse them.',
  'media.obu-cut': 'The decoder loses the unit, and with it usually the frame.',
  'media.channels-untold': 'Decoders wait for the element in the first frame, or refuse.',
  'media.opus-head': 'Decoders then take two channels and no pre-skip.',
  'media.flac-head': 'Decoders cannot know rate and channels before the first frame.',
  'media.flac-bare':
    'Readers that look for fLaC refuse the stream. FFmpeg 8 writes and reads it so.',
  'media.channel-count':
    'Players go by one or the other, and channels end up at the wrong speakers.',
  'media.metadata-form': 'Nothing behind this place can be read as a pair.',
  'media.metadata-unknown': 'Receivers skip it with its value.',
  'media.color-info-range': 'Players ignore it, or clip it to what is allowed.',
  'flv.stream-id': 'Readers ignore it: a file has one stream.',
  'flv.tag-type': 'Readers skip it by its size, if that still makes sense.',
};

/** What else there is to say of a finding; undefined where its declaration says it. */
export function findingWords(code: string): string | undefined {
  return Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
}

/** Every code that has such words. */
export const FINDING_WORDS_CODES: readonly string[] = Object.keys(BY_CODE);
