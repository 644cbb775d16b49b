import { Clapperboard, Download, Square } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { byteSize } from '../../format/bytes.ts';
import { setDrawer } from '../../state/actions.ts';
import { setFollow, stopLive } from '../../state/live-actions.ts';
import { liveAddress } from '../../state/live-recording.ts';
import { useInspector } from '../../state/store.ts';
import './live.css';

/** Above the workbench while a live connection is open: whether it goes on, and whether the page moves with it. */
export function LiveBar() {
  const live = useInspector((state) => state.live);
  const read = useInspector((state) => state.progress?.read ?? 0);
  if (!live) return null;
  const { id, follow, ended } = live;
  return (
    <section className="live-bar" aria-label="Live connection">
      <p role="status">
        <strong>{ended === undefined ? 'Live' : 'Ended'}</strong>
        {ended !== undefined && <span> {ended}</span>}
      </p>
      <span className="dim">{byteSize(read)} recorded</span>
      {ended === undefined && (
        <>
          <label className="live-follow">
            <input
              type="checkbox"
              checked={follow}
              onChange={({ currentTarget }) => setFollow(currentTarget.checked)}
            />
            Follow the newest chunk
          </label>
          <Button onClick={stopLive}>
            <Square size={13} aria-hidden />
            Stop watching
          </Button>
        </>
      )}
      <Button onClick={() => setDrawer('video', true)}>
        <Clapperboard size={14} aria-hidden />
        Show the video
      </Button>
      <a
        className="button button-plain"
        href={liveAddress(`live/${id}.pcapng`, 'http').href}
        download
      >
        <Download size={14} aria-hidden />
        Save as pcapng
      </a>
    </section>
  );
}
