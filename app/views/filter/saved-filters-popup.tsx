import { Popover } from '@base-ui/react/popover';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { closing, type PopupProps } from '../../components/popup-button.tsx';
import { applyFilter } from '../../state/filter.ts';
import { keepFilters, named, unnamed, useKeptFilters } from '../../state/kept-filters.ts';
import { useInspector } from '../../state/store.ts';

/** Filters with names: keep the one in force, use or delete others. Kept in this browser. */
export function SavedFiltersPopup(popup: PopupProps) {
  const filter = useInspector((state) => state.filter);
  const saved = useKeptFilters((kept) => kept.named);
  const [name, setName] = useState('');
  return (
    <Popover.Root open onOpenChange={closing(popup)}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={popup.anchor}
          sideOffset={4}
          align="end"
          className="popover-place"
        >
          <Popover.Popup className="popover" finalFocus={() => popup.anchor}>
            <Popover.Title className="popover-title">Saved filters</Popover.Title>
            <form
              className="saved-form"
              onSubmit={(event) => {
                event.preventDefault();
                keepFilters((kept) => named(kept, name, filter));
                setName('');
              }}
            >
              <label>
                <span className="visually-hidden">Name for the filter</span>
                <input
                  className="text-input"
                  value={name}
                  maxLength={80}
                  placeholder="Name for the filter"
                  disabled={filter === ''}
                  onChange={({ currentTarget: { value } }) => setName(value)}
                />
              </label>
              <Button type="submit" disabled={filter === '' || name.trim() === ''}>
                Save
              </Button>
            </form>
            {saved.length === 0 && <p className="dim">Nothing is saved in this browser yet.</p>}
            <ul>
              {saved.map((one) => (
                <li key={one.name} className="saved-line">
                  <Button look="quiet" title={one.filter} onClick={() => applyFilter(one.filter)}>
                    {one.name}
                  </Button>
                  <Button
                    look="icon"
                    aria-label={`Delete ${one.name}`}
                    onClick={() => keepFilters((kept) => unnamed(kept, one.name))}
                  >
                    <Trash2 size={14} aria-hidden />
                  </Button>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
