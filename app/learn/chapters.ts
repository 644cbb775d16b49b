/** A chapter of the article, as lists of chapters show it. */
export interface Chapter {
  /** Part of links, and the name of the file: never changed. */
  readonly id: string;
  readonly title: string;
  /** Chapters that it builds on, by their ids; those build on others in turn. */
  readonly after?: readonly string[];
  /** What the reader knows afterwards, in one sentence. */
  readonly teaches: string;
  readonly minutes: number;
  /** The sample it is bound to, by its id in the gallery. */
  readonly sample: string;
  /** Sections that it explains: a document and its sections, as citations write them. */
  readonly covers: readonly CoveredSections[];
}

/** Sections of one document. */
export interface CoveredSections {
  readonly document: 'rtmp' | 'errata' | 'amf0' | 'amf3' | 'flv' | 'ertmp' | 'pcap' | 'pcapng';
  readonly sections: readonly string[];
}

/** The chapters, in the order in which they are read. */
export const CHAPTERS: readonly Chapter[] = [
  {
    id: 'bytes',
    title: 'Bytes and their order',
    teaches:
      'You can read a number from a hex dump, and know the two places where RTMP turns it round.',
    minutes: 6,
    sample: 'ffmpeg-publish',
    covers: [
      { document: 'rtmp', sections: ['4'] },
      { document: 'errata', sections: ['4'] },
      { document: 'ertmp', sections: ['Simple Data Types'] },
    ],
  },
  {
    id: 'capture',
    title: 'From the cable to the stream',
    after: ['bytes'],
    teaches:
      'You know what a capture holds, and how TCP segments become one stream of bytes for each direction.',
    minutes: 8,
    sample: 'ffmpeg-publish',
    covers: [{ document: 'rtmp', sections: ['5'] }],
  },
  {
    id: 'handshake',
    title: 'Shaking hands',
    after: ['capture'],
    teaches: 'You can name every byte of a handshake, and say who has to wait for whom.',
    minutes: 8,
    sample: 'gstreamer-128',
    covers: [
      { document: 'rtmp', sections: ['5.2', '5.2.1', '5.2.2', '5.2.3', '5.2.4', '5.2.5'] },
      { document: 'errata', sections: ['3'] },
    ],
  },
  {
    id: 'digest',
    title: 'A signature among random bytes',
    after: ['handshake'],
    teaches: 'You can find the digest that some clients hide in C1, and compute it yourself.',
    minutes: 9,
    sample: 'rtmpdump-recorded',
    covers: [{ document: 'rtmp', sections: ['5.2.3'] }],
  },
  {
    id: 'basic-header',
    title: 'One, two or three bytes',
    after: ['handshake'],
    teaches: 'You can tell from the first byte of a chunk where its header ends.',
    minutes: 6,
    sample: 'long-chunk-stream-ids',
    covers: [
      { document: 'rtmp', sections: ['5.3.1', '5.3.1.1'] },
      { document: 'errata', sections: ['4.1'] },
    ],
  },
  {
    id: 'message-header',
    title: 'Four headers, eleven bytes to none',
    after: ['basic-header'],
    teaches: 'You know what each type of header leaves out, and what that saves.',
    minutes: 8,
    sample: 'obs-publish',
    covers: [
      {
        document: 'rtmp',
        sections: [
          '5.1',
          '5.3.1.2',
          '5.3.1.2.1',
          '5.3.1.2.2',
          '5.3.1.2.3',
          '5.3.1.2.4',
          '5.3.1.2.5',
        ],
      },
      { document: 'errata', sections: ['4.2'] },
    ],
  },
  {
    id: 'memory',
    title: 'What a chunk stream remembers',
    after: ['message-header'],
    teaches: 'You can work out every value that a header left out, and say where it came from.',
    minutes: 8,
    sample: 'obs-publish',
    covers: [{ document: 'rtmp', sections: ['5.3.1.2.4', '5.3.2', '5.3.2.1'] }],
  },
  {
    id: 'interleaving',
    title: 'Two messages at once',
    after: ['memory'],
    teaches: 'You can follow two messages whose chunks alternate, and say why they do.',
    minutes: 6,
    sample: 'interleaved',
    covers: [
      { document: 'rtmp', sections: ['5.3', '5.3.2.2'] },
      { document: 'errata', sections: ['5.2'] },
    ],
  },
  {
    id: 'chunk-size',
    title: 'Where a message is cut',
    after: ['memory'],
    teaches:
      'You know why a byte such as c3 stands in the middle of a string, and when the size changes.',
    minutes: 7,
    sample: 'ffmpeg-publish',
    covers: [{ document: 'rtmp', sections: ['5.4.1'] }],
  },
  {
    id: 'extended-timestamp',
    title: 'The timestamp that does not fit',
    after: ['memory', 'chunk-size'],
    teaches:
      'You know the field that more programs get wrong than any other, and both ways to read it.',
    minutes: 8,
    sample: 'extended-timestamps',
    covers: [
      { document: 'rtmp', sections: ['5.3.1.3'] },
      { document: 'errata', sections: ['5', '5.1'] },
    ],
  },
  {
    id: 'protocol-control',
    title: 'Messages that change the rules',
    after: ['chunk-size'],
    teaches:
      'You can recognise the five protocol control messages, and know that they act at once.',
    minutes: 7,
    sample: 'abort',
    covers: [
      { document: 'rtmp', sections: ['5.4', '5.4.2'] },
      { document: 'errata', sections: ['6'] },
    ],
  },
  {
    id: 'acknowledgements',
    title: 'How much may be under way',
    after: ['protocol-control'],
    teaches:
      'You can check whether both sides keep to their windows, with the numbers on the wire.',
    minutes: 8,
    sample: 'acknowledgements',
    covers: [{ document: 'rtmp', sections: ['5.4.3', '5.4.4', '5.4.5'] }],
  },
  {
    id: 'user-control',
    title: 'Events and pings',
    after: ['protocol-control'],
    teaches: 'You know what each user control event says, and which ones no specification has.',
    minutes: 6,
    sample: 'control-messages',
    covers: [{ document: 'rtmp', sections: ['6.2', '7.1.7'] }],
  },
  {
    id: 'messages',
    title: 'What a message is',
    after: ['message-header'],
    teaches:
      'You know the types of messages, and why the header in the document is never on the wire.',
    minutes: 6,
    sample: 'obs-publish',
    covers: [
      { document: 'rtmp', sections: ['6', '6.1', '6.1.1', '6.1.2', '7', '7.1', '7.1.1', '7.1.2'] },
      { document: 'errata', sections: ['7', '7.1'] },
    ],
  },
  {
    id: 'amf0',
    title: 'AMF0 by hand',
    after: ['messages'],
    teaches: 'You can read the values of a command from its bytes, one marker after the other.',
    minutes: 10,
    sample: 'obs-publish',
    covers: [
      {
        document: 'amf0',
        sections: ['1.3', '1.3.1', '2.1', '2.2', '2.3', '2.4', '2.5', '2.7', '2.10', '2.11'],
      },
      { document: 'rtmp', sections: ['7.1.1'] },
    ],
  },
  {
    id: 'amf3',
    title: 'When AMF0 turns into AMF3',
    after: ['amf0'],
    teaches: 'You know the byte before the values, and where AMF3 begins and ends.',
    minutes: 7,
    sample: 'amf3',
    covers: [
      { document: 'errata', sections: ['7.2'] },
      { document: 'amf0', sections: ['3.1'] },
      { document: 'amf3', sections: ['1.3.1', '2.2', '3.1'] },
      { document: 'rtmp', sections: ['7.1.1', '7.1.2'] },
      {
        document: 'ertmp',
        sections: [
          'Action Message Format (AMF): AMF0 and AMF3',
          'Enabling AMF3 in RTMP',
          'Enabling AMF3 in FLV',
          'Important AMF3-encoded Historical Specification Clarification',
        ],
      },
    ],
  },
  {
    id: 'publish',
    title: 'From connect to the first picture',
    after: ['messages', 'amf0'],
    teaches: 'You can follow a publisher through every command, and say at which one it failed.',
    minutes: 10,
    sample: 'obs-publish',
    covers: [
      {
        document: 'rtmp',
        sections: [
          '7.2',
          '7.2.1',
          '7.2.1.1',
          '7.2.1.2',
          '7.2.1.3',
          '7.2.2',
          '7.2.2.6',
          '7.3',
          '7.3.1',
          '7.3.3',
        ],
      },
      { document: 'errata', sections: ['8', '8.1', '8.1.1', '8.1.2', '8.1.3', '8.1.4', '8.2'] },
    ],
  },
  {
    id: 'undocumented',
    title: 'Commands that no specification has',
    after: ['publish'],
    teaches:
      'You know releaseStream, FCPublish and their kin, who needs them, and which may be ignored.',
    minutes: 7,
    sample: 'obs-publish',
    covers: [
      { document: 'rtmp', sections: ['7.2'] },
      { document: 'errata', sections: ['8.1.5', '8.1.6'] },
    ],
  },
  {
    id: 'play',
    title: 'Playing, pausing, seeking',
    after: ['publish', 'user-control'],
    teaches: 'You can follow a player through a recording, and know what each onStatus promises.',
    minutes: 9,
    sample: 'pause-and-seek',
    covers: [
      {
        document: 'rtmp',
        sections: ['7.2.2.1', '7.2.2.2', '7.2.2.3', '7.2.2.4', '7.2.2.5', '7.2.2.7', '7.2.2.8'],
      },
      { document: 'errata', sections: ['8.3'] },
    ],
  },
  {
    id: 'media',
    title: 'Sound and pictures',
    after: ['messages'],
    teaches:
      'You can read the first bytes of an audio or video message, and know why sequence headers come first.',
    minutes: 9,
    sample: 'ffmpeg-publish',
    covers: [
      { document: 'rtmp', sections: ['7.1.4', '7.1.5'] },
      { document: 'flv', sections: ['E.4.2.1', 'E.4.2.2', 'E.4.3.1', 'E.4.3.2'] },
      {
        document: 'ertmp',
        sections: ['Pre 2023 AudioTagHeader Format', 'Pre 2023 VideoTagHeader Format'],
      },
    ],
  },
  {
    id: 'aggregates',
    title: 'Messages inside messages, and shared objects',
    after: ['messages', 'amf0'],
    teaches: 'You can take an Aggregate apart, and know what a shared object is when you meet one.',
    minutes: 8,
    sample: 'aggregate',
    covers: [{ document: 'rtmp', sections: ['7.1.3', '7.1.6', '7.3.2'] }],
  },
  {
    id: 'enhanced',
    title: 'Enhanced RTMP',
    after: ['media', 'amf0'],
    teaches:
      'You can read messages that name their codec by four letters, with tracks and modifiers.',
    minutes: 10,
    sample: 'enhanced-hevc-opus',
    covers: [
      {
        document: 'ertmp',
        sections: [
          'RTMP Message Format',
          'Enhancements to RTMP and FLV',
          'Enhancing onMetaData',
          'Enhanced Audio',
          'Enhanced Video',
          'Metadata Frame',
          'Enhancing NetConnection connect Command',
          'Multitrack Streaming via Enhanced RTMP',
          'Introduction to Multitrack Capabilities',
          'Multitrack Media Message Guidelines',
          'SCRIPTDATA Multitrack Parameter Handling',
          'Reconnect Request',
          'NetConnection Commands',
          'Message Flow When Handling NetConnection.Connect.ReconnectRequest',
          'Detailed Overview of the onStatus Command for NetConnection',
          'HDR Formats (Informative)',
          'ExAudioTagHeader',
          'ExAudioTagBody',
          'ExVideoTagHeader',
          'ExVideoTagBody',
        ],
      },
    ],
  },
  {
    id: 'endings',
    title: 'Endings and errors',
    after: ['publish', 'play'],
    teaches: 'You know how a session ends well, and what the ways to fail look like on the wire.',
    minutes: 7,
    sample: 'refused',
    covers: [
      { document: 'rtmp', sections: ['7.2.2.3', '7.2.2'] },
      { document: 'errata', sections: ['8.3'] },
    ],
  },
  {
    id: 'broken',
    title: 'Reading a broken capture',
    after: ['capture', 'memory', 'chunk-size'],
    teaches:
      'You know what a gap, a late start and a cut packet do to a reader, and what can still be trusted.',
    minutes: 8,
    sample: 'segment-lost',
    covers: [
      { document: 'rtmp', sections: ['5.3.1.2.1'] },
      { document: 'errata', sections: ['5.2'] },
    ],
  },
];

/** The chapter with this id, and its neighbours. */
export function chapterById(
  id: string,
): { chapter: Chapter; number: number; before?: Chapter; after?: Chapter } | undefined {
  const index = CHAPTERS.findIndex((one) => one.id === id);
  const chapter = CHAPTERS[index];
  if (!chapter) return undefined;
  const before = CHAPTERS[index - 1];
  const after = CHAPTERS[index + 1];
  return { chapter, number: index + 1, ...(before && { before }), ...(after && { after }) };
}
