import type { BoundLadder } from '../bound-facts.ts';
import { PlaceLink } from './place-link.tsx';

/** Messages between client and server, one below the other. */
export function Ladder({ bound }: { readonly bound: string }) {
  const { rows } = JSON.parse(bound) as BoundLadder;
  return (
    <div className="bound-ladder">
      <div className="bound-ladder-ends" aria-hidden>
        <span>client</span>
        <span>server</span>
      </div>
      <ol>
        {rows.map(({ place, from, title, seconds, sentence }) => (
          <li key={place.at} className={`bound-rung bound-from-${from}`}>
            <PlaceLink place={place} title={sentence}>
              <span aria-hidden>{from === 'server' && '← '}</span>
              <span className="visually-hidden">{from} sends </span>
              {title}
              <span aria-hidden>{from === 'client' && ' →'}</span>
            </PlaceLink>
            <span className="faint mono">{seconds.toFixed(3)} s</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
