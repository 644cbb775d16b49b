import { Volume2, VolumeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { count, counted } from '../../format/numbers.ts';
import type { SoundState } from './sound-player.ts';

/** Turns the sound on and off; it is off until somebody asks for it. */
export function SoundSwitch({
  state,
  isLive,
  turn,
  setVolume,
}: {
  readonly state: SoundState;
  readonly isLive: boolean;
  readonly turn: (on: boolean) => void;
  readonly setVolume: (volume: number) => void;
}) {
  const label = useId();
  const [volume, changeVolume] = useState(100);
  const isOn = ON.includes(state.kind) || (state.kind === 'missing' && isLive);
  return (
    <span className="video-choice">
      <Button onClick={() => turn(!isOn)}>
        {isOn ? <VolumeOff size={14} aria-hidden /> : <Volume2 size={14} aria-hidden />}
        {isOn ? 'Turn the sound off' : 'Turn the sound on'}
      </Button>
      {isOn && (
        <>
          <label htmlFor={label}>Volume</label>
          <input
            id={label}
            type="range"
            min={0}
            max={100}
            step={5}
            value={volume}
            onChange={({ currentTarget: { valueAsNumber } }) => {
              changeVolume(valueAsNumber);
              setVolume(valueAsNumber / 100);
            }}
          />
        </>
      )}
    </span>
  );
}

/** What is heard, or why nothing is. */
export function SoundNews({
  state,
  isLive,
}: {
  readonly state: SoundState;
  readonly isLive: boolean;
}) {
  return (
    <>
      <p role="status" className="video-sound">
        {sentence(state, isLive)}
      </p>
      {'frames' in state && (
        <p className="dim">
          {state.name}, {count(state.sampleRate)} Hz, {counted(state.channels, 'channel')},{' '}
          {counted(state.frames, 'frame')} decoded.
        </p>
      )}
    </>
  );
}

const ON: readonly SoundState['kind'][] = ['armed', 'waiting', 'playing', 'over'];

const MISSING = {
  sound: ['No sound has come on this connection yet.', 'There is no sound on this connection.'],
  'sequence header': [
    'The sequence header of the sound was not seen, so it cannot be decoded. Publish again to send one.',
    'The sequence header of the sound is not in this capture, so it cannot be decoded. Encoders send it once, when they begin.',
  ],
} as const;

/** What happens, or why nothing does. */
function sentence(state: SoundState, isLive: boolean): string {
  switch (state.kind) {
    case 'off':
      return 'The sound is off.';
    case 'armed':
      return 'The sound is on, and begins with the video.';
    case 'waiting':
      return 'Waiting for the first sound.';
    case 'missing':
      return MISSING[state.what][isLive ? 0 : 1];
    case 'no-decoder':
      return 'This browser cannot decode sound for a page (WebCodecs). It needs a newer browser, and an address that begins with https: or is localhost.';
    case 'unsupported':
      return `This browser has no decoder for sound of ${state.name}${state.codec === undefined ? '' : ` (${state.codec})`}. Another program can play it.`;
    case 'failed':
      return `The sound stopped: ${state.reason}`;
    case 'playing':
      return 'The sound is heard.';
    case 'over':
      return 'The sound is at its end.';
  }
}
