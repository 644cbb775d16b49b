import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { openAgain } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import { readChunkSize } from './chunk-size.ts';

/** Sets the chunk sizes of a connection that began before the capture, and decodes it again. */
export function ChunkSizeForm({ connection }: { readonly connection: number }) {
  const found = useInspector(
    (state) => state.connections.find((one) => one.connection === connection)?.chunkSizes,
  );
  const [client, setClient] = useState('');
  const [server, setServer] = useState('');
  const problem = useId();
  const sizes = [readChunkSize(client), readChunkSize(server)] as const;
  const wrong = sizes.includes('wrong');
  const [up, down] = sizes;

  function submit(event: React.SubmitEvent): void {
    event.preventDefault();
    if (up === 'wrong' || down === 'wrong') return;
    openAgain({ chunkSizesOf: { [connection]: [up, down] } });
  }

  return (
    <form className="chunk-size-form" onSubmit={submit} aria-label="Chunk sizes set by hand">
      <SizeInput
        label="Chunk size, client"
        value={client}
        found={found?.[0]}
        onChange={setClient}
        problem={problem}
      />
      <SizeInput
        label="Chunk size, server"
        value={server}
        found={found?.[1]}
        onChange={setServer}
        problem={problem}
      />
      <Button type="submit">Decode again</Button>
      <p id={problem} role="status" className="dim">
        {wrong
          ? 'A chunk size is a whole number from 1 to 2147483647.'
          : 'Left empty, a size is found from the bytes.'}
      </p>
    </form>
  );
}

function SizeInput({
  label,
  value,
  found,
  onChange,
  problem,
}: {
  readonly label: string;
  readonly value: string;
  readonly found: number | undefined;
  readonly onChange: (value: string) => void;
  readonly problem: string;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        size={11}
        value={value}
        placeholder={found === undefined ? '' : String(found)}
        aria-invalid={readChunkSize(value) === 'wrong'}
        aria-describedby={problem}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
