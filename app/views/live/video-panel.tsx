import { Pause, Play } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { count } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import { complain } from '../../state/actions.ts';
import { inspector, useInspector } from '../../state/store.ts';
import { ask } from '../../worker/client.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { MediaTime } from './media-time.ts';
import { PicturePlayer, type PlayerState, type PictureSource } from './picture-player.ts';
import { SoundNews, SoundSwitch } from './sound-controls.tsx';
import { SoundPlayer, type SoundSource, type SoundState } from './sound-player.ts';
import { TrackChoice } from './track-choice.tsx';
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
  const players = useRef<Players>(undefined);
  const [state, setState] = useState<PlayerState>({ kind: 'idle' });
  const [sound, setSound] = useState<SoundState>({ kind: 'off' });
  const [isStill] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  const selection = useInspector(({ selection }) => selection);
  const isLive = useInspector(({ live }) => live !== undefined && live.ended === undefined);
  const { answer: tracks = [] } = useAnswer('tracks', { connection });
  useEffect(() => {
    const time = new MediaTime();
    const heard = new SoundPlayer(soundOf(connection), setSound, time);
    const shown = new PicturePlayer(canvas.current!, picturesOf(connection), setState, time, heard);
    players.current = { pictures: shown, sound: heard };
    // What moves by itself is for who has not asked for less motion; a capture waits for its reader.
    if (isGrowing() && !isStill) shown.play();
    return () => {
      shown.close();
      heard.close();
    };
  }, [connection, isStill]);
  // What is missing may yet come while the connection lives, and is waited for.
  const plays =
    state.kind === 'playing' || state.kind === 'waiting' || (state.kind === 'missing' && isLive);
  // Where there are no pictures, sound is heard by itself.
  const isAlone = ALONE.includes(state.kind);
  const isArmed = sound.kind === 'armed';
  useEffect(() => {
    if (isAlone && isArmed) players.current?.sound.beginAlone(0);
  }, [isAlone, isArmed]);
  const playFromSelection = async () => {
    if (!selection) return;
    const { direction, at } = selection;
    const found = await ask('locate', { connection, direction, at });
    players.current?.pictures.play(found?.message ?? 0);
  };
  const shown = 'count' in state ? state : undefined;
  return (
    <section className="video" aria-label="Video">
      <div className="video-controls">
        <div className="video-choice">
          <Button
            look="primary"
            onClick={() => {
              if (plays) players.current?.pictures.pause();
              else players.current?.pictures.play();
            }}
          >
            {plays ? <Pause size={14} aria-hidden /> : <Play size={14} aria-hidden />}
            {plays ? 'Pause the video' : isLive ? 'Play what is live' : 'Play the video'}
          </Button>
          {!isLive && selection && (
            <Button onClick={() => void playFromSelection().catch(complain)}>
              Play from the selected record
            </Button>
          )}
          <SoundSwitch
            state={sound}
            isLive={isLive}
            turn={(on) => {
              const { pictures, sound: heard } = players.current!;
              if (on) heard.turnOn(pictures.place);
              else heard.turnOff();
            }}
            setVolume={(volume) => (players.current!.sound.volume = volume)}
          />
        </div>
        {TRACK_KINDS.map((kind) => (
          <TrackChoice
            key={kind}
            kind={kind}
            tracks={tracks}
            choose={(track) =>
              players.current?.[kind === 'video' ? 'pictures' : 'sound'].choose(track)
            }
          />
        ))}
        <p role="status">{sentence(state, isLive, isStill)}</p>
        {shown && (
          <p className="dim">
            {shown.name}, {shown.width} × {shown.height} pixels, at {duration(shown.time / 1000)},{' '}
            {count(shown.count)} pictures shown.
          </p>
        )}
        <SoundNews state={sound} isLive={isLive} />
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

interface Players {
  readonly pictures: PicturePlayer;
  readonly sound: SoundPlayer;
}

const TRACK_KINDS = ['video', 'audio'] as const;
/** States of the pictures in which there are none to go with. */
const ALONE: readonly PlayerState['kind'][] = ['missing', 'no-decoder', 'unsupported', 'failed'];
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

function isGrowing(): boolean {
  const { live } = inspector.getState();
  return live !== undefined && live.ended === undefined;
}

function picturesOf(connection: number): PictureSource {
  return {
    ask: (question) => ask('pictures', { connection, ...question }),
    grows: isGrowing,
    watch: (more) =>
      inspector.subscribe((now, before) => {
        if (now.version !== before.version || now.live !== before.live) more();
      }),
  };
}

function soundOf(connection: number): SoundSource {
  return { ask: (question) => ask('sound', { connection, ...question }), grows: isGrowing };
}
