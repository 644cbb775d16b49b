import type { BoundState } from '../bound-facts.ts';
import { PlaceLink } from './place-link.tsx';

/** What a record changes in what both ends remember. */
export function State({ bound }: { readonly bound: string }) {
  const { place, rows } = JSON.parse(bound) as BoundState;
  return (
    <div className="bound-state">
      <table>
        <caption>
          <PlaceLink place={place}>{place.at}</PlaceLink> changes
        </caption>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col">before</th>
            <th scope="col">after</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ group, label, before, after }) => (
            <tr key={`${group} ${label}`}>
              <th scope="row">
                {label} <span className="faint">{group}</span>
              </th>
              <td className="mono">{before ?? '–'}</td>
              <td className="mono">{after ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
