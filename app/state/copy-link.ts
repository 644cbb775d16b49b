import { say } from './actions.ts';
import { locationOf } from './history.ts';
import { formatLocation } from './location.ts';
import { inspector } from './store.ts';

/** The address of what is looked at, as the address bar has it or is about to. */
function linkHere(): string {
  const { origin, pathname, search } = window.location;
  return `${origin}${pathname}${search}${formatLocation(locationOf(inspector.getState()))}`;
}

/** Puts a link to what is looked at into the clipboard. */
export async function copyLink(): Promise<void> {
  const { source } = inspector.getState();
  try {
    await navigator.clipboard.writeText(linkHere());
    const whose = source?.kind === 'file' ? ' It names your file; it does not hold it.' : '';
    say(`The link was copied.${whose}`);
  } catch {
    say('The browser did not allow copying. The address bar has the same link.');
  }
}
