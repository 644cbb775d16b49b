/**
 * Colours of tokens (their names without the dashes) as a canvas takes them, as they are in force inside
 * `element`. A token's own text may be `light-dark(…)`, so each is resolved by giving it to an element.
 */
export function resolveColours(
  element: HTMLElement,
  names: readonly string[],
): ReadonlyMap<string, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const style = getComputedStyle(probe);
  const colours = new Map<string, string>();
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    colours.set(name, style.color);
  }
  probe.remove();
  return colours;
}

/** Calls back when the colours may have changed: the page's theme, the system's, forced colours. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
