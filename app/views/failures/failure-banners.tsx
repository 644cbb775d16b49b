import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { counted } from '../../format/numbers.ts';
import { uncapitalised } from '../../format/words.ts';
import { setConnection } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import type { Failure } from '../../worker/protocol.ts';
import { ChunkSizeForm } from './chunk-size-form.tsx';
import { DecodePart } from './decode-part.tsx';
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
        {counted(about.length, 'thing')} to know about this capture:{' '}
        {about.map(({ kind }) => uncapitalised(FAILURE_TITLES[kind])).join(', ')}
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
      {failure.evidence !== undefined && <pre className="evidence">{failure.evidence}</pre>}
    </Banner>
  );
}
