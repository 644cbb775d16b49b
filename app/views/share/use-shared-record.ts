import { useMemo } from 'react';
import { parseAddress } from '../../../src-protocol/bytes/address.ts';
import type { StateEntry } from '../../../src-protocol/session/state-entry.ts';
import { MOST_INLINE } from '../../embed/inline-bytes.ts';
import { maskKeys, streamKeys } from '../../state/mask.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { BytesAnswer, Described, RecordRef } from '../../worker/protocol.ts';
import { starred } from './hidden-keys.ts';
import {
  type InlinePart,
  type InlineRecord,
  inlineEnd,
  inlineRecord,
  inlineStart,
} from './inline-link.ts';
import type { SharedRecord } from './share-texts.ts';
import { hiddenIn, sharedRecord } from './shared-record.ts';
import { testVector } from './test-vector.ts';

/** Bytes of a record that go into an article as text; more would drown it. */
const MOST_SHARED = 256;

/** The selected record, and what a link to its bytes would be. */
export interface ReadyRecord extends SharedRecord {
  readonly inline: { readonly chunks: InlineRecord; readonly payload?: InlineRecord } | undefined;
  /** The selection, as a link names it. */
  readonly place: {
    readonly at: string;
    readonly kind?: 'message';
    readonly field: string | undefined;
  };
  /** The record as a fixture of a test. */
  readonly vector: string;
  /** Bytes of stream keys were covered. */
  readonly keysHidden: boolean;
}

/** The selected record with its bytes in groups; undefined until the worker has answered. */
export function useSharedRecord(): ReadyRecord | undefined {
  const selection = useInspector((state) => state.selection);
  const field = useInspector((state) => state.field);
  const connection = useInspector(currentConnection);
  const reveal = useInspector((state) => state.revealKeys);
  const { answer: described } = useAnswer('describe', selection && { record: selection });
  // A key may be cut in two by a chunk header: only its message tells where all of it is.
  const message = described?.message && messageRecord(described.record, described.message.address);
  const { answer: around } = useAnswer('describe', message && { record: message });
  const { answer: state } = useAnswer(
    'state',
    selection && selection.kind !== 'segment' ? { record: selection } : undefined,
  );
  const { answer: read } = useAnswer(
    'bytes',
    described && {
      connection: described.record.connection,
      direction: described.record.direction,
      start: inlineStart(described),
      end: Math.min(inlineEnd(described), inlineStart(described) + MOST_INLINE * 2),
    },
  );
  return useMemo(() => {
    if (!described || read?.start !== inlineStart(described)) return undefined;
    if (described.message && around?.address !== described.message.address) return undefined;
    if (!state && described.record.kind !== 'segment') return undefined;
    return readyRecord({
      ...{ described, around, read, field },
      before: state?.before ?? [],
      keys: reveal ? [] : streamKeys(connection),
      isFlv: connection?.transport === 'flv',
    });
  }, [described, around, state, read, reveal, connection, field]);
}

interface Asked {
  readonly described: Described;
  /** The message that the record is, or belongs to. */
  readonly around: Described | undefined;
  readonly before: readonly StateEntry[];
  readonly read: BytesAnswer;
  readonly field: string | undefined;
  readonly keys: readonly string[];
  readonly isFlv: boolean;
}

function readyRecord({ described, around, before, read, ...rest }: Asked): ReadyRecord {
  const { keys, field, isFlv } = rest;
  const { record, start, end, address, body } = described;
  const first = start - read.start;
  const length = Math.min(MOST_SHARED, end - start);
  const shown = { ...read, start, bytes: read.bytes.subarray(first, first + length) };
  const hidden = hiddenIn(described, read, keys, around);
  const stars = { ...read, bytes: starred(read.bytes, read.start, hidden) };
  const inline = (part: InlinePart) => inlineRecord(described, before, stars, part);
  const shared = sharedRecord(described, shown, keys, window.location.href, around);
  return {
    ...shared,
    vector: testVector(described, before, ownOf(described, stars), hidden, {
      caption: shared.caption,
      mask: (text) => maskKeys(text, keys),
    }),
    inline:
      record.kind === 'segment' || isFlv
        ? undefined
        : { chunks: inline('chunks'), ...(body && { payload: inline('payload') }) },
    place: { at: address, ...(record.kind === 'message' && { kind: record.kind }), field },
    keysHidden: hidden.some((range) => range.start < end * 8 && range.end > read.start * 8),
  };
}

/** The bytes of the record alone; those of a handshake were read from the version on. */
function ownOf({ start }: Described, read: BytesAnswer): BytesAnswer {
  return { ...read, start, bytes: read.bytes.subarray(start - read.start) };
}

function messageRecord(record: RecordRef, address: string): RecordRef | undefined {
  const place = parseAddress(address);
  return place && { ...record, kind: 'message', at: place.offset };
}
