import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amf, asNumber, asString, property } from '../amf/amf-value.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { type Citation, rtmp } from '../dictionary/citation.ts';
import { isKnownSection } from '../dictionary/documents.ts';
import { structure } from '../dictionary/structure.ts';
import { isCommand } from '../message/message-types.ts';
import { expectFullCoverage } from '../wire/coverage.test-support.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import type { FieldNode } from '../wire/field-tree.ts';
import { WireReader } from '../wire/wire-reader.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import { CATALOGUE, commandInfo, dataInfo } from './catalogue.ts';
import {
  command,
  COMMAND_DIAGNOSTICS,
  type CommandMessage,
  commandMessage,
  commandObject,
} from './command.ts';
import { AUDIO_CODECS, CAPS_EX, flagNames, VIDEO_CODECS } from './connect-flags.ts';
import { COMMAND_STRUCTURES, type DataMessage, dataMessage, metadataOf } from './data-message.ts';
import { STATUS_CODES, statusCode } from './status-codes.ts';
import { summarise, summariseData } from './summary.ts';

interface Vector {
  id: string;
  type: number;
  body: string;
}

const { commands: vectors } = JSON.parse(
  readFileSync(new URL('../../corpus/vectors/messages.json', import.meta.url), 'utf8'),
) as { commands: Vector[] };

const Payload = structure('test.payload', 'payload', rtmp('7.1.1'), 'A payload.', {});

function trace(type: number, hex: string, answers?: string): FieldNode {
  const tracer = new FieldTracer(Payload, fromHex(hex)!);
  if (isCommand(type)) commandMessage(tracer, type, undefined, answers);
  else dataMessage(tracer, type);
  const tree = tracer.finish();
  expectFullCoverage(tree);
  return tree;
}

function names(type: number, hex: string, answers?: string): unknown[] {
  return (trace(type, hex, answers).children?.[0]?.children ?? [])
    .filter((node) => node.origin !== 'calculated')
    .map((node) => node.name ?? node.id);
}

function readCommand(hex: string, type = 20): { message: CommandMessage; notes: string[] } {
  trace(type, hex);
  const notes: string[] = [];
  const reader = new WireReader(fromHex(hex));
  reader.onNote = (diagnostic) => notes.push(diagnostic.code);
  return { message: commandMessage(reader, type), notes };
}

function readData(hex: string, type = 18): DataMessage {
  trace(type, hex);
  return dataMessage(new WireReader(fromHex(hex)), type);
}

function writeCommand(message: CommandMessage, type = 20): string {
  const writer = new WireWriter();
  commandMessage(writer, type, message);
  return toHex(writer.toBytes());
}

const body = (id: string): string => vectors.find((vector) => vector.id === id)!.body;

/** Summary, then the names of the parts, for every vector. */
const EXPECTED: Record<string, [summary: string, ...parts: string[]]> = {
  connect: ["connect('live')", 'command name', 'transaction ID', 'command object'],
  'connect-result': [
    '_result NetConnection.Connect.Success',
    'command name',
    'transaction ID',
    'properties',
    'information',
  ],
  'connect-error': [
    '_error NetConnection.Connect.Rejected',
    'command name',
    'transaction ID',
    'command object',
    'information',
  ],
  'release-stream': [
    "releaseStream('key')",
    'command name',
    'transaction ID',
    'command object',
    'stream name',
  ],
  'fc-publish': [
    "FCPublish('key')",
    'command name',
    'transaction ID',
    'command object',
    'stream name',
  ],
  'create-stream': ['createStream()', 'command name', 'transaction ID', 'command object'],
  'create-stream-result': [
    '_result(1)',
    'command name',
    'transaction ID',
    'command object',
    'stream ID',
  ],
  publish: [
    "publish('key', 'live')",
    'command name',
    'transaction ID',
    'command object',
    'publishing name',
    'publishing type',
  ],
  'on-status-publish-start': [
    'onStatus NetStream.Publish.Start',
    'command name',
    'transaction ID',
    'command object',
    'info object',
  ],
  'set-data-frame': [
    '@setDataFrame onMetaData {duration: 0, width: 1280, height: 720, …}',
    'handler name',
    'data frame name',
    'data frame',
  ],
  play: [
    "play('sample', -2, -1, true)",
    'command name',
    'transaction ID',
    'command object',
    'stream name',
    'start',
    'duration',
    'reset',
  ],
  pause: [
    'pause(true, 15000)',
    'command name',
    'transaction ID',
    'command object',
    'pause/unpause flag',
    'milliseconds',
  ],
  seek: ['seek(60000)', 'command name', 'transaction ID', 'command object', 'milliseconds'],
  'receive-audio': [
    'receiveAudio(false)',
    'command name',
    'transaction ID',
    'command object',
    'bool flag',
  ],
  'delete-stream': [
    'deleteStream(1)',
    'command name',
    'transaction ID',
    'command object',
    'stream ID',
  ],
  'rtmp-sample-access': [
    '|RtmpSampleAccess(false, false)',
    'handler name',
    'audio samples',
    'video samples',
  ],
  'amf3-command': [
    "connect('live')",
    'command.message.formatSelector',
    'command name',
    'transaction ID',
    'command object',
  ],
  'amf3-data': [
    'onMetaData {width: 640}',
    'command.data.formatSelector',
    'handler name',
    'metadata',
  ],
  'ertmp-connect': ["connect('live')", 'command name', 'transaction ID', 'command object'],
  'reconnect-request': [
    'onStatus NetConnection.Connect.ReconnectRequest',
    'command name',
    'transaction ID',
    'command object',
    'info object',
  ],
};

const ANSWERS: Record<string, string> = {
  'connect-result': 'connect',
  'connect-error': 'connect',
  'create-stream-result': 'createStream',
};

describe('command vectors', () => {
  it.each(vectors)('$id', ({ id, type, body: hex }) => {
    const [summary, ...parts] = EXPECTED[id]!;
    expect(names(type, hex, ANSWERS[id])).toEqual(parts);
    const writer = new WireWriter();
    if (isCommand(type)) {
      const { message } = readCommand(hex, type);
      expect(summarise(message)).toBe(summary);
      commandMessage(writer, type, message);
    } else {
      const message = readData(hex, type);
      expect(summariseData(message)).toBe(summary);
      dataMessage(writer, type, message);
    }
    expect(toHex(writer.toBytes())).toBe(hex);
  });

  it('connect gives its properties', () => {
    const object = commandObject(readCommand(body('ertmp-connect')).message);
    expect(asString(property(object, 'tcUrl'))).toBe('rtmp://localhost/live');
    expect(flagNames(CAPS_EX, asNumber(property(object, 'capsEx'))!)).toEqual([
      'Reconnect',
      'Multitrack',
      'ModEx',
      'TimestampNanoOffset',
    ]);
  });

  it('set-data-frame gives its metadata', () => {
    expect(asNumber(property(metadataOf(readData(body('set-data-frame'))), 'height'))).toBe(720);
    expect(metadataOf(readData(body('rtmp-sample-access')))).toBeUndefined();
  });
});

describe('commands that nearly break a rule', () => {
  it.each([
    ['a slash at the end', { app: 'live/', tcUrl: 'rtmp://host:1935/live' }],
    ['a query behind app', { app: 'live?key=1', tcUrl: 'rtmps://host/live' }],
    ['an application of two parts', { app: 'a/b', tcUrl: 'rtmp://host/a/b' }],
    ['every bit that has a name', { capsEx: 15, audioCodecs: 0xfff, videoCodecs: 252 }],
    ['codecs in a list', { fourCcList: ['*'], videoFourCcInfoMap: { '*': 7 } }],
  ])('connect with %s', (_, more) => {
    const hex = hexOf('connect', 1, { app: 'a', tcUrl: 'rtmp://host/a', ...more });
    expect(readCommand(hex).notes).toEqual([]);
  });

  it.each([-2, -1, -2000, -1000, 0, 12.5])('play from %d on', (start) => {
    expect(readCommand(hexOf('play', 0, null, 'name', start)).notes).toEqual([]);
  });

  it.each([
    [1, []],
    [0, ['command.stream-id-allotted']],
    [1.5, ['command.stream-id-allotted']],
    [null, ['command.stream-id-allotted']],
  ])('createStream answered with %j', (id, expected) => {
    const notes: string[] = [];
    const reader = new WireReader(fromHex(hexOf('_result', 4, null, id)));
    reader.onNote = (diagnostic) => notes.push(diagnostic.code);
    commandMessage(reader, 20, undefined, 'createStream');
    expect(notes).toEqual(expected);
  });
});

const hexOf = (...values: Parameters<typeof command>): string => writeCommand(command(...values));

describe('commands that are not as they should be', () => {
  it.each([
    ['nothing at all', '', 'command.empty'],
    [
      'a bare name, as FFmpeg’s server sends',
      '02000b6f6e46435075626c697368',
      'command.transaction-id-missing',
    ],
    ['a number for a name', '003ff0000000000000003ff000000000000005', 'command.name-not-string'],
    ['a transaction ID of 1.5', hexOf('play', 1.5, null, 'a'), 'command.transaction-id-odd'],
    ['a transaction ID of −1', hexOf('play', -1, null, 'a'), 'command.transaction-id-odd'],
    ['a transaction ID that is NaN', hexOf('play', NaN, null, 'a'), 'command.transaction-id-odd'],
    [
      'a transaction ID that is text',
      '0200047365656b0200013105',
      'command.transaction-id-not-number',
    ],
    ['the word call', hexOf('call', 2, null), 'command.literal-call'],
    ['text for the object', hexOf('play', 2, 'x'), 'command.object-type'],
    [
      'connect with another number',
      hexOf('connect', 2, { app: 'a', tcUrl: 'rtmp://host/a' }),
      'command.connect-transaction-id',
    ],
    [
      'connect without app',
      hexOf('connect', 1, { tcUrl: 'rtmp://host/a' }),
      'command.connect-app-missing',
    ],
    ['connect without tcUrl', hexOf('connect', 1, { app: 'b' }), 'command.connect-tcurl-missing'],
    ['publish LIVE', hexOf('publish', 0, null, 'key', 'LIVE'), 'command.publishing-type'],
    ['deleteStream by name', hexOf('deleteStream', 0, null, 'key'), 'command.stream-id-not-number'],
    [
      'onStatus without a code',
      hexOf('onStatus', 0, null, { level: 'status' }),
      'command.info-object',
    ],
    [
      'onStatus with a transaction ID',
      hexOf('onStatus', 4, null, { level: 'status', code: 'NetStream.Play.Start' }),
      'command.status-transaction-id',
    ],
    [
      'onStatus with an object before its information',
      hexOf('onStatus', 0, {}, { level: 'status', code: 'NetStream.Play.Start' }),
      'command.status-object',
    ],
    ['play from −3 on', hexOf('play', 0, null, 'name', -3), 'command.play-start'],
    ['play from nowhere', hexOf('play', 0, null, 'name', NaN), 'command.play-start'],
    [
      'a request to reconnect as an error',
      hexOf('onStatus', 0, null, {
        level: 'error',
        code: 'NetConnection.Connect.ReconnectRequest',
      }),
      'command.reconnect-level',
    ],
    ...[
      { tcUrl: 'host/a' },
      { tcUrl: 'http://host/a' },
      { tcUrl: 'rtmp://anna:secret@host/a' },
      { tcUrl: 'rtmp://host/a#b' },
    ].map((more): [string, string, string] => [
      `connect to ${more.tcUrl}`,
      hexOf('connect', 1, { app: 'a', ...more }),
      'command.tcurl-form',
    ]),
    [
      'connect to one application, and the address of another',
      hexOf('connect', 1, { app: 'live', tcUrl: 'rtmp://host/vod?a=b' }),
      'command.app-differs-from-tcurl',
    ],
    [
      'connect with encoding 1',
      hexOf('connect', 1, { app: 'a', tcUrl: 'rtmp://host/a', objectEncoding: 1 }),
      'command.object-encoding',
    ],
    ...[{ capsEx: 32 }, { capsEx: -1 }, { audioCodecs: 4096 }, { videoFunction: 0.5 }].map(
      (more): [string, string, string] => [
        `connect with ${JSON.stringify(more)}`,
        hexOf('connect', 1, { app: 'a', tcUrl: 'rtmp://host/a', ...more }),
        'command.capability-bits',
      ],
    ),
    [
      'connect with a codec that can do more than there is',
      hexOf('connect', 1, { app: 'a', tcUrl: 'rtmp://host/a', videoFourCcInfoMap: { av01: 8 } }),
      'command.capability-bits',
    ],
    ...[{ fourCcList: 'av01' }, { fourCcList: ['av01', 1] }].map(
      (more): [string, string, string] => [
        `connect with ${JSON.stringify(more)}`,
        hexOf('connect', 1, { app: 'a', tcUrl: 'rtmp://host/a', ...more }),
        'command.fourcc-list-form',
      ],
    ),
    ['a name with a zero byte', hexOf('play', 0, null, 'a\0b'), 'amf.zero-in-text'],
  ])('%s', (_, hex, code) => {
    const { message, notes } = readCommand(hex);
    expect(notes).toEqual([code]);
    expect(writeCommand(message)).toBe(hex);
  });

  it('type 17 without its format selector', () => {
    const { message, notes } = readCommand(body('amf3-command').slice(2), 17);
    expect(notes).toContain('command.format-selector-missing');
    expect(summarise(message)).toBe("connect('live')");
    expect(writeCommand(message, 17)).toBe(body('amf3-command').slice(2));
  });

  it('type 17 with selector 3 before a string', () => {
    const { message, notes } = readCommand(`03${body('publish')}`, 17);
    expect(notes).toContain('command.format-selector-unknown');
    expect(message.name).toBe('publish');
  });

  it('type 17 of an unknown format stays bytes', () => {
    const { message, notes } = readCommand('0309aabb', 17);
    expect(notes).toEqual(['command.format-selector-unknown']);
    expect(message.values).toEqual([]);
  });

  it('any bytes: no throw, every bit covered', () => {
    const byte = fc.oneof(fc.nat(0x12), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(15, 17, 18, 20),
        fc.array(byte, { maxLength: 80 }),
        (type, bytes) => {
          const hex = toHex(Uint8Array.from(bytes));
          trace(type, hex);
          summarise(readCommand(hex, 20).message);
          summariseData(readData(hex, 18));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('summaries', () => {
  it.each([
    [command('_result', 3, null), '_result'],
    [command('_checkbw', 5, null), '_checkbw()'],
    [command('onBWDone', 0, null, 8192), 'onBWDone(8192)'],
    [command('connect', 1, { app: 'live?user=a' }), "connect('live?user=a')"],
    [command('a\nb', 1, null), 'a·b()'],
    [command('x'.repeat(200), 1, null), `${'x'.repeat(95)}…`],
  ])('%#', (message, expected) => expect(summarise(message)).toBe(expected));

  it('hide keys when asked', () => {
    const mask = { mask: true };
    expect(summarise(command('publish', 5, null, 'secret', 'live'), mask)).toBe(
      "publish('•••', 'live')",
    );
    expect(summarise(command('releaseStream', 2, null, 'secret'), mask)).toBe(
      "releaseStream('•••')",
    );
    expect(summarise(command('play', 2, null, 'secret', -2), mask)).toBe("play('•••', -2)");
    expect(summarise(command('connect', 1, { app: 'live?user=a' }), mask)).toBe(
      "connect('live?•••')",
    );
    expect(summarise(command('deleteStream', 2, null, 1), mask)).toBe('deleteStream(1)');
  });
});

describe('the catalogue', () => {
  it('knows commands and data apart', () => {
    expect(commandInfo('publish')?.documented).toBe(true);
    expect(commandInfo('releaseStream')?.documented).toBe(false);
    expect(commandInfo('constructor')).toBeUndefined();
    expect(dataInfo('onStatus')?.on).toBe('data');
    expect(commandInfo('onStatus')?.on).toBe('NetStream');
  });

  it('names each command and each code once', () => {
    const known = CATALOGUE.map(
      (info) => `${info.on === 'data' ? 'data' : 'command'} ${info.name}`,
    );
    expect(new Set(known).size).toBe(known.length);
    expect(new Set(STATUS_CODES.map((entry) => entry.code)).size).toBe(STATUS_CODES.length);
  });

  it('cites sections that exist', () => {
    const cited = [
      ...CATALOGUE,
      ...STATUS_CODES,
      ...COMMAND_DIAGNOSTICS,
      ...COMMAND_STRUCTURES,
      ...COMMAND_STRUCTURES.flatMap(({ fields }) => Object.values<{ see: Citation }>(fields)),
    ];
    expect(cited.filter((entry) => !isKnownSection(entry.see))).toEqual([]);
  });

  it('knows the level of codes', () => {
    expect(statusCode('NetStream.Publish.Start')?.level).toBe('status');
    expect(statusCode('NetStream.Play.StreamNotFound')?.level).toBe('error');
    expect(statusCode('Nothing.Such')).toBeUndefined();
  });

  it('names bits', () => {
    expect(flagNames(AUDIO_CODECS, 3191)).toHaveLength(8);
    expect(flagNames(VIDEO_CODECS, 128)).toEqual(['SUPPORT_VID_H264']);
    expect(flagNames(CAPS_EX, 17)).toEqual(['Reconnect', '0x10']);
    for (const odd of [NaN, Infinity, -1, 1e300])
      expect(flagNames(CAPS_EX, odd).length).toBeLessThan(40);
  });

  it('lists what can be sent', () => {
    expect(writeCommand(command('createStream', 4, null))).toBe(body('create-stream'));
    expect(amf('x')).toEqual({ type: 'string', value: 'x' });
  });
});
