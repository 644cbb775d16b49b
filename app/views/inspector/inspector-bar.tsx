import { BookOpenText, Binary, ListTree } from 'lucide-react';
import type { ReactNode } from 'react';
import { setSettings } from '../../state/actions.ts';
import { togglePart } from '../../state/inspector-parts.ts';
import { FIELD_LENSES, type FieldLens, type Part, PARTS } from '../../state/settings.ts';
import { useInspector } from '../../state/store.ts';

const LENS_TITLES: Readonly<Record<FieldLens, string>> = {
  wire: 'The segments and the chunk headers in them, as they came',
  message: 'The message’s header and its payload',
  both: 'Chunk headers and payload',
};

const ICONS = { fields: ListTree, bytes: Binary, explanation: BookOpenText } as const;

export interface InspectorBarProps {
  /** Through which lens the tree is seen; undefined when there is nothing to choose. */
  readonly lens: FieldLens | undefined;
}

/** Which fields are listed, and which parts are shown. */
export function InspectorBar({ lens }: InspectorBarProps): ReactNode {
  const parts = useInspector((state) => state.parts);
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
                onClick={() => setSettings({ fieldLens: one })}
              >
                {one}
              </button>
            ))}
          </div>
        </>
      )}
      <div className="part-toggles" role="group" aria-label="Parts of the inspector">
        {PARTS.map((part) => (
          <PartToggle key={part} part={part} shown={parts.includes(part)} />
        ))}
      </div>
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
