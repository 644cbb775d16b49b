import { expect, it } from 'vitest';
import type { FieldNode } from '../../../src-protocol/wire/field-tree.ts';
import { fieldCondition } from './field-condition.ts';
import type { FieldItem } from './field-items.ts';

const open = (text: string): string => text;

/** An item with a node, under another. */
function item(node: Partial<FieldNode>, parent?: FieldItem, children: FieldItem[] = []): FieldItem {
  return {
    key: '',
    text: '',
    part: 'body',
    parent,
    children,
    node: { id: '', path: '', start: 0, end: 8, ranges: [], ...node },
  };
}

it('Fields of headers make the conditions that filters have for them', () => {
  const of = (id: string, value: number) => fieldCondition(item({ id, value }), open);
  expect(of('chunk.basicHeader.chunkStreamId', 3)).toBe('csid:3');
  expect(of('chunk.messageHeader.messageTypeId', 8)).toBe('type:audio');
  expect(of('chunk.messageHeader.messageTypeId', 23)).toBe('type:23');
  expect(of('chunk.messageHeader.absoluteTimestamp', 40)).toBe('ts:40');
  expect(of('media.videoTagHeader.codecId', 7)).toBeUndefined();
});

it('Values of commands make conditions on their path', () => {
  const command = item({ id: 'command.message' });
  const object = item({ id: 'amf0.object', name: 'command object' }, command);
  const string = (name: string, value: string, parent: FieldItem) => {
    const children: FieldItem[] = [];
    const made = item({ id: 'amf0.string', name }, parent, children);
    children.push(item({ id: 'amf0.string.string', value }, made));
    return made;
  };
  const app = string('app', 'live stream', object);
  expect(fieldCondition(app, open)).toBe('amf.app:"live stream"');
  expect(fieldCondition(app.children[0]!, open)).toBe('amf.app:"live stream"');
  expect(fieldCondition(string('command name', 'connect', command), open)).toBe('cmd:connect');
  expect(fieldCondition(string('two words', 'x', object), open)).toBe('amf:x');
  const flag = item({ id: 'amf0.boolean.boolean', name: 'fpad', value: 0 }, object);
  expect(fieldCondition(flag, open)).toBe('amf.fpad:false');
  expect(fieldCondition(app, () => 'hidden')).toBeUndefined();
});
