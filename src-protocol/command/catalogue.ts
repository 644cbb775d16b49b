import { type Citation, errata, ertmp, flv, practice, rtmp } from '../dictionary/citation.ts';

/** An argument: its name, its type in words, and what it says. */
export interface ArgumentInfo {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly unit?: 'ms' | 's' | 'kbit/s' | 'bytes';
  readonly optional?: true;
  /** Stands for all arguments from here on. */
  readonly repeats?: true;
  /** A stream name: whoever knows it may be able to publish. Masked where people ask for that. */
  readonly key?: true;
}

/** A command or data message by name. */
export interface CommandInfo {
  readonly name: string;
  /** Whose method is called: that of the connection (message stream 0), of a stream, or a data handler. */
  readonly on: 'NetConnection' | 'NetStream' | 'data';
  readonly from: 'client' | 'server' | 'either';
  /** After command name, transaction ID and command object; for data, after the name. */
  readonly arguments: readonly ArgumentInfo[];
  /** What the command object is, where it is not null. */
  readonly object?: ArgumentInfo;
  /** What answers it, in words. */
  readonly answer: string;
  /** The third value of `_result`, where it is not null, and what follows it. */
  readonly resultObject?: ArgumentInfo;
  readonly result?: readonly ArgumentInfo[];
  /** Whether a document describes it, rather than only the programs that send it. */
  readonly documented: boolean;
  readonly see: Citation;
  readonly text: string;
}

const none: readonly ArgumentInfo[] = [];
const argument = (
  name: string,
  type: string,
  text: string,
  more: Partial<ArgumentInfo> = {},
): ArgumentInfo => ({ name, type, text, ...more });

const streamName = argument(
  'stream name',
  'String',
  'The stream; for a publisher often a secret key.',
  { key: true },
);
const information = argument(
  'info object',
  'Object',
  'What happened: level, code, description and more.',
);

/** Commands to the connection: message stream 0 (RTMP 1.0 §7.2.1). */
const NET_CONNECTION: readonly CommandInfo[] = [
  {
    name: 'connect',
    on: 'NetConnection',
    from: 'client',
    object: argument('command object', 'Object', 'Who connects, to what, and what it can do.'),
    arguments: [
      argument('optional user argument', 'any', 'For the application on the server.', {
        optional: true,
        repeats: true,
      }),
    ],
    answer: '_result or _error with transaction ID 1',
    resultObject: argument('properties', 'Object', 'What the server is and can do.'),
    result: [
      argument(
        'information',
        'Object',
        'Whether the connection is accepted: level, code, description.',
      ),
    ],
    documented: true,
    see: rtmp('7.2.1.1').amendedBy(errata('8.1')),
    text: 'Asks for a connection to an application of the server. Nothing else may come first.',
  },
  {
    name: 'close',
    on: 'NetConnection',
    from: 'either',
    arguments: none,
    answer: 'nothing; the TCP connection ends',
    documented: false,
    see: rtmp('7.2.1'),
    text: 'Ends the connection. Named in the document, never described.',
  },
  {
    name: 'createStream',
    on: 'NetConnection',
    from: 'client',
    arguments: none,
    answer: '_result with the new message stream ID',
    result: [
      argument('stream ID', 'Number', 'The message stream to publish or play on from now on.'),
    ],
    documented: true,
    see: rtmp('7.2.1.3'),
    text: 'Asks for a message stream, on which to publish or play.',
  },
  {
    name: 'deleteStream',
    on: 'NetConnection',
    from: 'client',
    arguments: [argument('stream ID', 'Number', 'The message stream that is no longer needed.')],
    answer: 'nothing is required',
    documented: true,
    see: rtmp('7.2.2.3').amendedBy(errata('8.3')),
    text: 'Gives a message stream back. Sent on message stream 0, the stream’s number as argument.',
  },
  {
    name: 'releaseStream',
    on: 'NetConnection',
    from: 'client',
    arguments: [streamName],
    answer: '_result, _error or nothing; none of them matters',
    documented: false,
    see: practice('FFmpeg, librtmp, OBS'),
    text: 'Frees a stream name that an earlier publisher left occupied. A habit of Flash encoders.',
  },
  {
    name: 'FCPublish',
    on: 'NetConnection',
    from: 'client',
    arguments: [streamName],
    answer: '_result, or the command onFCPublish, or nothing',
    documented: false,
    see: practice('FFmpeg, librtmp, OBS'),
    text: 'Announces a publication to scripts on the server, before publish. Optional.',
  },
  {
    name: 'FCUnpublish',
    on: 'NetConnection',
    from: 'client',
    arguments: [streamName],
    answer: '_result, or the command onFCUnpublish, or nothing',
    documented: false,
    see: practice('FFmpeg, librtmp'),
    text: 'Announces the end of a publication.',
  },
  {
    name: 'onFCPublish',
    on: 'NetConnection',
    from: 'server',
    arguments: [{ ...information, optional: true }],
    answer: 'nothing',
    documented: false,
    see: practice('SRS, FFmpeg'),
    text: 'Answers FCPublish. FFmpeg’s own server sends the bare name.',
  },
  {
    name: 'onFCUnpublish',
    on: 'NetConnection',
    from: 'server',
    arguments: [{ ...information, optional: true }],
    answer: 'nothing',
    documented: false,
    see: practice('SRS'),
    text: 'Answers FCUnpublish.',
  },
  {
    name: 'FCSubscribe',
    on: 'NetConnection',
    from: 'client',
    arguments: [streamName],
    answer: 'the command onFCSubscribe',
    documented: false,
    see: practice('librtmp, FFmpeg'),
    text: 'Asks a distribution network to fetch a stream before it is played.',
  },
  {
    name: 'FCUnsubscribe',
    on: 'NetConnection',
    from: 'client',
    arguments: [streamName],
    answer: 'the command onFCUnsubscribe',
    documented: false,
    see: practice('distribution networks, from memory'),
    text: 'Takes FCSubscribe back.',
  },
  {
    name: 'onFCSubscribe',
    on: 'NetConnection',
    from: 'server',
    arguments: [{ ...information, optional: true }],
    answer: 'nothing',
    documented: false,
    see: practice('librtmp'),
    text: 'Answers FCSubscribe; some players wait for it before play.',
  },
  {
    name: 'onFCUnsubscribe',
    on: 'NetConnection',
    from: 'server',
    arguments: [{ ...information, optional: true }],
    answer: 'nothing',
    documented: false,
    see: practice('librtmp'),
    text: 'Says that the stream is no longer fetched.',
  },
  {
    name: 'onBWDone',
    on: 'NetConnection',
    from: 'server',
    arguments: [
      argument('bandwidth', 'Number', 'The bandwidth found; some servers put 8192 here.', {
        optional: true,
        unit: 'kbit/s',
      }),
    ],
    answer: 'nothing, or _checkbw from the client',
    documented: false,
    see: practice('FFmpeg, SRS'),
    text: 'Says that no bandwidth test goes on (any more). Sent right after connect by many servers.',
  },
  {
    name: '_checkbw',
    on: 'NetConnection',
    from: 'client',
    arguments: none,
    answer: '_result, rounds of _onbwcheck, or _error',
    documented: false,
    see: practice('librtmp, FFmpeg'),
    text: 'Asks for a bandwidth test.',
  },
  {
    name: 'checkBandwidth',
    on: 'NetConnection',
    from: 'client',
    arguments: none,
    answer: 'rounds of onBWCheck, then onBWDone',
    documented: false,
    see: practice('Wireshark'),
    text: 'Asks for a bandwidth test, the older way.',
  },
  ...(['_onbwcheck', 'onBWCheck'] as const).map((name): CommandInfo => ({
    name,
    on: 'NetConnection',
    from: 'server',
    arguments: [
      argument('payload', 'any', 'Filler that grows from round to round.', {
        optional: true,
        repeats: true,
      }),
    ],
    answer: '_result with a counter',
    result: [argument('counter', 'Number', 'How many rounds the client has seen.')],
    documented: false,
    see: practice('librtmp'),
    text: 'One round of a bandwidth test: the server measures how long the answer takes.',
  })),
  {
    name: '_onbwdone',
    on: 'NetConnection',
    from: 'server',
    arguments: [
      argument('bandwidth', 'Number', 'The bandwidth found.', { optional: true, unit: 'kbit/s' }),
      argument('delta down', 'Number', 'Amount of data sent in the test.', { optional: true }),
      argument('delta time', 'Number', 'How long it took.', { optional: true }),
      argument('latency', 'Number', 'The delay found.', { optional: true, unit: 'ms' }),
    ],
    answer: 'nothing',
    documented: false,
    see: practice('librtmp'),
    text: 'The result of a bandwidth test.',
  },
  {
    name: 'getStreamLength',
    on: 'NetConnection',
    from: 'client',
    arguments: [streamName],
    answer: '_result with the length',
    result: [
      argument('length', 'Number', 'Length of the recording; 0 or absent for live.', { unit: 's' }),
    ],
    documented: false,
    see: practice('FFmpeg'),
    text: 'Asks how long a recording is.',
  },
  {
    name: 'secureTokenResponse',
    on: 'NetConnection',
    from: 'client',
    arguments: [argument('token', 'String', 'The server’s challenge, decrypted.')],
    answer: 'nothing',
    documented: false,
    see: practice('librtmp'),
    text: 'Answers the secureToken of connect’s result (Wowza).',
  },
  {
    name: 'NetStream.Authenticate.UsherToken',
    on: 'NetConnection',
    from: 'client',
    arguments: [argument('token', 'String', 'The token.')],
    answer: 'nothing known',
    documented: false,
    see: practice('librtmp'),
    text: 'Presents a token (Justin.tv). A command, although it looks like a status code.',
  },
  {
    name: 'ping',
    on: 'NetConnection',
    from: 'server',
    arguments: none,
    answer: 'the command pong with the same transaction ID',
    documented: false,
    see: practice('librtmp'),
    text: 'Are you there? Not to be confused with the PingRequest event.',
  },
  {
    name: 'pong',
    on: 'NetConnection',
    from: 'client',
    arguments: none,
    answer: 'nothing',
    documented: false,
    see: practice('librtmp'),
    text: 'Answers ping.',
  },
  {
    name: 'set_playlist',
    on: 'NetConnection',
    from: 'client',
    arguments: [argument('playlist', 'ECMA Array', 'Stream names by position.')],
    answer: 'the command playlist_ready',
    documented: false,
    see: practice('librtmp'),
    text: 'Hands a playlist to the server.',
  },
  {
    name: 'playlist_ready',
    on: 'NetConnection',
    from: 'server',
    arguments: none,
    answer: 'nothing',
    documented: false,
    see: practice('librtmp'),
    text: 'The playlist is there; play may begin.',
  },
  {
    name: 'bgHasStream',
    on: 'NetConnection',
    from: 'client',
    arguments: [streamName],
    answer: 'nothing known',
    documented: false,
    see: practice('librtmp, in code that is switched off'),
    text: 'Asks whether a stream exists.',
  },
  {
    name: 'initStream',
    on: 'NetConnection',
    from: 'client',
    arguments: none,
    answer: 'nothing known',
    documented: false,
    see: practice('Flash with Flash Media Server 4'),
    text: 'Sent before createStream by some players.',
  },
  ...(['DVRGetStreamInfo', 'DVRSetStreamInfo', 'DVRSubscribe'] as const).map(
    (name): CommandInfo => ({
      name,
      on: 'NetConnection',
      from: 'client',
      arguments: [
        argument('stream', 'String or Object', 'The stream, or facts about it.', {
          optional: true,
        }),
      ],
      answer: '_result',
      documented: false,
      see: practice('Flash Media Live Encoder'),
      text: 'About recording a live stream on the server (DVRCast).',
    }),
  ),
  {
    name: 'setPeerInfo',
    on: 'NetConnection',
    from: 'client',
    arguments: [argument('address', 'String', 'An address of the client.', { repeats: true })],
    answer: 'nothing',
    documented: false,
    see: practice('rtmfp-cpp'),
    text: 'Belongs to RTMFP: where other clients may reach this one.',
  },
  {
    name: '_result',
    on: 'NetConnection',
    from: 'either',
    arguments: [
      argument('response', 'any', 'What the call gives back.', { optional: true, repeats: true }),
    ],
    answer: 'nothing',
    documented: true,
    see: rtmp('7.2.1'),
    text: 'Answers the call with the same transaction ID: it succeeded.',
  },
  {
    name: '_error',
    on: 'NetConnection',
    from: 'either',
    arguments: [
      argument('information', 'Object', 'Why not: level error, code, description.', {
        optional: true,
      }),
      argument('response', 'any', 'Anything more.', { optional: true, repeats: true }),
    ],
    answer: 'nothing',
    documented: true,
    see: rtmp('7.2.1').amendedBy(errata('8.1.6')),
    text: 'Answers the call with the same transaction ID: it failed. May ask for authentication.',
  },
];

/** Commands to a stream: on the message stream that createStream gave (RTMP 1.0 §7.2.2). */
const NET_STREAM: readonly CommandInfo[] = [
  {
    name: 'publish',
    on: 'NetStream',
    from: 'client',
    arguments: [
      argument('publishing name', 'String', 'Under which name; often a secret key.', { key: true }),
      argument(
        'publishing type',
        'String',
        'live, record (also keep it) or append (add to a recording). Left out: live.',
        {
          optional: true,
        },
      ),
    ],
    answer: 'onStatus with NetStream.Publish.Start, or why not',
    documented: true,
    see: rtmp('7.2.2.6'),
    text: 'Begins to send audio, video and data to the server under a name.',
  },
  {
    name: 'play',
    on: 'NetStream',
    from: 'client',
    arguments: [
      argument(
        'stream name',
        'String',
        'What to play; mp4: or mp3: in front tells the kind of file.',
        { key: true },
      ),
      argument(
        'start',
        'Number',
        '−2: live, or else recorded; −1: live only; from 0 on: where to begin in the recording. Flash, librtmp and FFmpeg send milliseconds, so that −2000 and −1000 appear.',
        {
          optional: true,
          unit: 's',
        },
      ),
      argument(
        'duration',
        'Number',
        '−1: to the end; 0: one frame; otherwise how long. In milliseconds from the same programs.',
        {
          optional: true,
          unit: 's',
        },
      ),
      argument('reset', 'Boolean or Number', 'Whether to forget the playlist before.', {
        optional: true,
      }),
    ],
    answer: 'Stream Begin, then onStatus with NetStream.Play.Start, or why not',
    documented: true,
    see: rtmp('7.2.2.1'),
    text: 'Asks for a stream. Several in a row make a playlist.',
  },
  {
    name: 'play2',
    on: 'NetStream',
    from: 'client',
    arguments: [
      argument(
        'parameters',
        'Object',
        'streamName, oldStreamName, start, len, offset, transition.',
      ),
    ],
    answer: 'onStatus with NetStream.Play.Transition',
    documented: true,
    see: rtmp('7.2.2.2'),
    text: 'Changes to another version of the same stream, such as another bit rate.',
  },
  {
    name: 'closeStream',
    on: 'NetStream',
    from: 'client',
    arguments: none,
    answer: 'nothing',
    documented: false,
    see: rtmp('7.2.2'),
    text: 'Stops playing or publishing and keeps the message stream. Named in the document, never described.',
  },
  {
    name: 'receiveAudio',
    on: 'NetStream',
    from: 'client',
    arguments: [argument('bool flag', 'Boolean', 'Whether audio is wanted.')],
    answer: 'for true, onStatus with NetStream.Seek.Notify and NetStream.Play.Start',
    documented: true,
    see: rtmp('7.2.2.4'),
    text: 'Switches audio on or off.',
  },
  {
    name: 'receiveVideo',
    on: 'NetStream',
    from: 'client',
    arguments: [
      argument('bool flag', 'Boolean', 'Whether video is wanted; some players send a frame rate.'),
    ],
    answer: 'for true, onStatus with NetStream.Seek.Notify and NetStream.Play.Start',
    documented: true,
    see: rtmp('7.2.2.5'),
    text: 'Switches video on or off.',
  },
  {
    name: 'seek',
    on: 'NetStream',
    from: 'client',
    arguments: [
      argument('milliseconds', 'Number', 'Where to go in the recording.', { unit: 'ms' }),
    ],
    answer: 'onStatus with NetStream.Seek.Notify, or _error',
    documented: true,
    see: rtmp('7.2.2.7'),
    text: 'Goes to another place of the recording.',
  },
  ...(['pause', 'pauseRaw', 'pauseraw'] as const).map((name): CommandInfo => ({
    name,
    on: 'NetStream',
    from: 'client',
    arguments: [
      argument('pause/unpause flag', 'Boolean', 'true: hold, false: go on.'),
      argument('milliseconds', 'Number', 'The time of the stream at which to hold or go on.', {
        unit: 'ms',
      }),
    ],
    answer: 'onStatus with NetStream.Pause.Notify or NetStream.Unpause.Notify',
    documented: name === 'pause',
    see: name === 'pause' ? rtmp('7.2.2.8') : practice('Flash, nginx-rtmp'),
    text:
      name === 'pause'
        ? 'Holds playback, or lets it go on.'
        : 'Holds playback without regard to the buffer, or lets it go on.',
  })),
  {
    name: 'onStatus',
    on: 'NetStream',
    from: 'server',
    arguments: [information],
    answer: 'nothing',
    documented: true,
    see: rtmp('7.2.2').amendedBy(ertmp('NetConnection Commands')),
    text: 'Tells what became of a stream command, or, on message stream 0, of the connection.',
  },
];

/** Data messages by their first string (RTMP 1.0 §7.1.2). */
const DATA: readonly CommandInfo[] = [
  {
    name: '@setDataFrame',
    on: 'data',
    from: 'client',
    arguments: [
      argument(
        'data frame name',
        'String',
        'The handler that players will be called with, nearly always onMetaData.',
      ),
      argument('data frame', 'ECMA Array', 'What that handler is given.'),
    ],
    answer: 'nothing',
    documented: false,
    see: practice('Flash Media Server, FFmpeg, OBS'),
    text: 'The server stores what follows and hands it to everyone who begins to play.',
  },
  {
    name: '@clearDataFrame',
    on: 'data',
    from: 'client',
    arguments: [argument('data frame name', 'String', 'Which one.')],
    answer: 'nothing',
    documented: false,
    see: practice('Flash Media Server'),
    text: 'The server forgets what @setDataFrame stored.',
  },
  {
    name: 'onMetaData',
    on: 'data',
    from: 'either',
    arguments: [argument('metadata', 'ECMA Array', 'Size, rates and codecs of the stream.')],
    answer: 'nothing',
    documented: true,
    see: flv('E.5').amendedBy(ertmp('Enhancing onMetaData')),
    text: 'Facts about the stream, before its media.',
  },
  {
    name: '|RtmpSampleAccess',
    on: 'data',
    from: 'server',
    arguments: [
      argument('audio samples', 'Boolean', 'Whether the player may read decoded audio.'),
      argument('video samples', 'Boolean', 'Whether the player may read decoded pictures.'),
    ],
    answer: 'nothing',
    documented: false,
    see: practice('Flash Media Server, SRS'),
    text: 'Whether the page may look at the decoded stream.',
  },
  {
    name: 'onCuePoint',
    on: 'data',
    from: 'either',
    arguments: [argument('cue point', 'Object', 'name, time, type, parameters.')],
    answer: 'nothing',
    documented: false,
    see: practice('ActionScript 3'),
    text: 'Something belongs to this moment of the stream.',
  },
  ...(
    [
      ['onTextData', 'Text that belongs to this moment.'],
      ['onCaption', 'Captions.'],
      ['onCaptionInfo', 'Facts about captions.'],
      ['onFI', 'Date and time of day of a frame.'],
    ] as const
  ).map(([name, text]): CommandInfo => ({
    name,
    on: 'data',
    from: 'either',
    arguments: [argument('data', 'Object', 'The content.')],
    answer: 'nothing',
    documented: false,
    see: practice('encoders; known by name only'),
    text,
  })),
  {
    name: 'onXMPData',
    on: 'data',
    from: 'either',
    arguments: [argument('data', 'Object', 'The XMP packet.')],
    answer: 'nothing',
    documented: true,
    see: flv('E.6'),
    text: 'Metadata in XMP form.',
  },
  {
    name: 'onImageData',
    on: 'data',
    from: 'server',
    arguments: [argument('data', 'Object', 'The picture.')],
    answer: 'nothing',
    documented: false,
    see: practice('ActionScript 3'),
    text: 'A picture, such as a cover.',
  },
  {
    name: 'onStatus',
    on: 'data',
    from: 'server',
    arguments: [information],
    answer: 'nothing',
    documented: false,
    see: practice('SRS, gortmplib'),
    text: 'As a data message: the stream’s data begins (NetStream.Data.Start).',
  },
  {
    name: 'onPlayStatus',
    on: 'data',
    from: 'server',
    arguments: [information],
    answer: 'nothing',
    documented: false,
    see: practice('ActionScript 3'),
    text: 'The end of an item, of the list, or of a change to another stream.',
  },
  {
    name: 'onLastSecond',
    on: 'data',
    from: 'server',
    arguments: [argument('data', 'any', 'The content.', { optional: true })],
    answer: 'nothing',
    documented: false,
    see: practice('Flash Media Server'),
    text: 'The stream is about to end.',
  },
];

/** Every command and data message known by name. */
export const CATALOGUE: readonly CommandInfo[] = [...NET_CONNECTION, ...NET_STREAM, ...DATA];

const commands = new Map([...NET_CONNECTION, ...NET_STREAM].map((info) => [info.name, info]));
const data = new Map(DATA.map((info) => [info.name, info]));

/** What is known of a command (types 20 and 17). */
export function commandInfo(name: string): CommandInfo | undefined {
  return commands.get(name);
}

/** What is known of a data message (types 18 and 15) by its first string. */
export function dataInfo(name: string): CommandInfo | undefined {
  return data.get(name);
}

/**
 * What the values after the transaction ID are, in order: the command object, then the arguments. For
 * `_result` and `_error`, `answers` is the name of the command they answer.
 */
export function argumentInfo(
  name: string,
  index: number,
  answers?: string,
): ArgumentInfo | undefined {
  const info = commands.get(name);
  const answered = answers === undefined ? undefined : commands.get(answers);
  if (index === 0) return name === '_result' ? answered?.resultObject : info?.object;
  // An _error carries an information object, whatever a success would have carried.
  const list = name === '_result' ? (answered?.result ?? info?.arguments) : info?.arguments;
  return pick(list ?? none, index - 1);
}

/** What the value at `index` after the first string of a data message is. */
export function dataArgumentInfo(name: string, index: number): ArgumentInfo | undefined {
  return pick(data.get(name)?.arguments ?? none, index);
}

function pick(list: readonly ArgumentInfo[], index: number): ArgumentInfo | undefined {
  const found = list[index];
  if (found) return found;
  const last = list.at(-1);
  return last?.repeats ? last : undefined;
}
