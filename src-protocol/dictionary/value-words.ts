/** What values of the fields named mean, by value; bits by their value. */
type Words = Readonly<Record<number, string>>;

const fieldsOf = (folder: string, structures: string, key: string): string[] =>
  structures.split(' ').map((name) => `${folder}.${name}.${key}`);

const MONO_STEREO: Words = { 0: 'One channel.', 1: 'Two channels, left before right.' };
const RESERVED = 'Kept for later editions; no stream should have it.';
const WITHOUT_REFERENCE = 'No other picture of its layer is predicted from it.';
const WITH_REFERENCE = 'Other pictures may be predicted from it.';
const SPEECH_ONLY = 'A coder for speech at few bits, not met in RTMP.';
const SCALABLE = 'Sound in layers, of which the lowest can be played alone.';
const RADIO = 'Made to bear lost bits, as in digital radio; not met in RTMP.';
const NELLYMOSER = 'Flash Player’s own coder for microphones.';
const SEEK_START = 'Pictures that follow are decoded quickly and not shown.';
const SEEK_END = 'The picture looked for is reached; pictures are shown again.';

const AMF0_MARKERS: Words = {
  0: 'A double of eight bytes: AMF0 has no other numbers.',
  1: 'One byte follows, 0 for false.',
  2: 'Two bytes of length, then the text.',
  3: 'Names and values, until an empty name with the marker of the end.',
  5: 'No value; nothing follows.',
  6: 'Never set; nothing follows.',
  7: 'Two bytes with the number of an object sent before in the same message.',
  8: 'An array with names: a count that is only a hint, then what an object has.',
  9: 'Stands behind an empty name, and ends an object or array.',
  10: 'An array without names: a count, then so many values.',
  11: 'Milliseconds since 1970 as a double, then a time zone that should be 0.',
  12: 'Four bytes of length, then the text.',
  13: 'Stands in place of what could not be written; nothing follows.',
  15: 'A document as text, with four bytes of length.',
  16: 'The name of a class, then what an object has.',
};

const AMF3_MARKERS: Words = {
  0: 'Never set; nothing follows.',
  1: 'No value; nothing follows.',
  2: 'The marker is the value.',
  3: 'The marker is the value.',
  4: 'A whole number of 29 bits in one to four bytes.',
  5: 'Eight bytes, for what is no whole number or too large.',
  6: 'A text, or the number of one sent before.',
  7: 'The old kind of XML, as text.',
  8: 'Milliseconds since 1970 as a double.',
  9: 'Values by name first, then values by place.',
  10: 'What its class says, then its values.',
  11: 'The newer kind of XML, as text.',
  12: 'Any bytes, with their number.',
  13: 'Signed numbers of four bytes each.',
  14: 'Unsigned numbers of four bytes each.',
  15: 'Doubles of eight bytes each.',
  16: 'Values of one class, each with its marker.',
  17: 'Pairs of a key and a value, both of any type.',
};

const SOUND_FORMATS: Words = {
  1: 'Plain sound in a quarter of the bits, by differences.',
  2: 'MPEG-1 or MPEG-2 Layer III; each frame has a header of its own.',
  3: 'Plain samples, lowest byte first. Eight bits are unsigned.',
  6: `${NELLYMOSER} Its rate is the one in the header.`,
  7: 'Eight bits a sample, as European telephones had.',
  8: 'Eight bits a sample, as American telephones had.',
  10: 'What nearly all streams have. A byte behind tells configuration from frames.',
  14: 'Half of the rate that the field beside it could tell.',
  15: 'What it is, only the program knows that made it.',
};

const SPEAKERS = [
  'The usual left one.',
  'The usual right one.',
  'Speech in films comes from here.',
  'The deep channel, the .1 of 5.1.',
  'Behind the listener, left.',
  'Behind the listener, right.',
  'Between left and centre.',
  'Between centre and right.',
  'Straight behind the listener.',
  'Beside the listener, left.',
  'Beside the listener, right.',
  'Straight above the listener.',
  'Above the left one.',
  'Above the centre one.',
  'Above the right one.',
  'Above and behind, left.',
  'Above and behind, middle.',
  'Above and behind, right.',
  'A second deep channel, as 22.2 has it.',
  'Above and beside, left.',
  'Above and beside, right.',
  'Below the centre one.',
  'Below the left one.',
  'Below the right one.',
];

const AUDIO_OBJECT_TYPES: Words = {
  1: 'The first AAC; it predicts from frame to frame, which takes memory.',
  2: 'Low complexity: what nearly all encoders make and all players read.',
  3: 'Cuts the sound into four bands, of which a decoder may leave some.',
  4: 'Predicts over a longer time, for tones that last.',
  6: SCALABLE,
  7: 'A coder for very few bits, hardly ever used.',
  8: SPEECH_ONLY,
  9: SPEECH_ONLY,
  17: `AAC LC. ${RADIO}`,
  19: `AAC LTP. ${RADIO}`,
  20: `AAC scalable. ${RADIO}`,
  21: `TwinVQ. ${RADIO}`,
  22: 'Sound in very fine layers, as Korean mobile television had it.',
  23: 'Low delay: short frames, for conversations.',
  24: `CELP. ${RADIO}`,
  25: `HVXC. ${RADIO}`,
  30: 'Two channels, and a few numbers from which more are made.',
  32: 'The oldest and simplest of the MPEG audio layers.',
  33: 'What digital radio began with.',
  34: 'MP3, in the clothes of MPEG-4.',
  36: 'Nothing of the sound is lost.',
  37: 'AAC, and what is missing to lose nothing.',
  39: 'Enhanced low delay, which video calls use.',
  42: 'One coder for speech and music; with it xHE-AAC is made.',
};

const CHANNEL_CONFIGURATIONS: Words = {
  1: 'Centre.',
  2: 'Left and right.',
  3: 'Centre, left, right.',
  4: 'Centre, left, right, one behind.',
  5: 'Centre, left, right, two behind.',
  6: 'Centre, left, right, two behind, and the deep one.',
  11: 'As 5.1, and one more straight behind.',
  13: 'Three rows one above the other, for halls.',
};

const AC3_CODES: Words = {
  0: 'Two programmes in one channel each, such as two languages.',
  1: 'Centre alone.',
  2: 'Left and right.',
  3: 'Left, centre, right.',
  4: 'Left, right, one behind.',
  5: 'Left, centre, right, one behind.',
  6: 'Left, right, two behind.',
  7: 'Left, centre, right, two behind: with the deep one it is 5.1.',
};

const VIDEO_CODECS: Words = {
  2: 'Flash Player 6. Close to H.263, with headers of its own.',
  3: 'Blocks of a screen that changed, packed without loss.',
  4: 'Flash Player 8, before H.264.',
  5: 'VP6 with a second picture for transparency.',
  6: 'As the first version, with fewer colours.',
  7: 'H.264. A byte behind tells configuration from frames.',
};

const PRIMARIES: Words = {
  1: 'High definition; nearly everything on the web.',
  2: 'A player guesses, usually by the size of the picture.',
  4: 'The first American colour television.',
  5: 'European standard definition.',
  6: 'American and Japanese standard definition.',
  7: 'An early American high definition; as the one before.',
  8: 'Generic film under light C.',
  9: 'Ultra high definition and HDR.',
  10: 'All colours that eyes can see, for cinema masters.',
  11: 'Cinema projectors.',
  12: 'The colours of cinema with the white of screens, as phones have.',
  22: 'Studio monitors in Europe; hardly ever used.',
};

const TRANSFERS: Words = {
  1: 'High definition; nearly everything on the web.',
  2: 'A player guesses, usually BT.709.',
  4: 'Old American television.',
  5: 'Old European television.',
  6: 'The same curve as BT.709.',
  7: 'An early American high definition.',
  8: 'Numbers grow as light does, for computing with pictures.',
  13: 'Screens of computers.',
  14: 'The same curve as BT.709.',
  15: 'The same curve as BT.709, told more finely.',
  17: 'Cinema projectors.',
};

const MATRICES: Words = {
  0: 'No conversion: green, blue and red are sent as they are.',
  1: 'High definition; nearly everything on the web.',
  2: 'A player guesses, usually by the size of the picture.',
  4: 'Old American television.',
  5: 'European standard definition.',
  6: 'American standard definition, with the same numbers.',
  7: 'An early American high definition.',
  8: 'Whole numbers only, so that nothing is lost.',
  9: 'Ultra high definition and HDR, as usual.',
  10: 'Brightness is worked out before the curve; hardly ever used.',
  14: 'HDR, with colours that stay in hue when changed.',
};

const CHROMA: Words = {
  0: 'Brightness only.',
  1: 'One colour for four pixels: what nearly all players read.',
  2: 'One colour for two pixels side by side, for studios.',
  3: 'A colour for each pixel, for text and studios.',
};

const AV1_POSITIONS: Words = {
  0: 'A player takes the usual place, between two rows.',
  1: 'In the middle between two rows, as MPEG-2 had it.',
  2: 'In the same place as the pixel at the upper left.',
};

const KEY_INTER: Words = {
  0: 'Stands for itself: a player can start here.',
  1: 'Says what has changed since frames before it.',
};

const SETS: readonly (readonly [ids: readonly string[], words: Words])[] = [
  [
    ['chunk.basicHeader.chunkStreamId'],
    {
      0: 'The number is 64 more than that byte: 64 to 319.',
      1: 'The number is 64 more than the two, the first of them the lower: up to 65,599.',
    },
  ],
  [
    fieldsOf('chunk', 'messageHeader', 'timestamp').concat('chunk.messageHeader.timestampDelta'),
    { 16777215: 'Three bytes do not hold it: four more follow behind the header.' },
  ],
  [
    ['message.sharedObject.flags'],
    { 0: 'Gone when its last client is.', 2: 'Written to disc, and found again later.' },
  ],
  [
    ['message.sharedObjectEvent.eventType'],
    { 12: 'A program lists it and gives it no name or data.' },
  ],
  [
    fieldsOf(
      'amf0',
      'number boolean string object objectEnd plain reference ecmaArray strictArray date longString xmlDocument typedObject avmPlus unknown',
      'marker',
    ),
    AMF0_MARKERS,
  ],
  [['amf0.boolean.boolean'], { 0: 'No.', 1: 'Yes, as any byte but 0.' }],
  [
    fieldsOf(
      'amf3',
      'plain integer double stringValue xml date array object byteArray vector dictionary unknown',
      'marker',
    ),
    AMF3_MARKERS,
  ],
  [
    ['amf3.vector.fixed'],
    { 0: 'Entries may be added and taken away.', 1: 'The program must not change the length.' },
  ],
  [
    ['amf3.dictionary.weakKeys'],
    {
      0: 'Entries stay until they are taken away.',
      1: 'An entry goes when nothing else holds its key.',
    },
  ],
  [
    ['amf3.flexMessage.messageFlags'],
    {
      1: 'What the message is about; any value.',
      2: 'Which client it came from, as text.',
      4: 'The service it is for, by name.',
      8: 'Names and values about the message.',
      16: 'Its own name, by which an answer refers to it.',
      32: 'When it was made, in milliseconds since 1970.',
      64: 'Milliseconds for which it is worth delivering.',
    },
  ],
  [
    ['amf3.flexMessage.messageFlags2'],
    { 1: 'The same as clientId, in 16 bytes.', 2: 'The same as messageId, in 16 bytes.' },
  ],
  [
    ['amf3.flexMessage.asyncFlags'],
    {
      1: 'The name of the message that this one answers, as text.',
      2: 'The same, in 16 bytes.',
    },
  ],
  [['amf3.flexMessage.commandFlags'], { 1: 'What is to be done, as a number.' }],
  [
    ['command.property.audioCodecs'],
    {
      2: 'Differences, four bits or fewer each.',
      4: 'MPEG Layer III.',
      1024: 'What is sent in practice.',
      2048: 'A free coder for speech.',
    },
  ],
  [
    ['command.property.videoCodecs'],
    { 16: 'On2 VP6, of Flash Player 8.', 128: 'What is sent in practice.' },
  ],
  [
    ['command.property.videoFunction'],
    { 2: 'Shows pictures with more brightness and colours.', 8: 'Takes AV1 tiles by themselves.' },
  ],
  [['command.property.objectEncoding'], { 0: 'AMF0 alone.' }],
  [['state.session.objectEncoding'], { 0: 'AMF0 alone.', 3: 'AMF3 may be switched to.' }],
  [
    ['command.property.fourCcInfo'],
    {
      1: 'Shows or plays it itself.',
      2: 'Can make it.',
      4: 'Passes it on without understanding it, as a relay does.',
    },
  ],
  [['media.audioTagHeader.soundFormat', 'media.exAudioTagHeader.soundFormat'], SOUND_FORMATS],
  [
    ['command.metadata.audiocodecid'],
    {
      ...SOUND_FORMATS,
      0: 'Plain samples, and nobody can tell the byte order.',
      4: `${NELLYMOSER} 16,000 samples a second.`,
      5: `${NELLYMOSER} 8,000 samples a second.`,
      10: 'What nearly all streams have.',
      11: 'A free coder for speech, 16 kHz mono.',
    },
  ],
  [['command.metadata.videocodecid'], VIDEO_CODECS],
  [['media.videoTagHeader.codecId'], VIDEO_CODECS],
  [
    ['flv.header.audio', 'flv.header.video'],
    { 0: 'There are none, or nobody knew.', 1: 'There are some, or there may be.' },
  ],
  [
    ['flv.tag.filter'],
    { 0: 'The data follow as they are.', 1: 'A header about the key comes first.' },
  ],
  [
    ['flv.tag.tagType'],
    {
      8: 'As in an Audio message.',
      9: 'As in a Video message.',
      18: 'As in an AMF0 data message; onMetaData comes first.',
    },
  ],
  [
    ['media.audioTagHeader.soundRate'],
    {
      0: '5512.5 samples a second. Speex and Nellymoser do not go by it.',
      1: '11,025 samples a second.',
      2: '22,050 samples a second.',
      3: '44,100 samples a second; AAC says so whatever it has.',
    },
  ],
  [
    ['media.audioTagHeader.soundSize'],
    { 0: 'Of plain samples only.', 1: 'All compressed sound says so.' },
  ],
  [['media.audioTagHeader.soundType', 'media.opusPacket.stereo'], MONO_STEREO],
  [
    ['media.exAudioTagHeader.fourCc', 'media.audioTrack.fourCc'],
    {
      778924083: 'Begins with a point. Needs no configuration.',
      1332770163: 'For speech and music with little delay; its header is the configuration.',
      1633889587: 'Dolby Digital. Needs no configuration.',
      1700998451: 'Dolby Digital Plus. Needs no configuration.',
      1716281667: 'Nothing of the sound is lost; STREAMINFO is the configuration.',
      1836069985: 'The same as sound format 10, told anew.',
    },
  ],
  [
    ['media.multichannelConfig.channelMapping'],
    {
      ...Object.fromEntries(SPEAKERS.entries()),
      255: 'There is sound, but nobody knows for which speaker.',
    },
  ],
  [
    ['media.multichannelConfig.channelFlags'],
    Object.fromEntries(SPEAKERS.map((words, bit) => [2 ** bit, words])),
  ],
  [
    fieldsOf('media', 'audioSpecificConfig', 'audioObjectType').concat(
      'media.audioSpecificConfig.innerObjectType',
      'media.audioSpecificConfig.extensionObjectType',
    ),
    AUDIO_OBJECT_TYPES,
  ],
  [
    [
      'media.audioSpecificConfig.channelConfiguration',
      'media.audioSpecificConfig.extensionChannelConfiguration',
    ],
    CHANNEL_CONFIGURATIONS,
  ],
  [
    ['media.audioSpecificConfig.frameLengthFlag'],
    { 0: 'What all players read.', 1: 'Radio has it; many decoders do not.' },
  ],
  [
    ['media.opusHead.channelMappingFamily'],
    {
      1: 'One to eight channels, the same order as Vorbis files have.',
      2: 'A sphere of sound around the listener, in components.',
      3: 'A sphere of sound, mixed from the streams by a table of numbers.',
      255: 'The channels are there, but not for which speakers.',
    },
  ],
  [
    ['media.opusPacket.code'],
    {
      0: 'It takes all the rest of the packet.',
      1: 'Each takes half of the rest.',
      2: 'The size of the first comes before it.',
      3: 'A byte with their number comes first.',
    },
  ],
  [
    ['media.flacMetadataBlock.blockType'],
    {
      0: 'Rate, channels, bits and sizes: all a decoder needs.',
      1: 'Zeros, as room for later changes.',
      2: 'Data of some program, by its registered name.',
      3: 'Where in a file to find which sample.',
      4: 'Title, artist and the like.',
      5: 'Tracks of a disc.',
      6: 'A cover picture.',
    },
  ],
  [
    ['media.flacFrame.blockingStrategy'],
    {
      0: 'The number behind counts frames. FFmpeg makes these.',
      1: 'The number behind counts samples.',
    },
  ],
  [
    ['media.flacFrame.sampleRate'],
    {
      0: 'Told once for the whole stream.',
      12: 'A whole number of kilohertz, behind the header.',
      13: 'A whole number of hertz, behind the header.',
      14: 'A number that counts 10 Hz, behind the header.',
      15: 'So that no header looks like the begin of a frame.',
    },
  ],
  [
    ['media.flacFrame.channels'],
    {
      ...MONO_STEREO,
      8: 'The right one is left less side.',
      9: 'The left one is side plus right.',
      10: 'The mean of both and their difference.',
    },
  ],
  [['media.flacFrame.bitDepth'], { 0: 'Told once for the whole stream.' }],
  [
    ['media.mp3Frame.version'],
    {
      0: 'No standard: rates of 8 to 12 kHz.',
      1: RESERVED,
      2: 'Rates of 16 to 24 kHz.',
      3: 'Rates of 32 to 48 kHz, which is usual.',
    },
  ],
  [
    ['media.mp3Frame.layer'],
    {
      0: RESERVED,
      1: 'MP3 proper.',
      2: 'Of radio and Video CD.',
      3: 'The simplest; hardly ever used.',
    },
  ],
  [
    ['media.mp3Frame.bitRateIndex'],
    {
      0: 'A rate that the table lacks: only the next frame shows the size.',
      15: 'No frame has it, so the reader is in the wrong place.',
    },
  ],
  [
    ['media.mp3Frame.mode'],
    {
      0: 'Left and right, each by itself.',
      1: 'Left and right, partly together.',
      2: 'Two independent programmes.',
      3: 'One channel.',
    },
  ],
  [
    ['media.mp3Frame.emphasis'],
    {
      0: 'What encoders write.',
      1: 'As on early discs.',
      2: RESERVED,
      3: 'As on telephone lines.',
    },
  ],
  [
    ['media.ac3Frame.fscod'],
    { 0: 'What video has.', 1: 'What discs have.', 2: 'Hardly ever used.', 3: RESERVED },
  ],
  [
    ['media.ac3Frame.bsmod'],
    {
      0: 'Everything there is to hear.',
      1: 'Without speech, to be mixed with some.',
      2: 'With words about what there is to see.',
      3: 'With speech made clearer.',
      4: 'Speech alone.',
      5: 'Words about the programme.',
      6: 'To be heard instead of all others.',
      7: 'A voice over it all, or music to sing to.',
    },
  ],
  [['media.ac3Frame.acmod', 'media.eac3Frame.acmod'], AC3_CODES],
  [
    ['media.eac3Frame.strmtyp'],
    {
      0: 'Can be played alone.',
      1: 'Adds to the independent one before it.',
      2: 'Can be turned back without loss of quality.',
      3: RESERVED,
    },
  ],
  [
    ['media.eac3Frame.fscod'],
    {
      0: 'What video has.',
      1: 'What discs have.',
      2: 'Hardly ever used.',
      3: '24, 22.05 or 16 kHz.',
    },
  ],
  [
    ['media.eac3Frame.numblkscod'],
    {
      0: '256 samples.',
      1: '512 samples.',
      2: '768 samples.',
      3: '1536 samples, as in AC-3; the usual one.',
    },
  ],
  [
    ['media.videoTagHeader.videoCommand', 'media.exVideoTagHeader.videoCommand'],
    { 0: SEEK_START, 1: SEEK_END },
  ],
  [
    ['media.exVideoTagHeader.fourCc', 'media.videoTrack.fourCc'],
    {
      1635135537: 'Free of fees, with OBUs instead of NAL units.',
      1635148593: 'H.264: the same as codec ID 7, told anew.',
      1752589105: 'H.265. Parameter sets come in the configuration.',
      1987063864: 'The free codec of WebM.',
      1987063865: 'The successor of VP8.',
      1987470129: 'H.266, the successor of HEVC.',
    },
  ],
  [
    ['media.avcConfiguration.profile'],
    {
      44: 'Studios: every picture by itself.',
      66: 'Simple: no B slices, no CABAC.',
      77: 'With B slices and CABAC.',
      83: 'Baseline in layers.',
      86: 'High in layers.',
      88: 'For lossy networks; hardly ever used.',
      100: 'With blocks of 8 × 8; the usual one for streams.',
      110: 'High with up to 10 bits.',
      118: 'Several views, for 3D.',
      122: 'High with more colour, for studios.',
      128: 'Two views, for 3D films on disc.',
      144: 'Taken back from the document.',
      244: 'A colour for each pixel.',
    },
  ],
  [
    ['media.avcConfiguration.compatibility', 'media.avcNalUnit.constraintFlags'],
    {
      4: 'With High: no B slices.',
      8: 'With High: frames only, no fields.',
      16: 'In Baseline and Main level 1b; in others: every picture by itself.',
      32: 'Extended decoders can read it.',
      64: 'Main decoders can read it.',
      128: 'Baseline decoders can read it.',
    },
  ],
  [
    fieldsOf(
      'media',
      'avcConfiguration avcNalUnit hevcConfiguration hevcNalUnit vvcConfiguration vvcNalUnit av1Obu',
      'chromaFormat',
    ),
    CHROMA,
  ],
  [
    ['media.avcNalUnit.nalUnitType'],
    {
      0: 'For private use.',
      2: 'Headers and how blocks move; the other parts are of no use without.',
      3: 'What is left of blocks that stand alone.',
      4: 'What is left of all other blocks.',
      10: 'The next picture is an IDR picture.',
      11: 'Nothing more comes.',
      13: 'About pictures with transparency.',
      14: 'About layers, before a unit that old decoders read.',
      15: 'The sequence parameter set of a higher layer.',
      19: 'A picture of transparency.',
      20: 'A slice of a higher layer or another view.',
    },
  ],
  [
    fieldsOf('media', 'avcNalUnit hevcNalUnit av1Obu vpConfiguration', 'colourPrimaries'),
    PRIMARIES,
  ],
  [
    fieldsOf('media', 'avcNalUnit hevcNalUnit av1Obu vpConfiguration', 'transferCharacteristics'),
    TRANSFERS,
  ],
  [
    fieldsOf('media', 'avcNalUnit hevcNalUnit av1Obu vpConfiguration', 'matrixCoefficients'),
    MATRICES,
  ],
  [
    ['media.avcNalUnit.primaryPicType'],
    {
      0: 'Stands for itself.',
      1: 'May look back.',
      2: 'May look back and ahead.',
      3: 'Stands for itself; a point to switch between streams.',
      4: 'Points to switch between streams.',
      5: 'Stands for itself.',
      6: 'May look back.',
      7: 'Nothing is ruled out.',
    },
  ],
  [
    ['media.avcNalUnit.seiPayloadType', 'media.hevcNalUnit.seiPayloadType'],
    {
      0: 'How full a decoder’s buffer is to be before it starts.',
      1: 'When to take the picture out, and whether fields are shown twice.',
      2: 'Which part to show on a narrower screen.',
      3: 'Means nothing, and takes room.',
      45: 'Two views for 3D lie in one picture.',
      47: 'How far to turn the picture.',
      129: 'Which video and sequence parameter sets hold now.',
      130: 'When to decode parts of a picture, for short delays.',
      132: 'A checksum of the decoded picture: decoders can test themselves.',
      136: 'Hours, minutes, seconds and frames, as editors count.',
      147: 'HLG in a stream that old players take for BT.709.',
      148: 'How bright the room was for which it was made.',
    },
  ],
  [
    fieldsOf('media', 'hevcConfiguration vvcConfiguration', 'tierFlag').concat(
      fieldsOf('media', 'av1Configuration av1Descriptor', 'seqTier0'),
    ),
    { 0: 'For everyone’s devices.', 1: 'More bits a second at the same level, for studios.' },
  ],
  [
    ['media.hevcConfiguration.profileIdc'],
    {
      1: '8 bits, 4:2:0; the usual one for streams.',
      2: '8 to 10 bits, 4:2:0; the one for HDR.',
      3: 'One picture, as HEIC files hold.',
      4: 'More bits and more colour, for studios.',
      5: 'Very many bits a second, for studios.',
      6: 'Several views, for 3D.',
      7: 'Main in layers.',
      8: 'Several views with depth.',
      9: 'Text and windows, with tools for what repeats.',
      10: 'Range extensions in layers.',
      11: 'Text and windows at very many bits a second.',
    },
  ],
  [
    ['media.hevcConfiguration.profileCompatibilityFlags'],
    {
      1048576: 'Profile 11.',
      2097152: 'Profile 10.',
      4194304: 'Profile 9.',
      8388608: 'Profile 8.',
      16777216: 'Profile 7.',
      33554432: 'Profile 6.',
      67108864: 'Profile 5.',
      134217728: 'Profile 4.',
      268435456: 'Profile 3.',
      536870912: 'Profile 2: set for Main streams, too.',
      1073741824: 'Profile 1.',
    },
  ],
  [
    ['media.hevcConfiguration.parallelismType'],
    {
      0: 'Nothing to go by.',
      1: 'Each slice of a picture by itself.',
      2: 'Each rectangle of a picture by itself.',
      3: 'Each row of blocks a little behind the one above.',
    },
  ],
  [
    ['media.hevcConfiguration.constantFrameRate'],
    {
      0: 'It may be constant or not.',
      1: 'All pictures come at one distance.',
      2: 'So they do if the highest layers are left out.',
    },
  ],
  [
    ['media.hevcParameterSets.type', 'media.hevcNalUnit.nalUnitType'],
    {
      2: `A player may switch up to any higher layer here. ${WITHOUT_REFERENCE}`,
      3: `A player may switch up to any higher layer here. ${WITH_REFERENCE}`,
      4: `A player may switch up to this layer here. ${WITHOUT_REFERENCE}`,
      5: `A player may switch up to this layer here. ${WITH_REFERENCE}`,
      6: `Shown before the point to start from, and complete all the same. ${WITHOUT_REFERENCE}`,
      7: `Shown before the point to start from, and complete all the same. ${WITH_REFERENCE}`,
      8: `Shown before the point to start from, and lost to who starts there. ${WITHOUT_REFERENCE}`,
      9: `Shown before the point to start from, and lost to who starts there. ${WITH_REFERENCE}`,
      36: 'The next picture is one to start from.',
      37: 'Nothing more comes.',
    },
  ],
  [
    ['media.hevcNalUnit.picType', 'media.vvcNalUnit.picType'],
    { 0: 'Stands for itself.', 1: 'May look back.', 2: 'May look back and ahead.' },
  ],
  [
    ['media.vvcConfiguration.profileIdc'],
    {
      1: 'Up to 10 bits, 4:2:0; the usual one.',
      17: 'Main 10 in layers.',
      33: 'Up to 10 bits with a colour for each pixel.',
      49: 'Main 10 4:4:4 in layers.',
      65: 'One picture.',
      97: 'One picture with a colour for each pixel.',
    },
  ],
  [
    ['media.vvcParameterSets.type', 'media.vvcNalUnit.nalUnitType'],
    {
      0: 'An ordinary picture, which needs others.',
      1: 'A player may switch up to this layer here.',
      2: 'Shown before the point to start from, and complete all the same.',
      3: 'Shown before the point to start from, and lost to who starts there.',
      12: 'Which layers can be taken together, and how large they are.',
      13: 'What a decoder has to bear in the whole stream.',
      17: 'Tables for filters and brightness that change from picture to picture.',
      18: 'Tables for filters and brightness that change from picture to picture.',
      19: 'What holds for all slices of one picture.',
      21: 'The next picture is one to start from.',
      22: 'Nothing more comes.',
    },
  ],
  [
    fieldsOf('media', 'av1Configuration av1Descriptor', 'seqProfile'),
    {
      0: '8 or 10 bits, 4:2:0: what players read.',
      1: 'With a colour for each pixel.',
      2: 'With 4:2:2, or 12 bits.',
    },
  ],
  [fieldsOf('media', 'av1Configuration av1Descriptor', 'chromaSamplePosition'), AV1_POSITIONS],
  [
    ['media.av1Descriptor.hdrWcgIdc'],
    {
      0: 'As ever.',
      1: 'BT.2020 without HDR.',
      2: 'PQ or HLG.',
      3: 'The sequence header may know.',
    },
  ],
  [
    ['media.av1Obu.type'],
    {
      3: 'Says how the tiles that follow are coded.',
      7: 'The same as one before, in case that was lost.',
      8: 'Some tiles of a very large picture.',
    },
  ],
  [
    ['media.av1Obu.metadataType'],
    {
      1: 'How bright pictures get.',
      2: 'The display it was mastered on.',
      3: 'Which layers there are.',
      4: 'Captions, HDR10+ and other things by country and maker.',
      5: 'Hours, minutes, seconds and frames.',
    },
  ],
  [
    ['media.av1Obu.frameType'],
    {
      ...KEY_INTER,
      2: 'Stands for itself, but does not empty the decoder’s memory as a key frame does.',
      3: 'Lets a player change to another size of the same stream.',
    },
  ],
  [
    ['media.vpConfiguration.chromaSubsampling'],
    {
      0: 'The colour lies between two rows.',
      1: 'The colour lies on the pixel at the upper left.',
      2: CHROMA[2]!,
      3: CHROMA[3]!,
    },
  ],
  [
    ['media.vpConfiguration.videoFullRangeFlag', 'media.vp9Frame.colorRange'],
    { 0: '16 is black, 235 is white.', 1: '0 is black, 255 is white.' },
  ],
  [['media.vp8Frame.interFrame', 'media.vp9Frame.frameType'], KEY_INTER],
  [
    ['media.vp9Frame.colorSpace'],
    {
      0: PRIMARIES[2]!,
      1: 'Standard definition.',
      2: PRIMARIES[1]!,
      3: PRIMARIES[6]!,
      4: PRIMARIES[7]!,
      5: PRIMARIES[9]!,
      6: RESERVED,
      7: 'Red, green and blue as they are, with a colour for each pixel.',
    },
  ],
  [
    ['state.direction.limitType'],
    { 0: 'This limit holds.', 1: 'The smaller one holds.', 2: 'Hard, if the one before was.' },
  ],
];

const BY_FIELD = new Map(SETS.flatMap(([ids, words]) => ids.map((id) => [id, words] as const)));

/** How Opus codes: by the first word of a configuration’s name. */
const OPUS_MODES: readonly (readonly [last: number, words: string])[] = [
  [11, 'SILK: for speech at few bits.'],
  [15, 'SILK for the deep half and CELT for the rest: for speech in good quality.'],
  [31, 'CELT: for music, and for the shortest delays.'],
];

/** What a value, or a bit, of a field means beyond its name; undefined where the name says all there is. */
export function valueWords(fieldId: string, value: number): string | undefined {
  if (fieldId === 'media.opusPacket.config') return OPUS_MODES.find(([last]) => value <= last)?.[1];
  const words = BY_FIELD.get(fieldId);
  return words && Object.hasOwn(words, value) ? words[value] : undefined;
}

/** Every field and value that has words here. */
export const VALUE_WORDS_KEYS: readonly (readonly [fieldId: string, value: number])[] = [
  ...BY_FIELD,
].flatMap(([id, words]) => Object.keys(words).map((value) => [id, Number(value)] as const));
