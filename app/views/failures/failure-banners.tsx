import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { counted } from '../../format/numbers.ts';
import { uncapitalised } from '../../format/words.ts';
import { goTo, setConnection } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import type { Failure } from '../../worker/protocol.ts';
import { ChunkSizeForm } from './chunk-size-form.tsx';
import { DecodePart, DecodeRest } from './decode-part.tsx';
import { FAILURE_TITLES, failureDetails } from './failure-text.ts';
import './failures.css';

/** What has to be said about the file, above what can be shown of it; folded away once read. */
export function FailureBanners() {
  const all = useInspector((state) => state.failures);
  const connection = useInspector((state) => state.connection);
  const about = all.filter(
    (failure) =>
      failure.connection === undefined ||
      connection === undefined ||
      failure.connection === connection,
  );
  if (about.length === 0) return null;
  const worst = about.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  const tone = about.every(({ severity }) => severity === 'note') ? 'note' : worst;
  return (
    <details className="failures" open={tone === 'error' || undefined}>
      <summary className={`failures-summary banner-${tone}`}>
        {counted(about.length, 'thing')} to know about this capture: {kindsOf(about)}
      </summary>
      <ul>
        {about.map((failure, at) => (
          <li key={at}>
            <FailureBanner failure={failure} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Each kind once: a capture of many connections says the same of many of them. */
function kindsOf(failures: readonly Failure[]): string {
  const kinds = new Map<Failure['kind'], number>();
  for (const { kind } of failures) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds]
    .map(([kind, times]) => {
      const title = uncapitalised(FAILURE_TITLES[kind]);
      return times === 1 ? title : `${title} (${times} times)`;
    })
    .join(', ');
}

/** What shows it; places of the connection that is looked at lead there. */
function Evidence({ text, leads }: { readonly text: string; readonly leads: boolean }) {
  if (!leads) return text;
  return text.split(/\b((?:up|down)@\d+)\b/).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <button key={at} type="button" className="address-link" onClick={() => void goTo(part)}>
        {part}
      </button>
    ),
  );
}

function FailureBanner({ failure }: { readonly failure: Failure }) {
  const current = useInspector((state) => state.connection);
  const { connection } = failure;
  return (
    <Banner
      tone={failure.severity}
      actions={
        <>
          {connection !== undefined && connection !== current && (
            <Button onClick={() => setConnection(connection)}>Connection {connection}</Button>
          )}
          {failure.kind === 'worker-died' && <DecodePart />}
          {failure.kind === 'partly-read' && <DecodeRest />}
          <CopyButton text={failureDetails(failure)} label="Copy details" />
        </>
      }
    >
      <p>
        <strong>{failure.text}</strong>
      </p>
      <p>{failure.help}</p>
      {failure.kind === 'midstream' && connection !== undefined && (
        <ChunkSizeForm connection={connection} />
      )}
      {failure.evidence !== undefined && (
        <pre className="evidence">
          <Evidence text={failure.evidence} leads={connection === current} />
        </pre>
      )}
    </Banner>
  );
}
