import { create } from 'zustand';

/** A cell or field whose value can become a filter. */
export interface FilterMenuSubject {
  /** The condition that is true for the same value; undefined where there is none. */
  readonly condition: string | undefined;
  /** What the value is of, in words. */
  readonly of: string;
  /** What the menu stands beside, and what gets the focus back where nothing else is named. */
  readonly anchor: HTMLElement;
  readonly focus?: HTMLElement | undefined;
}

/** The menu that is open, if any. */
export const useFilterMenu = create<{ readonly subject: FilterMenuSubject | undefined }>(() => ({
  subject: undefined,
}));

/** Opens the menu that makes filters of a value. */
export function openFilterMenu(subject: FilterMenuSubject): void {
  useFilterMenu.setState({ subject });
}

/** Closes it. */
export function closeFilterMenu(): void {
  useFilterMenu.setState({ subject: undefined });
}
