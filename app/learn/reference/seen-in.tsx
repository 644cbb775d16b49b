import { occurrences } from 'virtual:occurrences';
import { addressOfPlace } from '../bound/place-link.tsx';
import type { Kind } from './entries.ts';

/** Where the samples have it: links into the workbench. */
export function SeenIn({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const places = occurrences[`${kind} ${id}`] ?? [];
  return (
    <section aria-label="Where it can be seen">
      <h2>In the samples</h2>
      {places.length === 0 ? (
        <p className="dim">None of the samples has it.</p>
      ) : (
        <ul>
          {places.map((place) => (
            <li key={`${place.sample} ${place.connection} ${place.at}`}>
              <a href={addressOfPlace(place)}>
                {place.sample}, {place.at}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
