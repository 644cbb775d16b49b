import { useId } from 'react';
import type { CodedTrack } from '../../worker/session-questions.ts';

const WORDS = { video: 'Pictures of', audio: 'Sound of' } as const;

/** Which track is played, where there are several. */
export function TrackChoice({
  kind,
  tracks,
  choose,
}: {
  readonly kind: CodedTrack['kind'];
  readonly tracks: readonly CodedTrack[];
  readonly choose: (track: CodedTrack) => void;
}) {
  const label = useId();
  const choices = tracks.filter((track) => track.kind === kind);
  if (choices.length < 2) return null;
  // A connection seldom has media on several message streams; only then is it worth a word.
  const hasStreams = choices.some(
    ({ direction, messageStreamId }) =>
      direction !== choices[0]!.direction || messageStreamId !== choices[0]!.messageStreamId,
  );
  return (
    <span className="video-choice">
      <label htmlFor={label}>{WORDS[kind]}</label>
      <select
        id={label}
        className="select"
        onChange={({ currentTarget }) => choose(choices[currentTarget.selectedIndex]!)}
      >
        {choices.map((track, index) => (
          <option key={index}>{trackText(track, hasStreams)}</option>
        ))}
      </select>
    </span>
  );
}

function trackText(track: CodedTrack, hasStreams: boolean): string {
  const { trackId, name, direction, messageStreamId } = track;
  const text = `track ${trackId} (${name})`;
  if (!hasStreams) return text;
  return `${text}, message stream ${messageStreamId} of the ${direction === 0 ? 'client' : 'server'}`;
}
