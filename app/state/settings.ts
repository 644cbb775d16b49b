import * as v from 'valibot';
import type { Theme } from './store.ts';

const KEY = 'rtmp-inspector.settings';

const Settings = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  singleKeys: v.fallback(v.boolean(), true),
});

/** What is remembered between visits. */
export interface StoredSettings {
  readonly theme: Theme;
  readonly singleKeys: boolean;
}

/** Reads the settings. Storage may be blocked, and what is in it may be anything. */
export function loadSettings(storage: () => Pick<Storage, 'getItem'>): StoredSettings {
  try {
    return v.parse(Settings, JSON.parse(storage().getItem(KEY) ?? '{}'));
  } catch {
    return v.parse(Settings, {});
  }
}

/** Keeps the settings, where that is allowed. */
export function saveSettings(
  storage: () => Pick<Storage, 'setItem'>,
  { theme, singleKeys }: StoredSettings,
): void {
  try {
    storage().setItem(KEY, JSON.stringify({ theme, singleKeys }));
  } catch {
    // Blocked or full: the settings last as long as the page.
  }
}
