import { Search, X } from 'lucide-react';
import {
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { completionAt } from '../../../src-protocol/filter/complete.ts';
import { parse } from '../../../src-protocol/filter/parse.ts';
import { count, counted } from '../../format/numbers.ts';
import { applyFilter, levelOf, provideFilterBox, stepHit } from '../../state/filter.ts';
import { keepFilters, remembered, useKeptFilters } from '../../state/kept-filters.ts';
import { useInspector } from '../../state/store.ts';
import { FilterCheck } from './filter-check.tsx';
import { type Suggestion, suggestions } from './suggestions.ts';
import { useValueCounts } from './use-value-counts.ts';

/** The one box for filters: checked while it is written, with a list of what could be written. */
export function FilterBox({ statusId }: { readonly statusId: string }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const applied = useInspector((state) => state.filter);
  const [draft, setDraft] = useState(applied);
  const [caret, setCaret] = useState(applied.length);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [seen, setSeen] = useState(applied);
  if (seen !== applied) {
    // Somebody else filtered: a link, a menu, Back.
    setSeen(applied);
    setDraft(applied);
    setActive(-1);
  }
  const wantedCaret = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (wantedCaret.current === undefined) return;
    input.current?.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = undefined;
  });
  useEffect(() => {
    provideFilterBox(() => {
      input.current?.focus();
      input.current?.select();
      setOpen(true);
    });
    return () => provideFilterBox(undefined);
  }, []);

  const parsed = useMemo(() => parse(draft), [draft]);
  const problem = 'problem' in parsed ? parsed.problem : undefined;
  const list = useSuggestions(draft, caret, open, problem);
  const shown = open && (list.length > 0 || draft.trim() !== '');
  const listed = shown && list.length > 0;
  const current = list[active];

  const write = (text: string, at: number): void => {
    setDraft(text);
    setCaret(at);
    setActive(-1);
    wantedCaret.current = at;
  };
  const apply = (text: string): void => {
    setOpen(false);
    setActive(-1);
    if ('problem' in parse(text)) return;
    keepFilters((kept) => remembered(kept, text.trim()));
    applyFilter(text);
  };
  const choose = ({ text, caret: at, whole }: Suggestion): void => {
    write(text, at);
    if (whole) apply(text);
    input.current?.focus();
  };
  const clear = (): void => {
    write('', 0);
    applyFilter('');
  };

  const pressed = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        move(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Enter':
        if (shown && current) choose(current);
        else if (problem) setOpen(true);
        else if (draft.trim() !== applied) apply(draft);
        else {
          setOpen(false);
          void stepHit(event.shiftKey ? -1 : 1);
        }
        break;
      case 'Escape':
        if (shown) setOpen(false);
        else if (draft !== '') clear();
        else document.getElementById('main')?.focus();
        break;
      case 'Tab':
        setOpen(false);
        return;
      default:
        return;
    }
    event.preventDefault();
  };
  const move = (by: 1 | -1): void => {
    setOpen(true);
    if (list.length === 0) return;
    setActive((active + by + (by < 0 && active < 0 ? 1 : 0) + list.length) % list.length);
  };

  return (
    // Whatever in it loses the focus to the outside closes the list.
    <div
      className="filter-box"
      role="presentation"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <Search size={15} aria-hidden className="filter-icon" />
      <input
        ref={input}
        className="filter-input mono"
        type="text"
        role="combobox"
        aria-label="Filter"
        aria-expanded={listed}
        aria-controls={listed ? id : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown && current ? `${id}-${active}` : undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={statusId}
        aria-keyshortcuts="/"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder="Filter: type:command -csid:3"
        value={draft}
        onChange={({ currentTarget: { value, selectionStart } }) => {
          setDraft(value);
          setCaret(selectionStart ?? value.length);
          setActive(-1);
          setOpen(true);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
        onClick={() => setOpen(true)}
        onKeyDown={pressed}
      />
      {draft !== '' && (
        <button
          type="button"
          className="filter-clear"
          aria-label="Clear the filter"
          onClick={clear}
        >
          <X size={14} aria-hidden />
        </button>
      )}
      {shown && (
        <div className="filter-popup">
          <FilterCheck text={draft} parsed={parsed} />
          {list.length > 0 && (
            <div id={id} role="listbox" aria-label="What could be written" className="filter-list">
              {list.map((one, index) => (
                // The keys are those of the box, which keeps the focus.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={`${one.group} ${one.label}`}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  className="filter-option"
                  ref={index === active ? scrollTo : undefined}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => choose(one)}
                >
                  <span className="filter-group">
                    {one.group === list[index - 1]?.group ? '' : one.group}
                  </span>
                  <code className="clip">{one.label}</code>
                  <span className="filter-help clip">{one.help}</span>
                  {one.rows !== undefined && (
                    <span className="menu-count" title={counted(one.rows, 'row')}>
                      {count(one.rows)}
                    </span>
                  )}
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function useSuggestions(
  draft: string,
  caret: number,
  open: boolean,
  problem: Parameters<typeof suggestions>[2],
): Suggestion[] {
  const level = useInspector((state) => levelOf(state.view));
  const connection = useInspector((state) => state.connection);
  const kept = useKeptFilters();
  const field = open ? completionAt(draft, caret)?.fieldText : undefined;
  const values = useValueCounts(level, connection, field);
  return useMemo(
    () => (open ? suggestions(draft, caret, problem, values, kept) : []),
    [open, draft, caret, problem, values, kept],
  );
}

function scrollTo(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
