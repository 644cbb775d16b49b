import { useId, useState } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { type Player, PLAYERS, playLine } from './play-lines.ts';

/** How to play a published stream with another program. The line has the stream's name in it, and is only copied. */
export function PlayElsewhere({ id, address }: { readonly id: number; readonly address: string }) {
  const [player, setPlayer] = useState<Player>('FFmpeg');
  const label = useId();
  return (
    <div className="live-elsewhere">
      <label htmlFor={label}>
        Play it with <span className="visually-hidden">(connection {id})</span>
      </label>
      <select
        id={label}
        value={player}
        onChange={({ currentTarget: { value } }) => setPlayer(value as Player)}
      >
        {PLAYERS.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <CopyButton text={playLine(player, address)} label="Copy the line" />
    </div>
  );
}
