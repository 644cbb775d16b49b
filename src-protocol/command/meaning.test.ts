import { describe, expect, it } from 'vitest';
import { amf, amfEcmaArray, type AmfValue, type PlainValue } from '../amf/amf-value.ts';
import { rtmp } from '../dictionary/citation.ts';
import { structure } from '../dictionary/structure.ts';
import { expectFullCoverage } from '../wire/coverage.test-support.ts';
import { FieldTracer } from '../wire/field-tracer.ts';
import { type FieldNode, walk } from '../wire/field-tree.ts';
import type { Wire } from '../wire/wire.ts';
import { WireWriter } from '../wire/wire-writer.ts';
import { command, commandMessage } from './command.ts';
import { dataMessage } from './data-message.ts';

const Payload = structure('test.payload', 'payload', rtmp('7.1.1'), 'A payload.', {});

/** Ids (without `command.`) and values of what was worked out, in order. */
function worked(write: (w: Wire) => void, read: (w: Wire) => void): [string, unknown][] {
  const writer = new WireWriter();
  write(writer);
  const tracer = new FieldTracer(Payload, writer.toBytes());
  read(tracer);
  const tree = tracer.finish();
  expectFullCoverage(tree);
  const found: [string, unknown][] = [];
  walk(tree, ({ id, value, origin }) => {
    if (origin === 'calculated' && id.startsWith('command.'))
      found.push([id.slice('command.'.length), value]);
  });
  return found;
}

function ofCommand(name: string, object: PlainValue, ...values: PlainValue[]): [string, unknown][] {
  return worked(
    (w) => commandMessage(w, 20, command(name, 1, object, ...values)),
    (w) => commandMessage(w, 20),
  ).filter(([id]) => id !== 'meaning.purpose');
}

function ofData(...values: AmfValue[]): [string, unknown][] {
  return worked(
    (w) => dataMessage(w, 18, { name: '', values }),
    (w) => dataMessage(w, 18),
  ).filter(([id]) => id !== 'meaning.purpose');
}

describe('what values mean', () => {
  it('connect: capability bits, encodings, codecs', () => {
    expect(
      ofCommand('connect', {
        app: 'live',
        audioCodecs: 4071,
        videoCodecs: 252,
        videoFunction: 1,
        objectEncoding: 3,
        capsEx: 5,
        fourCcList: ['hvc1', 'Opus', 'none'],
        videoFourCcInfoMap: { '*': 4, av01: 3 },
        unheardOf: 7,
      }),
    ).toEqual([
      ['property.app', 'live'],
      ['property.audioCodecs', 4071],
      ['property.videoCodecs', 252],
      ['property.videoFunction', 1],
      ['property.objectEncoding', 3],
      ['property.capsEx', 5],
      ['meaning.codec', 'HEVC'],
      ['meaning.codec', 'Opus'],
      ['property.fourCcList', '3 entries'],
      ['property.fourCcInfo', 4],
      ['meaning.codec', 'any codec'],
      ['property.fourCcInfo', 3],
      ['meaning.codec', 'AV1'],
    ]);
  });

  it('the same in AMF3', () => {
    const traits = {
      className: { text: '' },
      dynamic: true,
      externalizable: false,
      members: [{ text: 'capsEx' }],
    };
    const object: AmfValue = {
      type: 'amf3',
      value: {
        type: 'object',
        traits,
        sealed: [{ type: 'integer', value: 1 }],
        dynamic: [{ name: { text: 'app' }, value: { type: 'string', text: { text: 'live' } } }],
      },
    };
    const message = { ...command('connect', 1, null), formatSelector: 0 };
    const values = [message.values[0]!, message.values[1]!, object];
    const found = worked(
      (w) => commandMessage(w, 17, { ...message, values }),
      (w) => commandMessage(w, 17),
    );
    expect(found.slice(1)).toEqual([
      ['property.capsEx', 1],
      ['property.app', 'live'],
    ]);
  });

  it('information objects: codes and levels', () => {
    const code = 'NetStream.Publish.Start';
    expect(ofCommand('onStatus', null, { level: 'status', code, description: 'Go.' })).toEqual([
      ['property.level', 'status'],
      ['property.code', code],
      ['meaning.statusCode', 'The publication is accepted; media may come.'],
      ['property.description', 'Go.'],
    ]);
    expect(ofCommand('onStatus', null, { code: 'NetStream.Something.Else' })).toEqual([
      ['property.code', 'NetStream.Something.Else'],
    ]);
    expect(ofData(amf('onStatus'), amf({ code: 'NetStream.Data.Start' }))).toEqual([
      ['property.code', 'NetStream.Data.Start'],
      ['meaning.statusCode', 'The stream’s data begins.'],
    ]);
  });

  it.each([
    [-2000, 'a live stream of that name'],
    [-2, 'a live stream of that name'],
    [-1, 'a live stream only'],
    [-1000, 'a live stream only'],
    [-3, 'no value the document has'],
    [0, 'a recording, from its beginning'],
    [12.5, 'a recording, from 12.5 on'],
  ])('play: a start of %d', (start, meaning) => {
    const [[id, value]] = ofCommand('play', null, 'name', start) as [[string, string]];
    expect(id).toBe('meaning.playStart');
    expect(value.startsWith(meaning)).toBe(true);
  });

  it.each([
    [-1, 'to the end'],
    [0, 'a single frame'],
    [3000, 'for 3000'],
  ])('play: a duration of %d', (duration, meaning) => {
    const [, found] = ofCommand('play', null, 'name', 0, duration);
    expect(found![0]).toBe('meaning.playDuration');
    expect(found![1]).toMatch(new RegExp(`^${meaning}`));
  });

  it('publish: the types known', () => {
    expect(ofCommand('publish', null, 'key', 'append')[0]![1]).toMatch(/^add it to the file/);
    expect(ofCommand('publish', null, 'key', 'LIVE')).toEqual([]);
  });

  it('metadata, wrapped or not: codecs by number, FourCC or text', () => {
    const data = amfEcmaArray({ width: 1280, videocodecid: 7, audiocodecid: 0x4f707573 });
    const expected = [
      ['metadata.width', 1280],
      ['metadata.videocodecid', 7],
      ['metadata.audiocodecid', 0x4f707573],
      ['meaning.codec', 'Opus'],
    ];
    expect(ofData(amf('onMetaData'), data)).toEqual(expected);
    expect(ofData(amf('@setDataFrame'), amf('onMetaData'), data)).toEqual(expected);
    expect(ofData(amf('onCuePoint'), data)).toEqual([]);
    expect(ofData(amf('onMetaData'), amf({ videocodecid: 'avc1' }))).toEqual([
      ['metadata.videocodecid', 'avc1'],
      ['meaning.codec', 'AVC'],
    ]);
  });

  it('metadata: tracks by number, and nothing inside other objects', () => {
    expect(
      ofData(
        amf('onMetaData'),
        amf({ videoTrackIdInfoMap: { 1: { width: 320 } }, trackinfo: { width: 1 }, width: 640 }),
      ),
    ).toEqual([
      ['metadata.width', 320],
      ['metadata.videoTrackIdInfoMap', '1 entry'],
      ['metadata.width', 640],
    ]);
  });

  it('handlers and commands: what they are for', () => {
    const purposes = worked(
      (w) => dataMessage(w, 18, { name: '', values: ['@setDataFrame', 'onMetaData'].map(amf) }),
      (w) => dataMessage(w, 18),
    );
    expect(purposes.map(([id]) => id)).toEqual(['meaning.purpose', 'meaning.purpose']);
    const [purpose] = worked(
      (w) => commandMessage(w, 20, command('createStream', 2, null)),
      (w) => commandMessage(w, 20),
    );
    expect(purpose).toEqual([
      'meaning.purpose',
      'Asks for a message stream, on which to publish or play.',
    ]);
  });
});

describe('authentication', () => {
  const step = (found: [string, unknown][]): unknown =>
    found.find(([id]) => id === 'authentication.step')?.[1];
  const others = (found: [string, unknown][]): Record<string, unknown> =>
    Object.fromEntries(
      found
        .filter(([id]) => id.startsWith('authentication.') && !id.endsWith('.step'))
        .map(([id, value]) => [id.slice('authentication.'.length), value]),
    );
  const error = (description: string): [string, unknown][] =>
    ofCommand('_error', null, { level: 'error', description });

  it('adobe, step by step', () => {
    const first = error('[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : ');
    expect(step(first)).toMatch(/^first/);
    expect(others(first)).toEqual({ authmod: 'adobe' });

    const second = ofCommand('connect', { app: 'live?authmod=adobe&user=anna' });
    expect(step(second)).toMatch(/^second/);
    expect(others(second)).toEqual({ authmod: 'adobe', user: 'anna' });

    const third = error(
      '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=anna&salt=s0&challenge=c0&opaque=o0',
    );
    expect(step(third)).toMatch(/^third/);
    expect(others(third)).toEqual({
      ...{ authmod: 'adobe', reason: 'needauth', user: 'anna' },
      ...{ salt: 's0', challenge: 'c0', opaque: 'o0' },
    });

    const fourth = ofCommand('connect', {
      app: 'live?authmod=adobe&user=anna&challenge=c1&response=rr%3D&opaque=o0',
    });
    expect(step(fourth)).toMatch(/^fourth/);
    expect(others(fourth)).toMatchObject({ challenge: 'c1', response: 'rr%3D' });

    expect(step(error('[ authmod=adobe ] : ?reason=authfailed&opaque=o0'))).toMatch(/^the end/);
    expect(step(error('[ authmod=adobe ] : ?reason=nosuchuser'))).toMatch(/no such user/);
  });

  it('llnw', () => {
    const found = ofCommand('connect', {
      app: 'live?authmod=llnw&user=u&nonce=n&cnonce=cn&nc=00000001&response=r',
    });
    expect(others(found)).toEqual({
      ...{ authmod: 'llnw', user: 'u', nonce: 'n' },
      ...{ cnonce: 'cn', nc: '00000001', response: 'r' },
    });
  });

  it('is not seen where there is none', () => {
    for (const app of ['live', 'live?user=anna&reason', 'live?authmod=unknown', '?'.repeat(9000)])
      expect(step(ofCommand('connect', { app }))).toBeUndefined();
  });

  it('tells how the response is made', () => {
    const writer = new WireWriter();
    const app = 'live?authmod=adobe&user=a&challenge=c&response=r';
    commandMessage(writer, 20, command('connect', 1, { app }));
    const tracer = new FieldTracer(Payload, writer.toBytes());
    commandMessage(tracer, 20);
    const sums: FieldNode['how'][] = [];
    walk(tracer.finish(), (node) => {
      if (node.id === 'command.authentication.response') sums.push(node.how);
    });
    expect(sums).toHaveLength(1);
    expect(sums[0]).toContain('MD5');
  });
});
