import { reopen } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import type { Reading } from '../../worker/protocol.ts';

const CHOICES: readonly { as: NonNullable<Reading['as']>; text: string }[] = [
  { as: 'capture', text: 'a packet capture' },
  { as: 'client', text: 'the bytes a client sent' },
  { as: 'server', text: 'the bytes a server sent' },
  { as: 'text', text: 'text that stands for bytes' },
  { as: 'flv', text: 'an FLV file' },
];

/** Says what the file is, whatever its bytes look like, and reads it again as that. */
export function ReadAsPicker() {
  const as = useInspector((state) => state.reading.as);
  return (
    <label className="read-as">
      <span>Read it as</span>
      <select
        className="select"
        value={as ?? 'auto'}
        onChange={({ currentTarget: { value } }) => {
          const choice = CHOICES.find((one) => one.as === value);
          reopen(choice ? { as: choice.as } : {});
        }}
      >
        <option value="auto">what its bytes look like</option>
        {CHOICES.map(({ as, text }) => (
          <option key={as} value={as}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
