import * as v from 'valibot';
import { type CommandId, type KeyMap, SHORTCUTS, type SingleKeys } from './shortcuts.ts';

const KEY = 'rtmp-inspector.settings';

/** The colours of the page. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** How much room a row gets. */
export const DENSITIES = ['comfortable', 'compact', 'touch'] as const;
export type Density = (typeof DENSITIES)[number];

/** How numbers are written. */
export const BASES = ['decimal', 'hexadecimal'] as const;
export type Base = (typeof BASES)[number];

/** What times after the start are counted in. */
export const TIME_UNITS = ['seconds', 'milliseconds'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** How much screen readers are told after a step. */
export const VERBOSITIES = ['sentence', 'address', 'nothing'] as const;
export type Verbosity = (typeof VERBOSITIES)[number];

/** The parts of the inspector, from top to bottom. */
export const PARTS = ['fields', 'bytes', 'explanation'] as const;
export type Part = (typeof PARTS)[number];

/** Which fields of a record are listed: those on the wire, under their segments; those of the message; or all of them. */
export const FIELD_LENSES = ['wire', 'message', 'both'] as const;
export type FieldLens = (typeof FIELD_LENSES)[number];

/** What is remembered between visits. */
export interface StoredSettings {
  readonly theme: Theme;
  readonly density: Density;
  readonly base: Base;
  readonly timeUnit: TimeUnit;
  readonly verbosity: Verbosity;
  readonly singleKeys: SingleKeys;
  readonly keyMap: KeyMap;
  /** Codes of findings that are not shown. */
  readonly muted: readonly string[];
  /** Parts of the inspector that are shown, one at least. */
  readonly parts: readonly Part[];
  readonly fieldLens: FieldLens;
}

const COMMANDS: readonly string[] = SHORTCUTS.map(({ command }) => command);
const Keys = v.pipe(v.string(), v.regex(/^(?:(?:Mod\+|Alt\+)?\S|(?:Shift\+)?F\d{1,2})?$/u));

/** A visit of an older version may have kept a yes or no. */
const Single = v.union([
  v.picklist(['on', 'workbench', 'off']),
  v.pipe(
    v.boolean(),
    v.transform((on): SingleKeys => (on ? 'on' : 'off')),
  ),
]);

const Settings = v.object({
  theme: v.fallback(v.picklist(THEMES), 'system'),
  density: v.fallback(v.picklist(DENSITIES), 'comfortable'),
  base: v.fallback(v.picklist(BASES), 'decimal'),
  timeUnit: v.fallback(v.picklist(TIME_UNITS), 'seconds'),
  verbosity: v.fallback(v.picklist(VERBOSITIES), 'sentence'),
  singleKeys: v.fallback(Single, 'on'),
  keyMap: v.fallback(
    v.pipe(
      v.record(v.string(), Keys),
      v.transform(
        (map): KeyMap =>
          Object.fromEntries(
            Object.entries(map).filter(([command]) => COMMANDS.includes(command)),
          ) as Partial<Record<CommandId, string>>,
      ),
    ),
    {},
  ),
  muted: v.fallback(
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/))), v.maxLength(500)),
    [],
  ),
  parts: v.fallback(v.pipe(v.array(v.picklist(PARTS)), v.minLength(1), v.maxLength(3)), [...PARTS]),
  fieldLens: v.fallback(v.picklist(FIELD_LENSES), 'both'),
});

/** What holds when nothing was stored. */
export const DEFAULT_SETTINGS: StoredSettings = v.parse(Settings, {});

/** Reads the settings. Storage may be blocked, and what is in it may be anything. */
export function loadSettings(storage: () => Pick<Storage, 'getItem'>): StoredSettings {
  try {
    return v.parse(Settings, JSON.parse(storage().getItem(KEY) ?? '{}'));
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** Keeps the settings, where that is allowed. */
export function saveSettings(
  storage: () => Pick<Storage, 'setItem'>,
  settings: StoredSettings,
): void {
  try {
    storage().setItem(KEY, JSON.stringify(settingsOf(settings)));
  } catch {
    // Blocked or full: the settings last as long as the page.
  }
}

/** The settings among whatever else there is. */
export function settingsOf(all: StoredSettings): StoredSettings {
  const { theme, density, base, timeUnit, verbosity, singleKeys, keyMap, muted } = all;
  const { parts, fieldLens } = all;
  return {
    ...{ theme, density, base, timeUnit, verbosity, singleKeys, keyMap, muted },
    ...{ parts, fieldLens },
  };
}

/** Whether any setting differs. Values are never changed in place. */
export function settingsDiffer(a: StoredSettings, b: StoredSettings): boolean {
  const [one, other] = [settingsOf(a), settingsOf(b)];
  return (Object.keys(one) as (keyof StoredSettings)[]).some((name) => one[name] !== other[name]);
}

/** The colours after these, for a button that goes round. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
}
