import { Radio } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../components/button.tsx';

const LivePanel = lazy(async () => ({
  default: (await import('../live/live-panel.tsx')).LivePanel,
}));

/** The way to live connections. The listener is asked for only when somebody wants it. */
export function LiveSection() {
  const [shown, setShown] = useState(false);
  return (
    <section aria-labelledby="live-title" className="live-section">
      <h2 id="live-title">Or watch a session while it happens</h2>
      {shown ? (
        <Suspense fallback={<p role="status">Looking for the listener.</p>}>
          <LivePanel />
        </Suspense>
      ) : (
        <>
          <p className="dim">
            Publish from OBS, FFmpeg or GStreamer to the program that serves this page, and every
            chunk appears as it comes.
          </p>
          <Button onClick={() => setShown(true)}>
            <Radio size={15} aria-hidden />
            Show live connections
          </Button>
        </>
      )}
    </section>
  );
}
