import { ProgressBar } from '../../components/progress-bar.tsx';
import { byteRate, byteSize } from '../../format/bytes.ts';
import { counted, percent } from '../../format/numbers.ts';
import { type InspectorState, useInspector } from '../../state/store.ts';
import './loading.css';

/** How far reading is, how fast, and what was found; `slim` is one line. */
export function LoadingProgress({ slim = false }: { readonly slim?: boolean }) {
  const progress = useInspector((state) => state.progress);
  const seconds = useInspector((state) => state.seconds);
  const found = useInspector(foundText);
  if (!progress) return null;
  const { read, size } = progress;
  const share = percent(read, size);
  return (
    <div className={slim ? 'loading-slim' : 'loading'}>
      <ProgressBar value={share} label="Reading the capture" slim={slim} />
      <p className="loading-text">
        <span>
          {byteSize(read)} of {byteSize(size)}
        </span>
        <span>{byteRate(read, seconds)}</span>
        <span>{found}</span>
      </p>
    </div>
  );
}

/** Says every quarter, once. */
export function QuarterAnnouncer() {
  const text = useInspector(({ phase, progress, sourceName }) => {
    if (phase !== 'loading' || !progress) return '';
    const quarter = Math.floor(percent(progress.read, progress.size) / 25) * 25;
    return quarter === 0 ? `Reading ${sourceName ?? 'the capture'}.` : `${quarter} % read.`;
  });
  const phase = useInspector((state) => state.phase);
  const found = useInspector((state) => (state.phase === 'loading' ? '' : foundText(state)));
  return (
    <p className="visually-hidden" aria-live="polite">
      {phase === 'ready' ? `The capture has been read: ${found}.` : text}
      {phase === 'failed' && 'The capture could not be shown.'}
    </p>
  );
}

function foundText({ connections }: InspectorState): string {
  const chunks = connections.reduce((sum, connection) => sum + connection.chunks, 0);
  return `${counted(connections.length, 'connection')}, ${counted(chunks, 'chunk')}`;
}
