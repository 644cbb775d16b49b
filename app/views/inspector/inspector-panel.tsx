import {
  Fragment,
  memo,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { Address } from '../../../src-protocol/bytes/address.ts';
import { structureById } from '../../../src-protocol/inspect/dictionary.ts';
import { Afterwards } from '../../components/afterwards.tsx';
import { ancestorsOf } from '../../components/tree/flatten.ts';
import { goTo, selectField, setSettings } from '../../state/actions.ts';
import { HEADERS_KEY } from '../../state/field-keys.ts';
import { streamKeys, useMask } from '../../state/mask.ts';
import type { Part } from '../../state/settings.ts';
import { currentConnection, useInspector } from '../../state/store.ts';
import { useAnswerAbout } from '../../state/use-answer.ts';
import type { Described } from '../../worker/protocol.ts';
import { cutAt } from './cut.ts';
import { ExplanationCard } from './explanation-card.tsx';
import { type FieldItem, fieldItems } from './field-items.ts';
import { hasLenses, throughLens } from './field-lens.ts';
import { FieldPlaces } from './field-places.ts';
import { FieldTree } from './field-tree.tsx';
import { headerBoxes } from './header-boxes.ts';
import { HeaderDiagram } from './header-diagram.tsx';
import { HexPane } from './hex-pane.tsx';
import { InspectorBar } from './inspector-bar.tsx';
import { SeeItIn } from './see-it-in.tsx';
import { missingOf, useRecordBytes } from './use-record-bytes.ts';
import { fieldById } from './words.ts';
import './inspector.css';

/** How much of the room each part has at first, and at least. */
const SIZES: Readonly<Record<Part, { defaultSize: string; minSize: number }>> = {
  fields: { defaultSize: '38%', minSize: 80 },
  bytes: { defaultSize: '39%', minSize: 120 },
  explanation: { defaultSize: '23%', minSize: 80 },
};

const dictionary = { field: fieldById, structure: structureById };

/** The selected record: its fields, its bytes, and what they mean; `only` one of these where there is no room for more. */
export function InspectorPanel({ only }: { readonly only?: Part }): ReactNode {
  const selection = useInspector((state) => state.selection);
  const { answer, waiting, error } = useAnswerAbout('describe', (record) => ({ record }));
  const field = useInspector((state) => state.field);
  const now = useMemo(() => ({ answer, field }), [answer, field]);
  // Another record comes in the frame after its row is marked. Another field of the same one must not wait: the
  // next key goes on from it.
  const later = useDeferredValue(now);
  const { answer: shown, field: selected } = later.answer === answer ? now : later;
  return (
    <section
      className="inspector"
      aria-label="Inspector"
      aria-busy={waiting || later.answer !== answer}
    >
      {shown ? (
        <Parts described={shown} field={selected} only={only} />
      ) : (
        <p className="inspector-empty">
          {error ??
            (!selection
              ? 'Select a chunk or a message to see its fields, its bytes and what they mean.'
              : waiting
                ? 'Reading the record …'
                : 'There is no record at this address.')}
        </p>
      )}
    </section>
  );
}

const Parts = memo(function Parts({
  described,
  field,
  only,
}: {
  described: Described;
  field: string | undefined;
  only: Part | undefined;
}): ReactNode {
  const mask = useMask();
  const base = useInspector((state) => state.base);
  const chosen = useInspector((state) => state.parts);
  const shownParts = only === undefined ? chosen : [only];
  const items = useMemo(
    () => fieldItems(described, { ...dictionary, mask, base }),
    [described, mask, base],
  );
  const places = useMemo(() => new FieldPlaces(items), [items]);
  const wanted = useInspector((state) => state.fieldLens);
  const through = useMemo(() => throughLens(items, described, wanted), [items, described, wanted]);
  const selected = field === undefined ? undefined : through.byKey.get(field);
  // A field that the lens does not show is not lost from sight, unless another lens is asked for.
  const fits = field === undefined || ancestorsOf(through.roots, field) !== undefined;
  const lensBefore = useRef(wanted);
  useEffect(() => {
    if (lensBefore.current === wanted) return;
    lensBefore.current = wanted;
    if (!fits) selectField(undefined);
  }, [wanted, fits]);
  const explained = selected ?? items.roots.at(-1);
  // Nothing selected: the header of the record's first chunk, or the packet of the handshake.
  const drawn = selected ?? firstChunk(items.roots[0]);
  const header = drawn && headerBoxes(drawn, dictionary);
  const read = useRecordBytes(described, items, useKeys());
  const go = (address: Address): void => void goTo(address);

  const diagram = header && (
    <HeaderDiagram
      header={header}
      selected={selected?.key}
      read={read}
      onSelect={selectField}
      onGo={go}
    />
  );

  const parts: Readonly<Record<Part, ReactNode>> = {
    fields: (
      <section className="part" aria-label="Fields">
        <Afterwards rank={1}>
          <FieldTree
            label={`Fields of ${described.address}`}
            items={fits ? through : items}
            selected={selected}
            read={read}
            onSelect={selectField}
            onGo={go}
          />
        </Afterwards>
      </section>
    ),
    bytes: (
      <Afterwards rank={1}>
        <HexPane
          described={described}
          items={items}
          places={places}
          selected={selected}
          read={read}
          onSelect={selectField}
        />
      </Afterwards>
    ),
    explanation: (
      // A region that scrolls must be reachable by key.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <section className="part part-scroll" aria-label="Explanation" tabIndex={0}>
        <Afterwards rank={1}>
          {selected === undefined && diagram}
          {explained && (
            <ExplanationCard
              item={explained}
              direction={described.record.direction}
              cut={cutAt(described, items, explained)}
              missing={missingOf(explained, read)}
              onGo={go}
            />
          )}
          {selected && <SeeItIn item={selected} record={described.record} />}
          {selected !== undefined && diagram}
        </Afterwards>
      </section>
    ),
  };

  return (
    <>
      <InspectorBar
        lens={!hasLenses(described) ? undefined : fits ? wanted : 'both'}
        onLens={(one) => {
          setSettings({ fieldLens: one });
          if (one === wanted && !fits) selectField(undefined);
        }}
        parts={shownParts}
        hides={only === undefined}
      />
      <Group orientation="vertical" className="inspector-parts" id="inspector-parts">
        {shownParts.map((part, index) => (
          <Fragment key={part}>
            {index > 0 && (
              <Separator
                className="part-separator"
                aria-label={`Between ${shownParts[index - 1]} and ${part}`}
              />
            )}
            <Panel id={part} {...SIZES[part]}>
              {parts[part]}
            </Panel>
          </Fragment>
        ))}
      </Group>
    </>
  );
});

/** Stream names that must not be readable anywhere; none when the person asked to see them. */
function useKeys(): readonly string[] {
  const connection = useInspector(currentConnection);
  const reveal = useInspector((state) => state.revealKeys);
  return useMemo(() => (reveal ? [] : streamKeys(connection)), [connection, reveal]);
}

/** What is drawn while no field is selected. */
function firstChunk(root: FieldItem | undefined): FieldItem | undefined {
  return root?.key === HEADERS_KEY ? root.children[0] : root;
}
