import { BookOpenText, Binary, ListTree } from 'lucide-react';
import type { ReactNode } from 'react';
import { togglePart } from '../../state/inspector-parts.ts';
import { FIELD_LENSES, type FieldLens, type Part, PARTS } from '../../state/settings.ts';

const LENS_TITLES: Readonly<Record<FieldLens, string>> = {
  wire: 'The segments and the chunk headers in them, as they came',
  message: 'The message’s header and its payload',
  both: 'Chunk headers and payload',
};

const ICONS = { fields: ListTree, bytes: Binary, explanation: BookOpenText } as const;

export interface InspectorBarProps {
  /** Through which lens the tree is seen; undefined when there is nothing to choose. */
  readonly lens: FieldLens | undefined;
  readonly onLens: (lens: FieldLens) => void;
  readonly parts: readonly Part[];
  /** Whether parts can be hidden here. */
  readonly hides: boolean;
}

/** Which fields are listed, and which parts are shown. */
export function InspectorBar({ lens, onLens, parts, hides }: InspectorBarProps): ReactNode {
  if (!hides && !parts.includes('fields')) return null;
  return (
    <header className="part-bar">
      {parts.includes('fields') && (
        <>
          <h2>Fields</h2>
          <div className="lenses" role="group" aria-label="Fields listed">
            {FIELD_LENSES.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={lens === one}
                disabled={lens === undefined}
                title={LENS_TITLES[one]}
                onClick={() => onLens(one)}
              >
                {one}
              </button>
            ))}
          </div>
        </>
      )}
      {hides && (
        <div className="part-toggles" role="group" aria-label="Parts of the inspector">
          {PARTS.map((part) => (
            <PartToggle key={part} part={part} shown={parts.includes(part)} />
          ))}
        </div>
      )}
    </header>
  );
}

function PartToggle({ part, shown }: { readonly part: Part; readonly shown: boolean }): ReactNode {
  const Icon = ICONS[part];
  return (
    <button
      type="button"
      className="part-toggle"
      aria-pressed={shown}
      aria-label={part}
      title={`${shown ? 'Hide' : 'Show'} the ${part}`}
      onClick={() => togglePart(part)}
    >
      <Icon size={15} aria-hidden />
    </button>
  );
}
