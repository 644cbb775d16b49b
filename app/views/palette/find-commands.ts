import type { Shortcut } from '../../state/shortcuts.ts';

/**
 * The commands that have every word of a query, best first: words that begin the command's text, then
 * words within it, then its other words. Without a query, all in the order of the list.
 */
export function findCommands(query: string, commands: readonly Shortcut[]): Shortcut[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...commands];
  return commands
    .map((command) => ({ command, rank: rankOf(command, wanted) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => a.rank! - b.rank!)
    .map(({ command }) => command);
}

function rankOf({ text, words = '', group }: Shortcut, wanted: readonly string[]) {
  const own = text.toLowerCase();
  const rest = `${words} ${group}`.toLowerCase();
  let rank = 0;
  for (const word of wanted) {
    if (own.startsWith(word)) continue;
    if (own.includes(` ${word}`)) rank += 1;
    else if (own.includes(word)) rank += 2;
    else if (rest.includes(word)) rank += 4;
    else return undefined;
  }
  return rank;
}

/** Whether a query looks like something the go-to dialog takes. */
export function looksLikePlace(query: string): boolean {
  return /^(?:(?:up|down)@\d|#\d|0x[0-9a-f]|(?:pkt|packet)\s*\d|\+?\d+(?:\.\d+)?\s*s$)/i.test(
    query.trim(),
  );
}
