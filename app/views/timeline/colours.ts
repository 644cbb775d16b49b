import { type Family, FAMILIES } from '../marks/message-family.ts';

const PLAIN = [
  'surface-0',
  'surface-1',
  'surface-2',
  'surface-selected',
  'border',
  'border-strong',
  'text',
  'text-dim',
  'text-faint',
  'accent',
  'focus',
  'up',
  'down',
  'error',
  'warning',
  'note',
] as const;

export type ColourName = (typeof PLAIN)[number] | `type-${Family}` | `type-${Family}-soft`;

/** The theme's colours as a canvas takes them. */
export type Colours = Readonly<Record<ColourName, string>>;

/**
 * Reads the tokens as they are in force inside `element`. A token's own text may be `light-dark(…)`,
 * which a canvas does not know, so each is resolved by giving it to an element.
 */
export function readColours(element: HTMLElement): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const names: ColourName[] = [
    ...PLAIN,
    ...(Object.keys(FAMILIES) as Family[]).flatMap((family): ColourName[] => [
      `type-${family}`,
      `type-${family}-soft`,
    ]),
  ];
  // A canvas is left alone by forced colours, so it has to honour them itself.
  probe.style.forcedColorAdjust = 'none';
  const forced = matchMedia('(forced-colors: active)').matches;
  const style = getComputedStyle(probe);
  const colours = {} as Record<ColourName, string>;
  for (const name of names) {
    probe.style.color = forced ? forcedColour(name) : `var(--${name})`;
    colours[name] = style.color;
  }
  probe.remove();
  return colours;
}

/** The system's colour for a token: letters, signs and hatching have to tell the rest. */
function forcedColour(name: ColourName): string {
  if (name === 'surface-selected' || name === 'accent' || name === 'focus') return 'Highlight';
  if (name.startsWith('surface') || name.endsWith('-soft')) return 'Canvas';
  return name === 'border' ? 'GrayText' : 'CanvasText';
}
