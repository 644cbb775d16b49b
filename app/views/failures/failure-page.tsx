import { FolderOpen } from 'lucide-react';
import { ToneMark } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { close } from '../../state/actions.ts';
import { pick } from '../../state/commands.ts';
import { useInspector } from '../../state/store.ts';
import type { Failure } from '../../worker/protocol.ts';
import { DecodePart } from './decode-part.tsx';
import { DecipherOffer } from '../source/decipher-offer.tsx';
import { ReadAsPicker } from '../source/read-as-picker.tsx';
import { WHAT_IS_READ } from '../source/what-is-read.ts';
import { FAILURE_TITLES, failureDetails } from './failure-text.ts';
import './failures.css';

const NOTHING_SAID: Failure = {
  kind: 'no-rtmp',
  severity: 'error',
  text: 'Nothing in this file could be decoded as RTMP.',
  help: 'Check that the capture has the connection you mean, from its beginning.',
};

/** The page when nothing could be decoded: what happened, what shows it, what to do. */
export function FailurePage() {
  const failures = useInspector((state) => state.failures);
  const anyTls = useInspector((state) => state.connections.some(({ tls }) => tls));
  const name = useInspector((state) => state.sourceName);
  const shown = failures.length > 0 ? failures : [NOTHING_SAID];
  return (
    <div className="failure-page">
      <h1>{name} could not be shown</h1>
      {shown.map((failure, at) => (
        <section key={at} className="failure" aria-labelledby={`failure-${at}`}>
          <h2 id={`failure-${at}`}>
            <ToneMark tone={failure.severity} size={18} /> {FAILURE_TITLES[failure.kind]}
          </h2>
          <p>{failure.text}</p>
          {failure.evidence !== undefined && (
            <figure>
              <figcaption className="dim">What shows it</figcaption>
              <pre className="evidence">{failure.evidence}</pre>
            </figure>
          )}
          <p>
            <strong>What you can do.</strong> {failure.help}
          </p>
          {anyTls && (failure.kind === 'tls' || failure.kind === 'no-rtmp') && <DecipherOffer />}
          <p>
            <CopyButton text={failureDetails(failure)} label="Copy details" />
          </p>
        </section>
      ))}
      <div className="failure-actions">
        <Button look="primary" onClick={pick}>
          <FolderOpen size={16} aria-hidden />
          Open another capture
        </Button>
        {shown.some(({ kind }) => kind === 'worker-died') && <DecodePart />}
        <Button onClick={close}>Back to the start</Button>
        <ReadAsPicker />
      </div>
      <p className="dim">This page reads {WHAT_IS_READ}</p>
    </div>
  );
}
