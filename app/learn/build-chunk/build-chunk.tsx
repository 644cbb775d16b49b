import { useId, useState } from 'react';
import { toHex } from '../../../src-protocol/bytes/hex.ts';
import { counted } from '../../format/numbers.ts';
import {
  type ChunkForm,
  LONGEST,
  type MessageForm,
  readHeader,
  typeChoices,
  writtenChunks,
  writtenHeader,
} from './chunk-form.ts';

const START: ChunkForm = {
  chunkStreamId: 4,
  chunkSize: 128,
  previous: {
    timestamp: 1000,
    timestampDelta: 20,
    messageLength: 32,
    messageTypeId: 8,
    messageStreamId: 1,
  },
  now: { timestamp: 1020, messageLength: 32, messageTypeId: 8, messageStreamId: 1 },
  fmt: 3,
};

/** A form for a chunk's header and its bytes, each following the other, with the project's own encoder and decoder. */
export function BuildChunk() {
  const [form, setForm] = useState(START);
  const [typed, setTyped] = useState<{ text: string; problem?: string }>();
  const id = useId();
  const choices = typeChoices(form);
  // A change may make the chosen type impossible: the shortest that is left takes over.
  const fmt = choices[form.fmt]?.possible
    ? form.fmt
    : choices.findLastIndex(({ possible }) => possible);
  const current = { ...form, fmt };
  const change = (part: Partial<ChunkForm>) => {
    setTyped(undefined);
    setForm({ ...current, ...part });
  };
  const readBytes = (text: string) => {
    const read = readHeader(text, current);
    if (typeof read === 'string') setTyped({ text, problem: read });
    else {
      setTyped({ text });
      setForm(read);
    }
  };
  const chunks = writtenChunks(current);
  return (
    <section className="build-chunk" aria-label="Build a chunk">
      <div className="build-form">
        <fieldset>
          <legend>Both ends know</legend>
          <NumberField
            label="chunk stream ID"
            value={form.chunkStreamId}
            from={2}
            to={65_599}
            set={(chunkStreamId) => change({ chunkStreamId })}
          />
          <NumberField
            label="chunk size"
            value={form.chunkSize}
            from={1}
            to={65_536}
            set={(chunkSize) => change({ chunkSize })}
          />
          <label>
            <input
              type="checkbox"
              checked={form.previous !== undefined}
              onChange={({ currentTarget }) =>
                change({ previous: currentTarget.checked ? START.previous : undefined })
              }
            />
            a message came before on this chunk stream
          </label>
          {form.previous && (
            <MessageFields
              value={form.previous}
              set={(previous) => change({ previous: { ...form.previous!, ...previous } })}
            />
          )}
          {form.previous && (
            <NumberField
              label="its timestamp delta"
              value={form.previous.timestampDelta}
              from={0}
              to={0xffffffff}
              set={(timestampDelta) => change({ previous: { ...form.previous!, timestampDelta } })}
            />
          )}
        </fieldset>
        <fieldset>
          <legend>The message to send</legend>
          <MessageFields value={form.now} set={(now) => change({ now: { ...form.now, ...now } })} />
        </fieldset>
      </div>
      <fieldset className="build-types">
        <legend>Header types</legend>
        {choices.map((choice) => (
          <label key={choice.fmt} className={choice.possible ? '' : 'build-impossible'}>
            <input
              type="radio"
              name={id}
              checked={choice.fmt === fmt}
              disabled={!choice.possible}
              onChange={() => change({ fmt: choice.fmt })}
            />
            <span>
              type {choice.fmt} {choice.possible ? choice.why : `cannot be used: ${choice.why}`}
            </span>
            {choice.possible && <code>{choice.hex}</code>}
          </label>
        ))}
      </fieldset>
      <label className="build-bytes" htmlFor={`${id}-bytes`}>
        The header’s bytes; change them and the form follows
        <input
          id={`${id}-bytes`}
          className="text-field mono"
          value={typed?.text ?? toHex(writtenHeader(current), ' ')}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={typed?.problem !== undefined}
          aria-describedby={`${id}-says`}
          onChange={({ currentTarget }) => readBytes(currentTarget.value)}
        />
      </label>
      <p
        id={`${id}-says`}
        role="status"
        className={typed?.problem === undefined ? 'dim' : 'tone-error'}
      >
        {typed?.problem ?? chunksText(chunks)}
      </p>
    </section>
  );
}

function chunksText(chunks: readonly { header: number; data: number }[]): string {
  const headers = chunks.reduce((sum, { header }) => sum + header, 0);
  const data = chunks.reduce((sum, chunk) => sum + chunk.data, 0);
  const shown = chunks.slice(0, 4).map(({ header, data }) => `${header} + ${data}`);
  return `${counted(chunks.length, 'chunk')}, header + data: ${shown.join(', ')}${chunks.length > 4 ? ', …' : ''}. Altogether ${headers} bytes of headers for ${data} of data.`;
}

function MessageFields({
  value,
  set,
}: {
  readonly value: MessageForm;
  readonly set: (part: Partial<MessageForm>) => void;
}) {
  return (
    <>
      <NumberField
        label="timestamp"
        value={value.timestamp}
        from={0}
        to={0xffffffff}
        set={(timestamp) => set({ timestamp })}
      />
      <NumberField
        label="message length"
        value={value.messageLength}
        from={0}
        to={LONGEST}
        set={(messageLength) => set({ messageLength })}
      />
      <NumberField
        label="message type ID"
        value={value.messageTypeId}
        from={0}
        to={255}
        set={(messageTypeId) => set({ messageTypeId })}
      />
      <NumberField
        label="message stream ID"
        value={value.messageStreamId}
        from={0}
        to={0xffffff}
        set={(messageStreamId) => set({ messageStreamId })}
      />
    </>
  );
}

function NumberField({
  label,
  value,
  from,
  to,
  set,
}: {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly set: (value: number) => void;
}) {
  return (
    <label className="build-number">
      {label}
      <input
        type="number"
        className="text-field mono"
        value={value}
        min={from}
        max={to}
        onChange={({ currentTarget: { valueAsNumber } }) => {
          if (Number.isInteger(valueAsNumber) && valueAsNumber >= from && valueAsNumber <= to)
            set(valueAsNumber);
        }}
      />
    </label>
  );
}
