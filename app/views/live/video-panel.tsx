import { Pause, Play } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { count } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import { complain } from '../../state/actions.ts';
import { inspector, useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import { PicturePlayer, type PlayerState, type PictureSource } from './picture-player.ts';
import './video.css';

/** The video of the connection that is looked at, played by the browser's own decoder. */
export function VideoPanel(): ReactNode {
  const connection = useInspector((state) => state.connection);
  const opened = useInspector((state) => state.openedAt);
  if (connection === undefined)
    return <p className="video-empty dim">Choose a connection first.</p>;
  return <Video key={`${opened} ${connection}`} connection={connection} />;
}

function Video({ connection }: { readonly connection: number }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const player = useRef<PicturePlayer>(undefined);
  const [state, setState] = useState<PlayerState>({ kind: 'idle' });
  const [isStill] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  const selection = useInspector(({ selection }) => selection);
  const isLive = useInspector(({ live }) => live !== undefined && live.ended === undefined);
  useEffect(() => {
    const source = sourceOf(connection);
    const made = new PicturePlayer(canvas.current!, source, setState);
    player.current = made;
    // What moves by itself is for who has not asked for less motion; a capture waits for its reader.
    if (source.grows() && !isStill) made.play();
    return () => made.close();
  }, [connection, isStill]);
  // What is missing may yet come while the connection lives, and is waited for.
  const plays =
    state.kind === 'playing' || state.kind === 'waiting' || (state.kind === 'missing' && isLive);
  const playFromSelection = async () => {
    if (!selection) return;
    const { direction, at } = selection;
    const found = await ask('locate', { connection, direction, at });
    player.current?.play(found?.message ?? 0);
  };
  const shown = 'count' in state ? state : undefined;
  return (
    <section className="video" aria-label="Video">
      <div className="video-controls">
        <Button
          look="primary"
          onClick={() => (plays ? player.current?.pause() : player.current?.play())}
        >
          {plays ? <Pause size={14} aria-hidden /> : <Play size={14} aria-hidden />}
          {plays ? 'Pause the video' : isLive ? 'Play what is live' : 'Play the video'}
        </Button>
        {!isLive && selection && (
          <Button onClick={() => void playFromSelection().catch(complain)}>
            Play from the selected record
          </Button>
        )}
        <p role="status">{sentence(state, isLive, isStill)}</p>
        {shown && (
          <p className="dim">
            {shown.name}, {shown.width} × {shown.height} pixels, at {duration(shown.time / 1000)},{' '}
            {count(shown.count)} pictures shown. Sound is not played.
          </p>
        )}
      </div>
      <div
        className="video-picture"
        role="img"
        aria-label={shown ? `The video, ${WORDS[shown.kind]}` : 'The video, nothing shown yet'}
        hidden={!shown}
      >
        <canvas ref={canvas} />
      </div>
    </section>
  );
}

const WORDS = { playing: 'playing', paused: 'paused', over: 'at its end' } as const;

const MISSING = {
  video: ['No video has come on this connection yet.', 'There is no video on this connection.'],
  'key frame': [
    'No key frame has come yet: playing begins with the next one.',
    'There is no key frame here, and nothing can be decoded before one.',
  ],
  'sequence header': [
    'The sequence header was not seen, so the video cannot be decoded. Publish again to send one.',
    'The sequence header is not in this capture, so the video cannot be decoded. Encoders send it once, when they begin.',
  ],
} as const;

/** What happens, or why nothing does. */
function sentence(state: PlayerState, isLive: boolean, isStill: boolean): string {
  switch (state.kind) {
    case 'idle':
      return isLive && isStill
        ? 'It does not start by itself, since you asked for less motion.'
        : '';
    case 'waiting':
      return 'Waiting for the first picture.';
    case 'missing':
      return MISSING[state.what][isLive ? 0 : 1];
    case 'no-decoder':
      return 'This browser cannot decode video for a page (WebCodecs). It needs a newer browser, and an address that begins with https: or is localhost.';
    case 'unsupported':
      return `This browser has no decoder for ${state.name}${state.codec === undefined ? '' : ` (${state.codec})`}. The session is shown all the same; another program can play the stream.`;
    case 'failed':
      return `The video stopped: ${state.reason}`;
    case 'over':
      return 'The video is at its end.';
    case 'paused':
      return 'Paused.';
    case 'playing':
      return 'Playing.';
  }
}

function sourceOf(connection: number): PictureSource {
  return {
    ask: (question) => ask('pictures', { connection, ...question }),
    grows: () => {
      const { live } = inspector.getState();
      return live !== undefined && live.ended === undefined;
    },
    watch: (more) =>
      inspector.subscribe((now, before) => {
        if (now.version !== before.version || now.live !== before.live) more();
      }),
  };
}
