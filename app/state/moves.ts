import { addressOf } from '../../src-protocol/bytes/address.ts';
import { ask } from '../worker/client.ts';
import type { HalfKind } from '../worker/protocol.ts';
import { complain, say, select, selectField, step } from './actions.ts';
import { fieldStops, nextStop } from './field-keys.ts';
import { inspector } from './store.ts';

const { getState } = inspector;

/** Next or previous chunk on the chunk stream of the selected one. */
export function stepOnStream(by: 1 | -1, held = false): Promise<void> {
  return step('chunk', by, held, 'chunk-stream');
}

/** To the first field of the selected record. */
export async function stepIn(): Promise<void> {
  const { selection } = getState();
  if (!selection) return;
  try {
    const described = await ask('describe', { record: selection });
    if (!described || getState().selection !== selection) return;
    selectField(nextStop(fieldStops(described), undefined, 1));
  } catch (error) {
    complain(error);
  }
}

/** To the last chunk of the message that is looked at; from there, out of the field. */
export async function stepOut(): Promise<void> {
  const { selection, field } = getState();
  if (!selection) return;
  try {
    const last = await ask('last-chunk', { record: selection });
    if (getState().selection !== selection) return;
    const here = selection.kind === 'chunk' && last?.at === selection.at;
    if (last && !here) select(last);
    else if (field !== undefined) selectField(undefined);
    else say(last ? 'This is the last chunk of its message.' : 'There is no message around this.');
  } catch (error) {
    complain(error);
  }
}

const HALF_WORDS: Readonly<Record<HalfKind, string>> = {
  reply: 'This is the reply.',
  request: 'This is the request.',
  'first-chunk-of-size': 'This is the first chunk read with the new chunk size.',
  'chunk-size-set': 'This set the chunk size.',
  'inherits-from': 'This header states the values that the other one leaves out.',
  'inherited-by': 'This is the first header that takes values over from the other one.',
};

/** To the record that belongs to the selected one. */
export async function otherHalf(): Promise<void> {
  const { selection } = getState();
  if (!selection) return;
  try {
    const half = await ask('other-half', { record: selection });
    if (getState().selection !== selection) return;
    if (!half) {
      say(`Nothing is paired with ${addressOf(selection.direction, selection.at)}.`);
      return;
    }
    select(half.record);
    say(HALF_WORDS[half.kind]);
  } catch (error) {
    complain(error);
  }
}
