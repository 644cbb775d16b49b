import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { byteSize } from '../../format/bytes.ts';
import { count } from '../../format/numbers.ts';
import { select, setDialog } from '../../state/actions.ts';
import type { OverviewAnswer } from '../../worker/session-questions.ts';
import { DirectionMark } from '../marks/direction-mark.tsx';
import { FamilyChip } from '../marks/type-chip.tsx';

type Track = OverviewAnswer['tracks'][number];

/** Audio and video: what the sequence headers say, what was measured, and whether onMetaData agrees. */
export function MediaCard({ overview }: { readonly overview: OverviewAnswer }) {
  const { tracks, metadata, interleavings, refs } = overview;
  if (tracks.length === 0)
    return (
      <section className="card" aria-labelledby="media-title">
        <h2 id="media-title">Media</h2>
        <p className="dim">No audio or video in this capture.</p>
      </section>
    );
  return (
    <section className="card" aria-labelledby="media-title">
      <div className="story-head">
        <h2 id="media-title">Media</h2>
        <Button onClick={() => setDialog('save')}>Save a stream</Button>
      </div>
      <ul className="tracks">
        {tracks.map((track, index) => (
          <li key={index}>
            <TrackFacts track={track} record={refs[track.message]} />
          </li>
        ))}
      </ul>
      {interleavings.map((one) => (
        <p key={`${one.direction} ${one.messageStreamId}`}>
          <DirectionMark direction={one.direction} /> {driftText(one)}
        </p>
      ))}
      {metadata.map(({ message, checks }) => (
        <MetadataTable key={message} checks={checks} record={refs[message]} />
      ))}
    </section>
  );
}

function TrackFacts({
  track,
  record,
}: {
  readonly track: Track;
  readonly record: OverviewAnswer['refs'][number] | undefined;
}) {
  const { kind, direction, codec, fourCc, multitrack, facts, messageStreamId } = track;
  return (
    <article className="track">
      <h3>
        <DirectionMark direction={direction} />
        <FamilyChip family={kind} />
        {codec} {kind}
        {fourCc !== undefined && (
          <code className="pill" title="FourCC of Enhanced RTMP">
            {fourCc}
          </code>
        )}
        {multitrack && <span className="pill">multitrack</span>}
      </h3>
      <dl className="facts">
        {facts.profile !== undefined && (
          <Fact name="Profile">
            {facts.profile}
            {facts.level !== undefined && `, level ${facts.level}`}
          </Fact>
        )}
        {facts.width !== undefined && facts.height !== undefined && (
          <Fact name="Picture">
            {facts.width} × {facts.height}
          </Fact>
        )}
        {facts.sampleRate !== undefined && (
          <Fact name="Sound">
            {count(facts.sampleRate)} Hz
            {facts.channels !== undefined && `, ${channelsText(facts.channels)}`}
          </Fact>
        )}
        {kind === 'video' && <Fact name="Frame rate">{frameRateText(track)}</Fact>}
        {kind === 'video' && <Fact name="Key frames">{keyFrameText(track)}</Fact>}
        <Fact name="Frames">
          {count(track.frames)}, {byteSize(track.bytes)}
          {track.bitRate !== undefined && `, ${count(track.bitRate)} kbit/s`}
        </Fact>
        <Fact name="Time">{timeText(track)}</Fact>
        <Fact name="Where">
          message stream {messageStreamId}
          {record && (
            <>
              {', '}
              <button type="button" className="link" onClick={() => select(record)}>
                first message
              </button>
            </>
          )}
        </Fact>
      </dl>
    </article>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function MetadataTable({
  checks,
  record,
}: {
  readonly checks: OverviewAnswer['metadata'][number]['checks'];
  readonly record: OverviewAnswer['refs'][number] | undefined;
}) {
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <caption>
          {record ? (
            <button type="button" className="link" onClick={() => select(record)}>
              onMetaData
            </button>
          ) : (
            'onMetaData'
          )}{' '}
          against the media
        </caption>
        <thead>
          <tr>
            <th scope="col">property</th>
            <th scope="col">says</th>
            <th scope="col">measured</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ name, said, measured, differs }) => (
            <tr key={name} data-differs={differs}>
              <th scope="row">{name}</th>
              <td>{said}</td>
              <td>
                {differs && (
                  <TriangleAlert
                    size={13}
                    className="tone-warning"
                    role="img"
                    aria-label="differs:"
                  />
                )}{' '}
                {measured ?? '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function channelsText(channels: number): string {
  return channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
}

function frameRateText({ frameRate, facts }: Track): string {
  const measured = frameRate === undefined ? undefined : `${rounded(frameRate)} frames/s`;
  if (facts.frameRate === undefined) return measured ?? 'not known';
  const said = `${rounded(facts.frameRate)} by the sequence header`;
  return measured === undefined ? said : `${measured}; ${said}`;
}

function keyFrameText({ keyFrames, keyFrameDistance: distance }: Track): string {
  if (!distance) return count(keyFrames);
  const { least, mean, most } = distance;
  const apart =
    least === most
      ? `${rounded(mean / 1000)} s apart`
      : `${rounded(mean / 1000)} s apart, from ${rounded(least / 1000)} to ${rounded(most / 1000)}`;
  return `${count(keyFrames)}, ${apart}`;
}

function timeText({ seconds, captureSeconds }: Track): string {
  if (Number.isNaN(captureSeconds)) return `${rounded(seconds)} s of media`;
  return `${rounded(seconds)} s of media in ${rounded(captureSeconds)} s`;
}

function driftText({ early, late, least, most }: OverviewAnswer['interleavings'][number]): string {
  const drift = Math.round(late - early);
  const told =
    drift === 0
      ? 'Audio and video do not drift apart'
      : `Audio ${drift > 0 ? 'gains' : 'loses'} ${Math.abs(drift)} ms on video`;
  return `${told}: audio is ${Math.round(early)} ms ahead at first and ${Math.round(late)} ms at last, between ${least} and ${most} ms.`;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
