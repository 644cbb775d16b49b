import { lazy, Suspense } from 'react';
import { useFilterMenu } from './filter-menu-state.ts';

const FilterMenuPopup = lazy(async () => ({
  default: (await import('./filter-menu-popup.tsx')).FilterMenuPopup,
}));

/** The menu of a cell or a field, when one was asked for. */
export function FilterMenu() {
  const subject = useFilterMenu((state) => state.subject);
  return (
    subject && (
      <Suspense fallback={null}>
        <FilterMenuPopup subject={subject} />
      </Suspense>
    )
  );
}
