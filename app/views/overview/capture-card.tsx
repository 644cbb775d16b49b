import { byteSize } from '../../format/bytes.ts';
import { count, counted } from '../../format/numbers.ts';
import { useInspector } from '../../state/store.ts';
import type { CommentView } from '../../worker/protocol.ts';
import { FileComments } from '../notes/file-comments.tsx';
import { ReadAsPicker } from '../source/read-as-picker.tsx';

/** What the file is. */
export function CaptureCard() {
  const capture = useInspector((state) => state.capture);
  if (!capture) return null;
  const { name, size, format, packets, cutPackets, others, remarks, comments, kind } = capture;
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
        {kind === 'capture' && (
          <>
            <dt>Packets</dt>
            <dd>
              {count(packets)}
              {cutPackets > 0 && `, ${count(cutPackets)} of them cut short when captured`}
            </dd>
          </>
        )}
        {others.length > 0 && (
          <>
            <dt>Besides TCP</dt>
            <dd>{others.map(({ what, packets: many }) => `${what} ${count(many)}`).join(', ')}</dd>
          </>
        )}
      </dl>
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      <Comments comments={comments} />
      <p>
        <ReadAsPicker />
      </p>
    </section>
  );
}

/** What somebody wrote into the capture, folded away. */
function Comments({ comments }: { readonly comments: readonly CommentView[] }) {
  if (comments.length === 0) return null;
  return (
    <details className="capture-comments">
      <summary>{counted(comments.length, 'comment')} in the file</summary>
      <FileComments comments={comments} />
    </details>
  );
}
