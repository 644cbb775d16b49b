import { Fragment, lazy, type ReactNode, Suspense } from 'react';
import { type Address, addressOf } from '../../../src-protocol/bytes/address.ts';
import type { Direction } from '../../../src-protocol/bytes/units.ts';
import type { Field } from '../../../src-protocol/dictionary/field.ts';
import { diagnosticByCode, structureById } from '../../../src-protocol/inspect/dictionary.ts';
import type { FieldNode } from '../../../src-protocol/wire/field-tree.ts';
import { PageLink } from '../../learn/page-link.tsx';
import { CitationLine } from './citation-line.tsx';
import type { Cut } from './cut.ts';
import { CutNote } from './cut-note.tsx';
import { type FieldItem, itemRanges } from './field-items.ts';
import { formatValue, namesOf, type NameRow, sizeText } from './format-value.ts';
import type { Missing } from './use-record-bytes.ts';
import { Voices } from './voices.tsx';
import { fieldById } from './words.ts';

/** Names of values shown before the rest is folded. */
const SHOWN_NAMES = 8;
/** Ranges written out before the rest is counted. */
const SHOWN_RANGES = 4;

// Words that teach are many, and nobody waits for them.
const Further = lazy(async () => ({ default: (await import('./further.tsx')).Further }));
const ValueWords = lazy(async () => ({ default: (await import('./further.tsx')).ValueWords }));

const MISSING = {
  some: 'Some of its bytes are not in the capture; they are read as zero.',
  all: 'Its bytes are not in the capture, so what it said cannot be known.',
} as const;

export interface ExplanationCardProps {
  readonly item: FieldItem;
  readonly direction: Direction;
  /** Where a chunk header cuts the message here. */
  readonly cut: Cut | undefined;
  readonly missing: Missing;
  readonly onGo: (address: Address) => void;
}

/** What the selected field is, what its value says, and where that is written. */
export function ExplanationCard(props: ExplanationCardProps): ReactNode {
  const { item, direction, cut, missing, onGo } = props;
  const { node } = item;
  const id = item.about === undefined ? (node?.id ?? 'chunk') : '';
  const field = fieldById(id);
  const structure = field ? structureById(id.slice(0, id.lastIndexOf('.'))) : structureById(id);
  const about = field ?? structure;
  const known = missing !== 'all';
  return (
    <div className="explain">
      <header className="explain-head">
        <h2>{item.text}</h2>
        {known && item.value !== undefined && (
          <output className="explain-value">{item.value}</output>
        )}
        {known && item.valueName !== undefined && (
          <span className="explain-meaning">{item.valueName}</span>
        )}
        {known && <Also node={node} field={field} />}
      </header>
      {missing !== 'none' && <p className="explain-text explain-missing">{MISSING[missing]}</p>}
      {cut && <CutNote cut={cut} onGo={onGo} />}
      {item.about !== undefined && <p className="explain-text">{item.about}</p>}
      {about && <p className="explain-text">{about.text}</p>}
      {about && (
        <Suspense>
          <Further id={about.id} />
        </Suspense>
      )}
      {known && field && node && <Meaning field={field} node={node} />}
      {node && <Provenance node={node} onGo={onGo} />}
      <Problems codes={node?.notes ?? []} />
      {field && node && <Names field={field} node={node} />}
      {about && (
        <Voices
          see={about.see}
          practice={field?.practice}
          errata={field?.errata}
          enhanced={field?.enhanced}
        />
      )}
      <dl className="explain-facts">
        {field && structure && (
          <>
            <dt>Part of</dt>
            <dd>{structure.label}</dd>
          </>
        )}
        {structure && (
          <>
            <dt>Reference</dt>
            <dd>
              {field && (
                <>
                  <PageLink to={`reference/field/${field.id}`}>Look {field.label} up</PageLink>{' '}
                </>
              )}
              <PageLink to={`reference/structure/${structure.id}`}>
                Look {structure.label} up
              </PageLink>
            </dd>
          </>
        )}
        <Place item={item} direction={direction} />
        {field && (
          <>
            <dt>Form</dt>
            <dd>{formOf(field)}</dd>
          </>
        )}
        <dt>Path</dt>
        <dd className="mono">{item.key}</dd>
      </dl>
    </div>
  );
}

interface FieldAndNode {
  readonly field: Field;
  readonly node: FieldNode;
}

function Also({
  node,
  field,
}: {
  node: FieldNode | undefined;
  field: Field | undefined;
}): ReactNode {
  if (typeof node?.value !== 'number') return null;
  const { also } = formatValue(node.value, field);
  return also === undefined ? null : <span className="explain-also">= {also}</span>;
}

/** The sentence about the value that is there, or about each bit that is set. */
function Meaning({ field, node }: FieldAndNode): ReactNode {
  const present = namesOf(field, node.value).filter((row) => row.present);
  return present.map((row) => (
    <Fragment key={row.value}>
      {row.text ? (
        <p className="explain-text">
          <b>{row.name}</b>: {row.text}
          {row.section && (
            <span className="explain-cite">
              <CitationLine see={row.section} />
            </span>
          )}
        </p>
      ) : (
        <Suspense>
          <ValueWords id={field.id} value={row.value} name={row.name} />
        </Suspense>
      )}
    </Fragment>
  ));
}

function Provenance({
  node,
  onGo,
}: {
  node: FieldNode;
  onGo: (address: Address) => void;
}): ReactNode {
  const { origin, from, how } = node;
  if (origin === 'inherited')
    return (
      <p className="explain-voice" data-voice="inherited">
        <b>Inherited</b> This header leaves the value out; it is carried over from{' '}
        {from === undefined ? (
          'an earlier chunk that the capture does not have'
        ) : (
          <button type="button" className="address-link" onClick={() => onGo(from)}>
            {from}
          </button>
        )}
        .
      </p>
    );
  if (origin === 'calculated')
    return (
      <p className="explain-voice" data-voice="calculated">
        <b>Calculated</b> Not on the wire
        {how === undefined ? '.' : ': '}
        {how !== undefined && <code>{how}</code>}
      </p>
    );
  if (origin === 'unexplained')
    return (
      <p className="explain-voice" data-voice="unexplained">
        <b>Unexplained</b> These bits belong to the record, but no field claims them.
      </p>
    );
  return null;
}

function Problems({ codes }: { codes: readonly string[] }): ReactNode {
  return codes.map((code, index) => {
    const found = diagnosticByCode(code);
    return (
      <div
        key={`${code} ${index}`}
        className="explain-problem"
        data-severity={found?.severity ?? 'note'}
      >
        <p>
          <b>{found?.severity ?? 'note'}</b> {found?.text ?? code}
        </p>
        {found?.help ? (
          <p className="dim">{found.help}</p>
        ) : (
          <Suspense>
            <Further code={code} />
          </Suspense>
        )}
        {found?.practice && (
          <p className="dim">
            <b>In practice</b> {found.practice}
          </p>
        )}
        <p className="explain-problem-foot">
          <code>{code}</code>
          {found && <CitationLine see={found.see} />}
        </p>
      </div>
    );
  });
}

function Names({ field, node }: FieldAndNode): ReactNode {
  const rows = namesOf(field, node.value);
  if (rows.length === 0) return null;
  const title = field.flags ? 'Bits' : 'Values';
  if (rows.length <= SHOWN_NAMES) {
    return (
      <div className="explain-names">
        <h3>{title}</h3>
        <NameList rows={rows} />
      </div>
    );
  }
  const present = rows.filter((row) => row.present);
  return (
    <div className="explain-names">
      {field.flags && present.length > 0 && (
        <>
          <h3>{title}</h3>
          <NameList rows={present} />
        </>
      )}
      <details>
        <summary>
          All {rows.length} {title.toLowerCase()}
        </summary>
        <NameList rows={rows} />
      </details>
    </div>
  );
}

function NameList({ rows }: { rows: readonly NameRow[] }): ReactNode {
  return (
    <ul className="name-list">
      {rows.map((row) => (
        <li key={row.value} data-present={row.present || undefined}>
          <span className="name-mark" aria-hidden="true">
            {row.present ? '▸' : ''}
          </span>
          <span className="name-value">{row.value}</span>
          <span>
            {row.name}
            {row.present && <span className="visually-hidden"> (this one)</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Place({ item, direction }: { item: FieldItem; direction: Direction }): ReactNode {
  const ranges = itemRanges(item);
  const bits = ranges.reduce((sum, range) => sum + range.end - range.start, 0);
  if (bits === 0) return null;
  const shown = ranges.slice(0, SHOWN_RANGES).map(({ start, end }) => {
    const first = addressOf(direction, Math.floor(start / 8));
    if (end - start < 8 || start % 8 !== 0)
      return `${first} bit ${start % 8}${end - start > 1 ? `–${(end - 1) % 8}` : ''}`;
    return end - start === 8 ? first : `${first}–${Math.ceil(end / 8) - 1}`;
  });
  return (
    <>
      <dt>Place</dt>
      <dd>
        {sizeText(0, bits)} at <span className="mono">{shown.join(', ')}</span>
        {ranges.length > shown.length && ` and ${ranges.length - shown.length} more`}
        {ranges.length > 1 && item.part === 'body' && (
          <span className="dim"> (cut by chunk headers)</span>
        )}
      </dd>
    </>
  );
}

function formOf(field: Field): string {
  const width = field.bits === 0 ? '' : `${sizeText(0, field.bits)}, `;
  switch (field.kind) {
    case 'uint':
      return `${width}unsigned${field.bits > 8 ? (field.littleEndian ? ', little-endian' : ', big-endian') : ''}`;
    case 'int':
      return `${width}two’s complement${field.bits > 8 ? (field.littleEndian ? ', little-endian' : ', big-endian') : ''}`;
    case 'double':
      return '8 bytes, IEEE 754 number, big-endian';
    case 'text':
      return 'UTF-8 text, its length told elsewhere';
    case 'bytes':
      return `${width}bytes as they are`;
    case 'computed':
      return 'on no wire: worked out from other fields';
  }
}
