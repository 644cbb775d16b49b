import { ListFilter } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Address } from '../../../src-protocol/bytes/address.ts';
import type { Severity } from '../../../src-protocol/dictionary/diagnostic.ts';
import { diagnosticByCode } from '../../../src-protocol/inspect/dictionary.ts';
import { ancestorsOf } from '../../components/tree/flatten.ts';
import { Tree } from '../../components/tree/tree.tsx';
import { hover } from '../../state/hover.ts';
import { useMask } from '../../state/mask.ts';
import { openFilterMenu } from '../filter/filter-menu-state.ts';
import { fieldCondition } from './field-condition.ts';
import {
  type FieldItem,
  type FieldItems,
  itemRanges,
  notesOf,
  openAtFirst,
} from './field-items.ts';
import { sizeText } from './format-value.ts';
import { rawText } from './raw-text.ts';
import { missingOf, type RecordBytes } from './use-record-bytes.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

export interface FieldTreeProps {
  readonly label: string;
  readonly items: FieldItems;
  readonly selected: FieldItem | undefined;
  readonly read: RecordBytes;
  readonly onSelect: (key: string) => void;
  readonly onGo: (address: Address) => void;
}

/** The record's fields: name, value, size, and how the value came about. */
export function FieldTree(props: FieldTreeProps): ReactNode {
  const { label, items, selected, read, onSelect, onGo } = props;
  // What a person opened or closed stays so from record to record; keys are the same for the same field.
  const [touched, setTouched] = useState<ReadonlyMap<string, boolean>>(new Map());

  const expanded = useMemo(() => {
    const open = new Set<string>();
    for (const item of items.byKey.values())
      if (touched.get(item.key) ?? openAtFirst(item)) open.add(item.key);
    return open;
  }, [items, touched]);

  // A field selected elsewhere must be in sight: everything above it is open, whatever was closed.
  const shown = useMemo(() => {
    const above = selected ? (ancestorsOf(items.roots, selected.key) ?? []) : [];
    const closed = above.filter((key) => !expanded.has(key));
    return closed.length === 0 ? expanded : new Set([...expanded, ...closed]);
  }, [items, expanded, selected]);

  const change = (next: ReadonlySet<string>): void => {
    const changed = new Map(touched);
    for (const key of items.byKey.keys())
      if (next.has(key) !== shown.has(key)) changed.set(key, next.has(key));
    setTouched(changed);
    // Closing a branch that holds the selection takes the selection along.
    const above = selected ? (ancestorsOf(items.roots, selected.key) ?? []) : [];
    const closed = above.find((key) => !next.has(key));
    if (closed !== undefined) onSelect(closed);
  };

  const onHover = useCallback((key: string | undefined) => {
    hover.setState(key === undefined ? {} : { field: key }, true);
  }, []);
  const subscribeLit = useCallback(
    (light: (key: string | undefined) => void) => hover.subscribe(({ field }) => light(field)),
    [],
  );

  const mask = useMask();
  const menu = (item: FieldItem | undefined, anchor: HTMLElement): void => {
    if (item) openFilterMenu({ condition: fieldCondition(item, mask), of: item.text, anchor });
  };

  return (
    // The tree has the keys; the menu key comes here as the same event as the pointer's.
    <div
      className="field-tree"
      role="presentation"
      onContextMenu={(event) => {
        const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
        event.preventDefault();
        if (row) menu(items.byKey.get(row.dataset['key']!), row);
        else menu(selected, event.target as HTMLElement);
      }}
    >
      <Tree
        label={label}
        roots={items.roots}
        expanded={shown}
        selected={selected?.key}
        onExpandedChange={change}
        onSelect={onSelect}
        onHover={onHover}
        subscribeLit={subscribeLit}
      >
        {(item, row) => (
          <Line item={item} closed={row.expanded === false} read={read} onGo={onGo} onMenu={menu} />
        )}
      </Tree>
    </div>
  );
}

interface LineProps {
  readonly item: FieldItem;
  readonly closed: boolean;
  readonly read: RecordBytes;
  readonly onGo: (address: Address) => void;
  readonly onMenu: (item: FieldItem, anchor: HTMLElement) => void;
}

function Line({ item, closed, read, onGo, onMenu }: LineProps): ReactNode {
  const { node } = item;
  const leaf = item.children.length === 0;
  const missing = missingOf(item, read);
  /** The bytes or bits on the wire, where there are few. */
  const raw = leaf ? rawText(itemRanges(item), read.shownAt) : undefined;
  const bits = node ? node.end - node.start : 0;
  const from = node?.from;
  const codes = closed ? notesOf(item) : (node?.notes ?? []);
  const worst = worstOf(codes);
  return (
    <span className="field-line" data-origin={node?.origin} data-heading={!node || undefined}>
      <span className="field-name" data-named={node?.name !== undefined || undefined}>
        {item.text}
      </span>
      {missing === 'all' && <span className="field-value">not in the capture</span>}
      {missing !== 'all' && item.value !== undefined && (
        <span className="field-value" data-structure={item.children.length > 0 || undefined}>
          {item.value}
        </span>
      )}
      {missing !== 'all' && item.valueName !== undefined && (
        <span className="field-meaning">{item.valueName}</span>
      )}
      {node?.origin !== undefined && (
        <span className="field-badge" data-badge={node.origin}>
          {node.origin}
        </span>
      )}
      {from !== undefined && (
        // The same link is in the explanation, where the keyboard reaches it.
        <button
          type="button"
          className="address-link"
          tabIndex={-1}
          title={`Go to ${from}, which set this value`}
          onClick={(event) => {
            event.stopPropagation();
            onGo(from);
          }}
        >
          {from}
        </button>
      )}
      {missing === 'some' && (
        <span
          className="field-badge"
          data-badge="warning"
          title="Some of its bytes are not in the capture; they are read as zero."
        >
          bytes missing
        </span>
      )}
      {worst && (
        <span className="field-badge" data-badge={worst}>
          {worst}
        </span>
      )}
      {bits > 0 && itemRanges(item).length > 1 && (
        <span className="field-ranges" title="Cut by chunk headers">
          {itemRanges(item).length} ranges
        </span>
      )}
      {node && (
        // The menu key on the selected line, or Shift+F10, does the same.
        <button
          type="button"
          className="field-menu"
          tabIndex={-1}
          aria-hidden
          title="Filter by this value (menu key)"
          onClick={(event) => {
            event.stopPropagation();
            onMenu(item, event.currentTarget);
          }}
        >
          <ListFilter size={13} aria-hidden />
        </button>
      )}
      {raw !== undefined && (
        // Screen readers have the bits from the ruler, and whole rows from the hex pane.
        <code className="field-raw" aria-hidden="true">
          {raw}
        </code>
      )}
      {bits > 0 && <span className="field-size">{sizeText(0, bits)}</span>}
    </span>
  );
}

function worstOf(codes: readonly string[]): Severity | undefined {
  const found = codes.map((code) => diagnosticByCode(code)?.severity ?? 'note');
  return SEVERITIES.find((severity) => found.includes(severity));
}
