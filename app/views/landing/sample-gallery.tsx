import { useDeferredValue, useEffect, useState } from 'react';
import { byteSize } from '../../format/bytes.ts';
import { openSample } from '../../state/actions.ts';
import { fetchSamples, type Sample } from '../../state/samples.ts';
import { findSamples, frequentTags, type SampleGroup } from './find-samples.ts';

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
    <section aria-labelledby="samples-title" aria-busy={samples === undefined} className="gallery">
      <h2 id="samples-title">No capture at hand? Open one of these</h2>
      {samples === 'none' ? (
        <p className="dim">
          The samples could not be read, so there is nothing to try here. Opening your own capture
          works all the same.
        </p>
      ) : (
        samples && <Samples samples={samples} />
      )}
    </section>
  );
}

function Samples({ samples }: { readonly samples: readonly Sample[] }) {
  const [text, setText] = useState('');
  const [tag, setTag] = useState<string>();
  const wanted = useDeferredValue(text);
  const all = wanted.trim() === '' && tag === undefined;
  const groups = findSamples(samples, wanted, tag);
  const count = groups.reduce((sum, { samples }) => sum + samples.length, 0);
  return (
    <>
      <div className="gallery-search">
        <label>
          Search
          <input
            type="search"
            className="text-field"
            value={text}
            placeholder="FFmpeg, extended timestamp, digest …"
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <ul aria-label="Tags" className="gallery-tags">
          {frequentTags(samples).map((one) => (
            <li key={one}>
              <button
                type="button"
                className="gallery-tag"
                aria-pressed={one === tag}
                onClick={() => setTag(one === tag ? undefined : one)}
              >
                {one}
              </button>
            </li>
          ))}
        </ul>
        <p role="status" className="faint">
          {count === 0
            ? 'No sample has all of this. Fewer words find more.'
            : `${count} of ${samples.length} samples`}
        </p>
      </div>
      {groups.map((group) => (
        // What was found is shown; without a search only the first group is, so that the page stays short.
        <Group
          key={`${group.group} ${all}`}
          group={group}
          open={!all || group.group === 'sessions'}
        />
      ))}
    </>
  );
}

function Group({
  group: { title, samples },
  open,
}: {
  readonly group: SampleGroup;
  readonly open: boolean;
}) {
  return (
    <details open={open} className="gallery-group">
      <summary>
        <h3>{title}</h3> <span className="faint">{samples.length}</span>
      </summary>
      <ul className="samples">
        {samples.map((sample) => (
          <SampleCard key={sample.id} sample={sample} />
        ))}
      </ul>
    </details>
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
