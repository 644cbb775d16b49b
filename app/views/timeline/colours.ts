import { resolveColours } from '../../theme/resolve-colours.ts';
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

const NAMES: readonly ColourName[] = [
  ...PLAIN,
  ...(Object.keys(FAMILIES) as Family[]).flatMap((family): ColourName[] => [
    `type-${family}`,
    `type-${family}-soft`,
  ]),
];

/** Reads the tokens as they are in force inside `element`. */
export function readColours(element: HTMLElement): Colours {
  return Object.fromEntries(resolveColours(element, NAMES, forcedColour)) as Colours;
}

/** The system's colour for a token: letters, signs and hatching have to tell the rest. */
function forcedColour(name: ColourName): string {
  if (name === 'surface-selected' || name === 'accent' || name === 'focus') return 'Highlight';
  if (name.startsWith('surface') || name.endsWith('-soft')) return 'Canvas';
  return name === 'border' ? 'GrayText' : 'CanvasText';
}
