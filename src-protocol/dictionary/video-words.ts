import type { WordsByField, WordsOfFields } from './further-words.ts';

const ONES =
  'Muxers set them, and readers have to mask them off before they look at the number behind.';
const SHOWN =
  'A frame that is not shown is sent ahead, because frames that come later are built from it.';
const SLICES = 'A hint only: the slices say the same, each for itself.';
const KEY_MARK = 'If other bytes stand here, the frame is damaged or no key frame.';
const PARTS =
  'The first partition holds how each block moves, the others its remains; together the two numbers tell where they meet.';
const VP9_BITS = 'Behind it fields do not keep to bytes.';
const LIMITED =
  'Limited range is usual: 16 is black and 235 white. Taken for full range, pictures look pale; the other way, shadows drown.';
const WHOLE_PICTURE = 'Only a decoder of that codec can make sense of it.';
const AV1_DEPTH = 'The two bits together tell 8, 10 or 12.';
const COMPOSED =
  'Together with the other one: both set is 4:2:0, the one for columns alone 4:2:2, none 4:4:4.';

const PACKED =
  'Numbers here have no fixed width, and bytes are stuffed in, so the bytes stay together; what they say is calculated below.';
const LAYERS =
  'One is usual. More are for several views, or for the same picture with more pixels.';
const SUB_LAYERS =
  'One is usual. With more, a server can leave out the highest, and fewer pictures are left.';

/** The numbers of parameter sets. */
const SET_IDS: WordsOfFields = {
  setId:
    'What refers to the set names this number. A set with the number of one before takes its place.',
  sequenceSetId: 'A receiver that has not got that one cannot make sense of any slice.',
};

/** What picture parameter sets of AVC and HEVC have. */
const CODING: WordsOfFields = {
  initialQp: 'From 0, fine, to 51, coarse. Each slice tells its distance from it.',
  defaultReferences:
    'The first number is for looking back, the second for the other list of B slices.',
  weightedPrediction:
    'It helps where a scene fades. x264 and x265 use it for P slices unless told otherwise.',
  constrainedIntra:
    'Lost pictures then do less harm, at the cost of bits. Encoders for streams leave it off.',
};

/** What both records of AV1 have. */
const AV1_RECORD: WordsOfFields = {
  marker: 'With the version it makes the byte 81, by which the record is easily found.',
  version: 'Another number would be another layout, which no reader could guess.',
  highBitdepth: `${AV1_DEPTH} HDR needs 10.`,
  twelveBit: `${AV1_DEPTH} Only the Professional profile knows 12.`,
  monochrome: 'Cameras for looking at night make such pictures; encoders for streams do not.',
  chromaSubsamplingX: COMPOSED,
  chromaSubsamplingY: COMPOSED,
  chromaSamplePosition:
    'It tells between which pixels the colour lies; taken wrong, edges have faint fringes.',
  initialPresentationDelayPresent:
    'Encoders for streams leave it 0: who decodes in time need not be told.',
  initialPresentationDelayMinusOne:
    'So much is to be ready in advance that no picture comes late. Reserved if the bit before is 0.',
};

/** Further sentences on fields of video tags and what they carry. */
export const VIDEO_WORDS: WordsByField = {
  'media.videoTagHeader': {
    videoCommand: 'Between start and end of a seek, pictures are decoded quickly and not shown.',
    horizontalAdjustment: 'VP6 codes whole blocks of 16; this is what the last block has too much.',
    verticalAdjustment: 'VP6 codes whole blocks of 16; this is what the last block has too much.',
    offsetToAlpha: 'The picture with the transparency is a second VP6 frame behind the first.',
  },
  'media.exVideoTagHeader': {
    isExHeader: 'It was the top bit of the frame type, of which only numbers up to 5 were in use.',
  },
  'media.nalUnitEntry': {
    length24: 'Hardly any encoder chooses it. The header of the unit is counted.',
  },
  'media.byteStream': {
    units: 'Found by looking for start codes, as no length tells where a unit ends.',
    bytes:
      'A receiver that believes in lengths reads the first start code as a length of 1, and fails.',
  },
  'media.avcConfiguration': {
    chromaReserved: ONES,
    lumaReserved: ONES,
    depthReserved: ONES,
    extensions: 'They tell of pictures with transparency. It is 0 nearly always.',
    extensionLength: 'The header of the unit is counted, the length itself is not.',
  },
  'media.avcNalUnit': {
    primaryPicType: SLICES,
    referencePictures:
      'More of them cost the decoder memory; levels set the most. Ultra-fast settings of x264 keep one.',
    scan: 'Cameras for television make fields. Streams for the web are progressive nearly always.',
    ...SET_IDS,
    sliceGroups:
      'One is usual. More are allowed in Baseline and Extended only, and decoders of phones never learnt them.',
    ...CODING,
    transform8x8:
      'Only the High profiles have it, and older sets end before it. It packs smooth areas tighter.',
  },
  'media.hevcConfiguration': {
    profileSpace: 'Another number would give all profiles another meaning; none was ever defined.',
    profileCompatibilityFlags:
      'The first bit is that of profile 0. A stream in Main sets the bits of 1 and 2, as Main 10 decoders read Main, too.',
    nonPacked:
      'Clear says that two views for 3D may lie side by side in it, as a message beside it would tell.',
    frameOnly: 'x265 sets it unless it codes fields. Interlaced pictures come as fields in HEVC.',
    minSpatialSegmentationIdc:
      'With it a decoder could plan how many cores to use. 0 says nothing, and is usual.',
    parallelismType:
      'It is told for decoders with several cores; FFmpeg works it out from the picture parameter sets.',
    constantFrameRate: 'FFmpeg writes 0. When a frame is due, its timestamp says.',
    numTemporalLayers:
      'With more than one, a server could drop the highest and halve the frame rate.',
    temporalIdNested: 'Copied from the sequence parameter set. With one layer it has to be set.',
  },
  'media.hevcParameterSets': {
    type: '32, 33 and 34 are video, sequence and picture parameter sets; 39 is SEI.',
    count: 'One is usual. Each unit follows with its length in two bytes.',
  },
  'media.hevcNalUnit': {
    videoParameters: PACKED,
    ...SET_IDS,
    videoSetId: 'Nearly always 0: a stream of one layer needs but one video parameter set.',
    layers: LAYERS,
    subLayers: SUB_LAYERS,
    temporalNesting: 'If not, only at pictures that are marked for it: types TSA and STSA.',
    codingTreeBlock:
      '64 is what x265 takes; 16 is the smallest. Larger ones save bits where little happens.',
    reorderPictures:
      '0 says that pictures are shown as they come, without B slices that look ahead. Each one adds a picture of delay.',
    ...CODING,
    lossless: 'Only where an encoder was asked to; a whole stream of them is many times larger.',
    parallel:
      'Tiles are rectangles, wavefronts rows that start a little behind the row above. x265 makes wavefronts unless told otherwise.',
    picType: SLICES,
    firstSliceSegmentInPic:
      'It is the first bit behind the header, so that pictures can be counted without decoding.',
  },
  'media.vvcConfiguration': {
    ptlPresentFlag:
      'If clear, the record is a few bytes long, and all that stands in the parameter sets only.',
    olsIdx: 'A stream of one layer has one set, number 0.',
    numSublayers: 'With more than one, a server could drop the highest and halve the frame rate.',
    constantFrameRate: '0 says nothing, 1 constant, 2 constant in each temporal layer.',
    numBytesConstraintInfo: 'One says that there are no limits beyond those of the profile.',
    frameOnlyConstraintFlag: 'Fields are how interlaced television is coded.',
    multilayerEnabledFlag: 'Encoders for streams make one layer and leave it 0.',
    constraintInfoStart: 'The first one tells whether more bits mean anything at all.',
    constraintInfo:
      'Each set bit forbids a tool, so that simple decoders know that they can keep up.',
    sublayerLevelPresentFlags: 'The highest layer is left out: its level is that of the whole.',
    sublayerLevelIdc:
      'Sixteen times the level, and three for each step behind the point: 51 is 3.1.',
    numSubProfiles: '0 unless some industry made rules of its own.',
    subProfileIdc: 'A decoder that does not know the number may go by the profile alone.',
    maxPictureWidth: 'Pictures may be smaller: VVC can change the size without a new start.',
    maxPictureHeight: 'Pictures may be smaller: VVC can change the size without a new start.',
  },
  'media.vvcParameterSets': {
    type: '14, 15 and 16 are video, sequence and picture parameter sets. The numbers are others than in HEVC.',
  },
  'media.vvcNalUnit': {
    nuhReservedZeroBit: 'Kept for later editions; a decoder ignores units that set it.',
    ...SET_IDS,
    videoSetId: '0 says that there is none, and that the stream has one layer.',
    layers: LAYERS,
    subLayers: SUB_LAYERS,
    width:
      'The largest there is in the stream, less what is cropped; in a picture parameter set, that of its pictures.',
    height:
      'The largest there is in the stream, less what is cropped; in a picture parameter set, that of its pictures.',
    bitDepth:
      '10 is usual, as the Main profile has it. Nothing is told where the set holds rectangles with names.',
    codingTreeUnit:
      '128 is the largest, twice that of HEVC. Larger ones save bits where little happens.',
    partitioned: 'If not, a picture is one slice, and cores can share its work by rows only.',
    layerSet: 'A stream of one layer needs no such unit; encoders for streams send none.',
    profiles: 'The first is shown beside. Others belong to other layers or to parts of the stream.',
    apsParamsType:
      'Slices name the tables they need by number; new ones replace old ones of the same number.',
    apsId: 'Up to eight of a filter and of lists are kept, and four of curves.',
    irapOrGdr: 'Servers that cut at such pictures need not look into slices.',
    picType: SLICES,
  },
  'media.av1Configuration': AV1_RECORD,
  'media.av1Descriptor': {
    ...AV1_RECORD,
    descriptorTag: 'The number by which a transport stream tells this record from others.',
    descriptorLength: 'With the two bytes before them, the record has six.',
    hdrWcgIdc: 'It saves a look into the sequence header, which has the exact codes.',
  },
  'media.av1Obu': {
    forbiddenBit: 'A 1 marks damage, or that this is no AV1.',
    type: 'In a message: a sequence header where a key frame begins, then frames. Temporal delimiters are left out.',
    extensionFlag: 'Set only where a stream has layers, as in video conferences.',
    temporalId: 'Without the highest layer fewer pictures are left, and they still play.',
    spatialId: 'Higher layers are the same picture with more pixels.',
    extensionReserved: 'Kept for later editions; readers do not look.',
    sizeMore: 'A size up to 127 takes one byte, up to 16,383 two. Eight bytes are the most.',
    sizeBits: 'The first byte has the lowest seven bits, so the number reads backwards.',
    width: 'The sequence header tells the largest; each frame may be smaller.',
    height: 'The sequence header tells the largest; each frame may be smaller.',
    metadataType: 'The first two matter to players of HDR; 4 has captions and HDR10+.',
    frameType:
      'Decoding starts at a key frame. A switch frame lets a player change to another size without one.',
    showFrame: SHOWN,
    showExistingFrame:
      'Nothing is decoded for it: a few bits say which of the eight kept frames is due.',
  },
  'media.vpConfiguration': {
    boxVersion: 'A reader that expects the bare record finds 1 where a profile should be.',
    boxFlags: 'Every full box of an MP4 file has them; here they mean nothing.',
    profile: 'VP9 has 0 to 3: odd ones allow more than 4:2:0, from 2 on more than 8 bits.',
    bitDepth: '8 is usual; HDR needs 10.',
    chromaSubsampling:
      'For 4:2:0 there are two numbers, by where the colour lies between the pixels.',
    videoFullRangeFlag: LIMITED,
    codecInitializationDataSize: 'The field is there for codecs that might come after them.',
    codecInitializationData: 'Key frames of both say all that a decoder needs.',
  },
  'media.vp8Frame': {
    partSizeLow: PARTS,
    showFrame: SHOWN,
    version:
      '0 has the best filters; encoders choose it always. Higher ones were for slow devices.',
    interFrame: 'The sense is the other way round than one expects: 0 is the key frame.',
    partSizeHigh: PARTS,
    firstPartSize: 'It cannot be larger than what is left of the frame.',
    startCode: KEY_MARK,
    widthCode: 'Scaling asks a player to enlarge the picture; it is 0 nearly always.',
    width: 'Not told in other frames: they keep that of the key frame.',
    heightCode: 'Scaling asks a player to enlarge the picture; it is 0 nearly always.',
    height: 'Not told in other frames: they keep that of the key frame.',
    data: WHOLE_PICTURE,
  },
  'media.vp9Frame': {
    frameMarker: 'Another number marks damage, or that this is no VP9.',
    profileLowBit:
      'It stands before the high bit. Profile 3 has one more bit behind, which is reserved.',
    profileHighBit: 'From profile 2 on, colours may have 10 or 12 bits.',
    showExistingFrame:
      'Nothing is decoded then, and three bits say which of the eight kept frames is due.',
    frameToShow: 'It counts the eight places in which a decoder keeps frames.',
    frameType: 'The sense is the other way round than one expects: 0 is the key frame.',
    showFrame: SHOWN,
    errorResilientMode:
      'The frame then takes over no statistics from those before; that costs some bits.',
    syncCode: KEY_MARK,
    colorSpace: 'Profile 0 has 4:2:0 only, so sRGB, which is never reduced, needs another.',
    colorRange: LIMITED,
    frameWidthMinus1: `Any width up to 65,536. ${VP9_BITS}`,
    frameHeightMinus1: `Any height up to 65,536. ${VP9_BITS}`,
    headerBits: 'Up to the next whole byte: they begin what is left of the header.',
    data: `${VP9_BITS} ${WHOLE_PICTURE}`,
  },
};
