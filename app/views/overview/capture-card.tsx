import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { useInspector } from '../../state/store.ts';

/** What the file is. */
export function CaptureCard() {
  const capture = useInspector((state) => state.capture);
  if (!capture) return null;
  const { name, size, format, packets, cutPackets, others } = capture;
  return (
    <section className="card" aria-labelledby="capture-title">
      <h2 id="capture-title">Capture</h2>
      <dl className="facts">
        <dt>File</dt>
        <dd>{name}</dd>
        <dt>Size</dt>
        <dd title={counted(size, 'byte')}>{byteSize(size)}</dd>
        <dt>Format</dt>
        <dd>{format}</dd>
        <dt>Packets</dt>
        <dd>
          {count(packets)}
          {cutPackets > 0 && `, ${count(cutPackets)} of them cut short when captured`}
        </dd>
        {others.length > 0 && (
          <>
            <dt>Besides TCP</dt>
            <dd>{others.map(({ what, packets: many }) => `${what} ${count(many)}`).join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
