import { type RefObject, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { showBeside } from '../state/actions.ts';
import type { Location } from '../state/location.ts';
import type { Place } from './bound-facts.ts';

/** Text and workbench side by side: who leads whom. */
export interface ReadAlong {
  /** The reader opened the workbench beside the text, or there is room for both. */
  readonly opened: boolean;
  /** The text leads: the paragraph in view decides what the workbench shows. */
  readonly following: boolean;
  /** The place that the paragraph in view talks about. */
  readonly place: Place | undefined;
  /** The heading that a search led to, until the chapter is there. */
  readonly section: string | undefined;
}

/** State of the reading page that nobody else needs. */
export const readAlong = createStore<ReadAlong>(() => ({
  opened: false,
  following: true,
  place: undefined,
  section: undefined,
}));

/** Reads the state of the reading page in a component. */
export function useReadAlong<T>(select: (state: ReadAlong) => T): T {
  return useStore(readAlong, select);
}

/** Lets the text lead (again), or leaves the workbench where it is. */
export function follow(following: boolean): void {
  const { opened, place } = readAlong.getState();
  if (readAlong.getState().following === following) return;
  readAlong.setState({ following });
  if (following && opened && place) lead(place);
}

/** A chapter is opened: the text alone, at first, and it leads. */
export function beginReading(): void {
  held = null;
  readAlong.setState({ opened: false, following: true, place: undefined });
}

/** Opens the workbench beside the text. */
export function openBeside(sample: string): void {
  readAlong.setState({ opened: true });
  const first = [...places.values()].find((place) => place.sample === sample);
  showBeside(sample, undefined, first && locationOf(first));
}

/** Leaves the text alone again. */
export function closeBeside(): void {
  readAlong.setState({ opened: false, following: true });
}

const places = new Map<Element, Place>();
/** A narrow band a little above the middle: where people read. */
const READING_LINE = '-38% 0px -52% 0px';
/** The middle of that band, as a share of the page's height. */
const READING_MIDDLE = 0.43;

/** Tells which place an element talks about, for as long as it is on the page. */
export function useTalksAbout(element: RefObject<Element | null>, place: Place): void {
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    places.set(current, place);
    observer().observe(current);
    return () => {
      places.delete(current);
      inView.delete(current);
      observer().unobserve(current);
    };
  }, [element, place]);
}

/** What of the text is at the reading line, or was when that was last told. */
const inView = new Set<Element>();

let watching: IntersectionObserver | undefined;

function observer(): IntersectionObserver {
  watching ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting) inView.add(target);
        else inView.delete(target);
      const read = closest([...inView]);
      const place = read && places.get(read);
      if (!place || place === readAlong.getState().place || isHeld()) return;
      readAlong.setState({ place });
      if (readAlong.getState().opened && readAlong.getState().following) lead(place);
    },
    { rootMargin: READING_LINE },
  );
  return watching;
}

/** Of what is at the reading line, that whose middle is closest to it: a word goes before the strip of bytes around it. */
function closest(elements: readonly Element[]): Element | undefined {
  const line = window.innerHeight * READING_MIDDLE;
  let [found, least]: [Element | undefined, number] = [undefined, Infinity];
  for (const element of elements) {
    const { top, bottom } = element.getBoundingClientRect();
    const away = Math.abs((top + bottom) / 2 - line);
    if (away < least) [found, least] = [element, away];
  }
  return found;
}

/** Leads the workbench to a place, because the reader pressed the link `from`, which stays in sight. */
export function show(place: Place, from: Element): void {
  readAlong.setState({ place, opened: true, following: true });
  hold(from);
  lead(place);
}

/** Where the page stood when the reader pressed a link; undefined until that is known, null when nothing was pressed. */
let held: number | undefined | null = null;
/** How far the reader scrolls on before the text leads again, pixels. */
const READ_ON = 160;

/** What was pressed stays in view: the page may still be rolling, and a line more is not another place. */
function hold(pressed: Element): void {
  held = undefined;
  requestAnimationFrame(() => {
    // On a phone the workbench has just come up over it.
    pressed.scrollIntoView({ block: 'nearest' });
    requestAnimationFrame(() => (held = window.scrollY));
  });
}

function isHeld(): boolean {
  if (held === null) return false;
  if (held === undefined || Math.abs(window.scrollY - held) < READ_ON) return true;
  held = null;
  return false;
}

/** A place as the address bar would name it. */
export function locationOf({ connection, at, kind, field, view }: Place): Location {
  return {
    connection,
    at,
    ...(kind && { kind }),
    ...(field !== undefined && { field }),
    ...(view && { view }),
  };
}

function lead(place: Place): void {
  showBeside(place.sample, locationOf(place));
}
