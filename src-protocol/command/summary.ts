import { type AmfValue, asString, property } from '../amf/amf-value.ts';
import { briefly } from '../amf/briefly.ts';
import { argumentInfo } from './catalogue.ts';
import type { CommandMessage } from './command.ts';
import type { DataMessage } from './data-message.ts';

/** How summaries are made. */
export interface SummaryOptions {
  /** Hide stream names, which for a publisher are keys, and the query of an application. */
  readonly mask?: boolean;
}

const ROOM = 96;
const MASKED = '•••';

/** A command in one line: `connect('live')`, `publish('cam1', 'live')`, `onStatus NetStream.Publish.Start`. */
export function summarise(message: CommandMessage, { mask = false }: SummaryOptions = {}): string {
  const { name, values } = message;
  if (values.length === 0) return 'empty command';
  if (name === '') return 'command without a name';
  if (name === 'connect') return `connect(${application(values[2], mask)})`;
  const code = statusOf(values);
  if (code !== undefined) return `${shown(name)} ${code}`;
  const parts = values.slice(3).map((value, i) => {
    const secret = mask && argumentInfo(name, i + 1)?.key;
    return secret ? `'${MASKED}'` : briefly(value, ROOM / 2);
  });
  // An answer without a value says no more than its name; a call without arguments is still a call.
  if (parts.length === 0 && (name === '_result' || name === '_error')) return name;
  return cut(`${shown(name)}(${parts.join(', ')})`);
}

/** A data message in one line: `@setDataFrame onMetaData {width: 1280, …}`, `onMetaData {…}`. */
export function summariseData(message: DataMessage): string {
  const { name, values } = message;
  if (values.length === 0) return 'empty data message';
  if (name === '') return cut(values.map((value) => briefly(value, ROOM / 2)).join(', '));
  const code = statusOf(values);
  if (code !== undefined) return `${shown(name)} ${code}`;
  if (name === '@setDataFrame' || name === '@clearDataFrame') {
    const [, handler, ...rest] = values;
    const inner = [asString(handler) ?? '', ...rest.map((value) => briefly(value, ROOM / 2))];
    return cut([name, ...inner].filter((part) => part !== '').join(' '));
  }
  const parts = values.slice(1).map((value) => briefly(value, ROOM / 2));
  if (name.startsWith('on')) return cut([shown(name), ...parts].join(' '));
  return cut(`${shown(name)}(${parts.join(', ')})`);
}

function application(object: AmfValue | undefined, mask: boolean): string {
  const app = asString(property(object, 'app'));
  if (app === undefined) return '';
  const query = app.indexOf('?');
  const text = mask && query >= 0 ? `${app.slice(0, query + 1)}${MASKED}` : app;
  return briefly({ type: 'string', value: text }, ROOM / 2);
}

/** The code of the last value that has one: the information of an answer, an onStatus, an onPlayStatus. */
export function statusOf(values: readonly AmfValue[]): string | undefined {
  for (let i = values.length - 1; i > 0; i--) {
    const code = asString(property(values[i], 'code'));
    if (code !== undefined) return shown(code);
  }
  return undefined;
}

/** Text from the wire, in one line and not endless. */
function shown(text: string): string {
  // eslint-disable-next-line no-control-regex
  return cut(text.replace(/[\u0000-\u001f\u007f]/g, '·'));
}

function cut(text: string): string {
  return text.length <= ROOM ? text : `${text.slice(0, ROOM - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
