import { CopyButton } from '../../components/copy-button.tsx';
import type { BoundSum } from '../bound-facts.ts';
import { PlaceLink } from './place-link.tsx';

/** A sum to do by hand or on a command line, and what has to come out. */
export function Compute({ bound }: { readonly bound: string }) {
  const { place, steps, command, result } = JSON.parse(bound) as BoundSum;
  return (
    <section className="compute" aria-label={`Compute it yourself: ${place.at}`}>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className="compute-command">
        {/* A region that scrolls must be reachable by key. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0} aria-label="Command line">
          <code>{command}</code>
        </pre>
        <CopyButton text={command} label="Copy" />
      </div>
      <details>
        <summary>What comes out</summary>
        <pre>
          <code>{result}</code>
        </pre>
        <p>
          The inspector finds the same at <PlaceLink place={place}>{place.at}</PlaceLink>.
        </p>
      </details>
    </section>
  );
}
