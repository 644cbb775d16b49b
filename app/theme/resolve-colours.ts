/**
 * Colours of tokens (their names without the dashes) as a canvas takes them, as they are in force inside
 * `element`. A token's own text may be `light-dark(…)`, so each is resolved by giving it to an element.
 * Where colours are forced, a canvas is left alone: `forcedColour` names the system's colour for a token.
 */
export function resolveColours<Name extends string>(
  element: HTMLElement,
  names: readonly Name[],
  forcedColour?: (name: Name) => string,
): ReadonlyMap<Name, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  if (forcedColour) probe.style.forcedColorAdjust = 'none';
  const forced = forcedColour && matchMedia('(forced-colors: active)').matches;
  const style = getComputedStyle(probe);
  const colours = new Map<Name, string>();
  for (const name of names) {
    probe.style.color = forced ? forcedColour(name) : `var(--${name})`;
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
