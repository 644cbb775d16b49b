import type { ReactNode } from 'react';
import { claimsOf, groupBytes, itemsOf } from '../../learn/byte-groups.ts';
import { hexText } from '../../learn/hex-text.ts';
import { useAnswer } from '../../state/use-answer.ts';
import type { Described } from '../../worker/protocol.ts';
import '../../learn/bound/bound.css';

/** The header of a chunk, byte by byte. Its payload, in which there may be stream keys, is left out. */
export function AnswerBytes({ described }: { readonly described: Described }): ReactNode {
  const { record, start, address, chunk } = described;
  const { connection, direction } = record;
  const end = start + (chunk?.headerLength ?? 0);
  const { answer: read } = useAnswer('bytes', { connection, direction, start, end });
  if (read?.start !== start) return null;
  const place = { sample: '', connection, at: address };
  const claims = claimsOf(described, itemsOf(described), place);
  return (
    <div className="bound-bytes" role="group" aria-label={`Header of the chunk at ${address}`}>
      <span className="bound-bytes-at">{address}</span>
      {(groupBytes(claims, read.bytes, start) ?? []).map((group, index) => (
        <span key={index} className="bound-group bound-header">
          <code className="bound-hex">{hexText(group)}</code>
          {group.fields.map(({ label, text, bits }) => (
            <span key={label} className="bound-label">
              {bits !== undefined && <code className="bound-bits">{bits}</code>}
              <span>{label}</span> <strong>{text}</strong>
            </span>
          ))}
        </span>
      ))}
    </div>
  );
}
