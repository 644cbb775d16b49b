import type { WordsByField } from './further-words.ts';

const ESCAPE = 'Five bits end at 31, so 31 says that six more follow. USAC, 42, is 10 here.';
const RESILIENCE =
  'Only the error resilient types have it, which are made for radio; RTMP arrives whole or not at all.';
const PAIR =
  'A pair is coded together, since left and right are much alike. A single element is one channel.';
const TAG = 'Frames name each element by kind and number; this is the number to look for.';
const ELEMENTS = 'An element is one channel or a pair, so this does not count channels.';
const BSAC = 'Only ER BSAC has it, a type that no RTMP encoder makes.';
const MIX = 'Hardly any encoder writes it: a player can mix down by itself.';
const FOR_SPEAKERS =
  'The first number is that of speakers in front, the second that of those behind.';
const AC3_SYNC =
  'A decoder that starts in the middle looks for it, and checks that another follows a frame later.';
const AC3_DATA =
  'Six blocks of 256 samples for each channel. Only a decoder of Dolby’s formats can make sense of them.';
const FROM_TABLE =
  'A few bits name one of the usual values; codes without a value are left for later.';
const MODIFIER =
  'For the type TimestampOffsetNano it is a number of three bytes. Types that are not known are skipped.';
const AFTER_MODIFIER =
  'Modifiers can be chained: each ends with the packet type that would have stood in the header, or with one more ModEx.';
const LFE = 'The deep channel is counted, though it carries only the lowest tones.';

/** Further sentences on fields of audio tags and what they carry. */
export const AUDIO_WORDS: WordsByField = {
  'media.exAudioTagHeader': {
    soundFormat: 'Receivers that do not know 9 take it for an unknown codec and stay silent.',
    packetType:
      'SequenceStart comes first and again when the codec’s settings change; CodedFrames is all the rest.',
  },
  'media.audioModEx': { data: MODIFIER, packetType: AFTER_MODIFIER },
  'media.videoModEx': { data: MODIFIER, packetType: AFTER_MODIFIER },
  'media.multichannelConfig': {
    channelOrder:
      'Native order costs four bytes for any number of speakers; custom order takes one byte a channel.',
    channelCount: 'With native order as many bits of the mask have to be set.',
  },
  'media.audioSpecificConfig': {
    audioObjectTypeExt: ESCAPE,
    extensionSamplingFrequencyIndex:
      'Usually twice the rate of the core: a core at 24 kHz gives sound at 48 kHz.',
    extensionSamplingFrequency:
      'It is there when the index before is 15, for rates that the table lacks.',
    innerObjectType:
      'SBR and PS only describe what is added to a core; this is the type of the core, AAC LC as a rule.',
    innerObjectTypeExt: ESCAPE,
    extensionChannelConfiguration: BSAC,
    dependsOnCoreCoder:
      'Always 0 for what goes over RTMP: only scalable streams build on another coder.',
    coreCoderDelay: 'The decoder holds the other stream back by so much before it adds the two.',
    extensionFlag: '0 for AAC LC. Error resilient types set it to make room for their protections.',
    layerNr: 'Each layer is sent by itself, and adds quality to those below.',
    numOfSubFrame: BSAC,
    layerLength: BSAC,
    sectionDataResilience: `It guards which code book each band uses. ${RESILIENCE}`,
    scalefactorDataResilience: `It guards how loud each band is. ${RESILIENCE}`,
    spectralDataResilience: `It guards the sound’s coefficients. ${RESILIENCE}`,
    extensionFlag3: 'It was kept for a later version of the document, which never came.',
    ldSbrPresentFlag: 'If set, a header for that follows. It is SBR made for short delays.',
    eldExtType:
      'Each other number is followed by a length, so that a decoder can skip what it does not know.',
    extensionObjectType:
      'Told behind the end of what old decoders read, so that they play the core, and new ones add the rest.',
    syncExtensionType2: 'It only comes when SBR was told of. Any other bits here mean nothing.',
    psPresentFlag: 'If set, one channel is sent, and a few numbers say how to spread it over two.',
  },
  'media.programConfigElement': {
    elementInstanceTag: 'A stream could hold several, for several programmes; encoders write 0.',
    objectType: '0 is AAC Main, 1 is AAC LC, as two bits are one short of the whole table.',
    samplingFrequencyIndex:
      'It repeats that of the configuration around it: 3 is 48 kHz, 4 is 44.1 kHz.',
    numFront: ELEMENTS,
    numSide: ELEMENTS,
    numBack: ELEMENTS,
    numLfe: 'The .1 of 5.1 is one such. An element here is always one channel.',
    numAssociated: 'They carry no sound and count for no channel.',
    numCoupling:
      'What several channels have in common is sent once in them. Encoders seldom use it.',
    monoMixdownPresent: MIX,
    monoMixdownElement: `The frames have that version in an element of its own. ${MIX}`,
    stereoMixdownPresent: MIX,
    stereoMixdownElement: `The frames have that version in an element of its own. ${MIX}`,
    matrixMixdownPresent: 'If set, three bits follow that tell a player with two speakers how.',
    matrixMixdown:
      'It picks how loud the channels behind are mixed in, from seven tenths down to not at all.',
    pseudoSurround: 'A receiver for matrix surround could then bring the channels behind back.',
    frontIsPair: PAIR,
    frontTag: TAG,
    sideIsPair: PAIR,
    sideTag: TAG,
    backIsPair: PAIR,
    backTag: TAG,
    lfeTag: TAG,
    associatedTag: TAG,
    couplingIsIndependent:
      'An independent one is added to the finished sound, another to the bands before.',
    couplingTag: TAG,
    commentLength:
      'The comment begins on a whole byte, so up to seven bits are left out before this.',
    comment: 'Encoders may write their name and version here; no decoder reads it.',
    channels: 'Pairs count twice; elements of data and coupling do not count.',
  },
  'media.opusHead': {
    magicOpus: 'As a number, the four letters stand highest byte first.',
    magicHead: 'The two words together are how a reader knows that this is no sound.',
    version: 'The upper four bits would change only when old readers could not read it any more.',
    gain: 'The number on the wire counts 1/256 of a decibel.',
    channelMappingFamily: 'Any family but 0 brings a table of speakers behind it.',
    streamCount: 'All but the last tell their own length, so that the next can be found.',
    coupledCount: 'They come first. Each gives two channels to choose from, the others one.',
    channelMapping: 'There is one for each channel that is heard, in the order of the family.',
  },
  'media.opusPacket': {
    stereo: 'It may change from packet to packet, and need not be what the header said.',
    variableBitRate:
      'If set, the sizes of all frames but the last come first; if not, all are alike.',
    frameCount: 'A packet holds at most 120 ms, so 48 frames of 2.5 ms are the most.',
    frames: 'Only an Opus decoder can make sense of them.',
  },
  'media.flacHeader': {
    signature: 'A FLAC file begins with the same four letters. FFmpeg 8 leaves them out here.',
  },
  'media.flacMetadataBlock': {
    last: 'In a sequence header STREAMINFO is nearly always the only one, and so the last.',
    blockType:
      'Readers skip types they do not know by their length. 127 is forbidden, so that no block looks like sound.',
    data: 'Tags, pictures and tables of places for files; a decoder does not need them.',
    minimumBlockSize: 'The same as the longest says that all blocks are of one size.',
    maximumBlockSize:
      'A decoder sets aside room for so many samples of each channel. FFmpeg makes 4608 at 48 kHz.',
    minimumFrameSize: 'A live encoder cannot know it beforehand, and writes 0.',
    maximumFrameSize: 'A live encoder cannot know it beforehand, and writes 0.',
    sampleRate: '0 is forbidden for sound. Frames may refer to it instead of telling their own.',
    channelsMinus1: 'Eight is the most. Their order is fixed for each number of them.',
    bitsPerSampleMinus1: 'From 4 to 32 bits. 15 stands for the usual 16, 23 for 24.',
  },
  'media.flacFrame': {
    syncCode:
      'Together with the next bit the bytes are ff f8 or ff f9, which is what readers look for.',
    blockingStrategy:
      'With blocks of one size the number behind counts frames, else samples. It never changes within a stream.',
    blockSize: `${FROM_TABLE} The last block may be shorter.`,
    sampleRate: FROM_TABLE,
    channels:
      'Left and right are much alike, so that one and the difference take fewer bits than both.',
    bitDepth: FROM_TABLE,
    data: 'Nothing of the sound is lost in FLAC, so frames are far larger than those of AAC.',
  },
  'media.mp3Frame': {
    syncWord:
      'A frame begins with ff, and e or f in the next digit. Sound can hold the same bits, so readers check the rest as well.',
    version:
      'MPEG-2 halved the sampling rates of MPEG-1, and 2.5 halved them again without a document.',
    layer: 'The number is told upside down: 1 is Layer III, which is what MP3 stands for.',
    protectionBit:
      'Two bytes of checksum come behind the header then. Most encoders set the bit and save them.',
    bitRateIndex:
      'Which rate a number stands for depends on version and layer. 128 kbit/s is 9 in MPEG-1 Layer III.',
    samplingFrequency:
      'Which rate a number stands for depends on the version: 0 is 44.1, 22.05 or 11.025 kHz.',
    privateBit: 'A program may put there what it likes; decoders do not look.',
    mode: 'Joint stereo saves bits where left and right are alike. Two channels are two languages, not stereo.',
    modeExtension:
      'It says something with joint stereo only: one bit for intensity, one for the sum and the difference.',
    copyright: 'A remark without any effect on decoding.',
    original: 'A remark without any effect on decoding.',
    emphasis: 'A player would have to lower them again. Encoders write 0.',
    sampleRate: 'Version and index give it together.',
    bitRate:
      'Each frame may have another one. The size of the frame follows from it and the sampling rate.',
    channels: 'Two for all modes but mono.',
    data: 'Some of its bits may stand in frames before, so that a decoder that joins late is silent at first.',
  },
  'media.ac3Frame': {
    syncWord: AC3_SYNC,
    crc1: 'It covers the first five eighths, so that a decoder can start before all has come.',
    fscod: 'A frame is 1536 samples, so 32 ms at 48 kHz.',
    frmsizecod:
      'Two codes stand for each bit rate; at 44.1 kHz they take turns to hit the rate on average.',
    bsid: 'Numbers above 10 are E-AC-3, which is laid out otherwise from the third byte on.',
    bsmod: 'Players use it to choose between several sounds of one programme.',
    acmod: FOR_SPEAKERS,
    sampleRate: 'Told by two bits, so there are only three.',
    channels: LFE,
    data: AC3_DATA,
  },
  'media.eac3Frame': {
    syncWord: AC3_SYNC,
    strmtyp: 'A dependent frame adds channels to the independent one before it, as for 7.1.',
    substreamid:
      'Independent streams are programmes, dependent ones belong to the programme before. 0 is usual.',
    frmsiz: 'It takes any size up to 4096 bytes, where AC-3 has a table.',
    fscod: 'The fourth code makes room for 24, 22.05 and 16 kHz.',
    numblkscod: 'Six blocks are usual, 1536 samples. Fewer shorten the delay and cost bits.',
    acmod: FOR_SPEAKERS,
    lfeon: 'It is the .1 of 5.1. The arrangement of speakers does not count it.',
    bsid: 'It stands where AC-3 has its own, so that decoders can tell the two apart.',
    dialnorm:
      'The whole number has five bits and is in decibels below full; players use it to keep programmes alike.',
    sampleRate: 'Two bits, or four where it is a halved one, tell it.',
    channels: LFE,
    data: 'One to six blocks of 256 samples for each channel. Only a decoder of Dolby’s formats can make sense of them.',
  },
};
