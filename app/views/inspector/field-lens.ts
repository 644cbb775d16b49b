import { counted } from '../../format/numbers.ts';
import { HEADERS_KEY, segmentKey } from '../../state/field-keys.ts';
import type { FieldLens } from '../../state/settings.ts';
import type { Described, SegmentPiece } from '../../worker/protocol.ts';
import type { FieldItem, FieldItems } from './field-items.ts';

/** Whether a record can be looked at by halves; a packet of the handshake is one piece. */
export function hasLenses({ message }: Described): boolean {
  return message !== undefined;
}

/**
 * What a lens shows of a record's tree: on the `wire` the chunk headers, under the segments that carried them; of the
 * `message` its header as the first chunk states or inherits it, and its payload; or `both`, as they are. Items are found by
 * their keys whether the lens shows them or not.
 */
export function throughLens(all: FieldItems, described: Described, lens: FieldLens): FieldItems {
  if (lens === 'both' || !hasLenses(described)) return all;
  return lens === 'wire' ? onWire(all, described) : ofMessage(all);
}

function onWire(all: FieldItems, { segments }: Described): FieldItems {
  const headers = all.roots.filter(({ part }) => part === 'headers');
  if (segments.length === 0) return { ...all, roots: headers };
  const chunks = chunksOf(all);
  const roots = segments.map((segment) =>
    segmentItem(
      segment,
      chunks.filter((chunk) => begins(chunk, segment)),
    ),
  );
  const byKey = new Map([...all.byKey, ...roots.map((root) => [root.key, root] as const)]);
  return { roots, byKey };
}

function chunksOf({ roots }: FieldItems): readonly FieldItem[] {
  return roots
    .filter(({ part }) => part === 'headers')
    .flatMap((root) => (root.key === HEADERS_KEY ? root.children : [root]));
}

/** Whether the first byte of the chunk came in the segment. */
function begins({ node }: FieldItem, { start, end }: SegmentPiece): boolean {
  const at = (node?.ranges[0]?.start ?? -1) / 8;
  return at >= start && at < end;
}

const ABOUT_SEGMENTS =
  'What one packet brought of the stream. TCP cuts where it likes: chunks begin anywhere in a segment, and go on in the next.';

function segmentItem(segment: SegmentPiece, children: readonly FieldItem[]): FieldItem {
  const { packet, start, end } = segment;
  return {
    key: segmentKey(segment),
    text: 'TCP segment',
    about: ABOUT_SEGMENTS,
    value: `packet ${packet}, ${counted(end - start, 'byte')}`,
    ranges: [{ start: start * 8, end: end * 8 }],
    part: 'headers',
    parent: undefined,
    children,
  };
}

function ofMessage(all: FieldItems): FieldItems {
  const body = all.roots.filter(({ part }) => part === 'body');
  const [first] = chunksOf(all);
  // The data of a chunk is shown where there is no payload explained.
  const left = body.length > 0 ? ['chunk.basicHeader', 'chunk.data'] : ['chunk.basicHeader'];
  const header = first?.children.filter(({ node }) => !left.includes(node?.id ?? '')) ?? [];
  return { ...all, roots: [...header, ...body] };
}
