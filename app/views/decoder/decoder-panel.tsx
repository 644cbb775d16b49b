import type { ReactNode } from 'react';
import { addressOf, parseAddress } from '../../../src-protocol/bytes/address.ts';
import { goTo, select, selectField } from '../../state/actions.ts';
import { useMask } from '../../state/mask.ts';
import { useInspector } from '../../state/store.ts';
import { useAnswerAbout } from '../../state/use-answer.ts';
import type { DecoderStep, RecordRef } from '../../worker/protocol.ts';
import './decoder.css';

/** What the decoder did with the selected chunk. */
export function DecoderPanel(): ReactNode {
  const selection = useInspector((state) => state.selection);
  const { answer, waiting, error } = useAnswerAbout('decoder-steps', (record) => ({ record }));
  return (
    <section className="decoder" aria-label="What the decoder did" aria-busy={waiting}>
      {answer ? (
        <>
          <p className="dim">
            What the decoder did with the chunk at{' '}
            <span className="mono">{addressOf(answer.record.direction, answer.record.at)}</span>
            {selection?.kind === 'message' && ', the first of this message'}:
          </p>
          <ol className="decoder-steps">
            {answer.steps.map((step, index) => (
              <Step key={index} step={step} record={answer.record} />
            ))}
          </ol>
        </>
      ) : (
        <p className="decoder-empty dim">
          {error ??
            (!selection
              ? 'Select a chunk to see how it was read.'
              : waiting
                ? 'Reading the chunk …'
                : 'The handshake’s packets have fixed lengths: there is nothing to decide.')}
        </p>
      )}
    </section>
  );
}

function Step({
  step: { text, path, from },
  record,
}: {
  readonly step: DecoderStep;
  readonly record: RecordRef;
}): ReactNode {
  const mask = useMask();
  const selected = useInspector((state) => path !== undefined && state.field === path);
  const selection = useInspector((state) => state.selection);
  const show = () => {
    // A message shows the headers of all its chunks under other keys; the chunk itself has this path.
    if (selection?.at === record.at && selection.kind === 'chunk') selectField(path);
    else select(record, path);
  };
  return (
    <li data-selected={selected || undefined}>
      {mask(text)
        .split(/((?:up|down)@\d+)/)
        .map((part, index) =>
          parseAddress(part) ? (
            <button
              key={index}
              type="button"
              className="address-link"
              aria-label={`Go to ${part}`}
              onClick={() => void goTo(part)}
            >
              {part}
            </button>
          ) : index === 0 && path !== undefined ? (
            <button
              key={index}
              type="button"
              className="decoder-step"
              aria-pressed={selected}
              onClick={show}
            >
              {part}
            </button>
          ) : (
            part
          ),
        )}
      {from !== undefined && !text.includes(from) && (
        <button
          type="button"
          className="address-link"
          aria-label={`Go to ${from}`}
          onClick={() => void goTo(from)}
        >
          {from}
        </button>
      )}
    </li>
  );
}
