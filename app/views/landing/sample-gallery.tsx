import { useEffect, useState } from 'react';
import { byteSize } from '../../format/bytes.ts';
import { openSample } from '../../state/actions.ts';
import { fetchSamples, type Sample } from '../../state/samples.ts';

/** Captures that come with the page, by what they teach. */
export function SampleGallery() {
  const [samples, setSamples] = useState<readonly Sample[] | 'none'>();
  useEffect(() => {
    let gone = false;
    fetchSamples().then(
      (found) => gone || setSamples(found.length > 0 ? found : 'none'),
      () => gone || setSamples('none'),
    );
    return () => {
      gone = true;
    };
  }, []);

  return (
    <section aria-labelledby="samples-title">
      <h2 id="samples-title">No capture at hand? Open one of these</h2>
      {samples === 'none' ? (
        <p className="dim">
          The samples could not be read, so there is nothing to try here. Opening your own capture
          works all the same.
        </p>
      ) : (
        <ul className="samples" aria-busy={samples === undefined}>
          {samples?.map((sample) => (
            <SampleCard key={sample.id} sample={sample} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SampleCard({ sample: { id, title, teaches, bytes, tags } }: { readonly sample: Sample }) {
  return (
    <li>
      <button type="button" className="sample" onClick={() => void openSample(id)}>
        <strong>{title}</strong>
        <span>{teaches}</span>
        <span className="sample-foot">
          <span>{byteSize(bytes)}</span>
          {tags.map((tag) => (
            <span key={tag} className="sample-tag">
              {tag}
            </span>
          ))}
        </span>
      </button>
    </li>
  );
}
