import type { Packing } from '../capture/packing.ts';
import type { Inspection } from './inspection.ts';

/** What the bytes of a file are, in words: how it is packed, what stands in it, and in which form. */
export function formatOf(inspection: Inspection, packing?: Packing): string {
  const { sniffed, textName, isRaw, isFlv, isUnreadable } = inspection;
  const outer = textName === undefined ? [] : [withoutArticle(textName)];
  const inner =
    isRaw && textName !== undefined && inspection.sides.length === 2
      ? 'both directions of a connection'
      : isFlv
        ? 'FLV'
        : isRaw || isUnreadable
          ? withoutArticle(sniffed?.name ?? 'raw bytes')
          : captureWords(inspection);
  const packed = packing === undefined ? [] : [`packed with ${packing}`];
  return [...outer, inner, ...packed].join(', ');
}

function captureWords({ capture: { facts, format } }: Inspection): string {
  const { byteOrder, resolution, sections, interfaces } = facts;
  const many = interfaces > 1 ? `${interfaces} interfaces` : undefined;
  return [
    format ?? 'unknown',
    byteOrder,
    resolution === undefined ? undefined : resolutionWords(resolution),
    sections > 1 ? `${sections} sections` : undefined,
    many,
  ]
    .filter((words) => words !== undefined)
    .join(', ');
}

function resolutionWords(resolution: number): string {
  const names: [number, string][] = [
    [1, 'seconds'],
    [1e-3, 'milliseconds'],
    [1e-6, 'microseconds'],
    [1e-9, 'nanoseconds'],
  ];
  const name = names.find(([unit]) => Math.abs(resolution / unit - 1) < 1e-9)?.[1];
  return name ?? `units of 1/${Math.round(1 / resolution)} second`;
}

function withoutArticle(name: string): string {
  return name.replace(/^an? /, '');
}
