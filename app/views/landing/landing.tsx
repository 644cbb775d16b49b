import { BookOpen, CircleHelp, FolderOpen, ShieldCheck } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { setDialog } from '../../state/actions.ts';
import { byteSize } from '../../format/bytes.ts';
import { apple, pick, useHint } from '../../state/commands.ts';
import { QUESTIONS } from '../../learn/questions.ts';
import { keysText } from '../../state/shortcuts.ts';
import { useInspector } from '../../state/store.ts';
import { LiveSection } from './live-section.tsx';
import { RecentFiles } from './recent-files.tsx';
import { WHAT_IS_READ } from '../source/what-is-read.ts';
import { SampleGallery } from './sample-gallery.tsx';
import './landing.css';

/** The page before anything is open. */
export function Landing() {
  const helpHint = useHint('help');
  return (
    <div className="landing">
      <header className="landing-bar">
        <strong>RTMP Inspector</strong>
        <Button
          look="icon"
          aria-label="Keys and help"
          {...helpHint}
          onClick={() => setDialog('help')}
        >
          <CircleHelp size={18} aria-hidden />
        </Button>
      </header>
      <main id="main" className="landing-main">
        <Awaiting />
        <section className="hero" aria-labelledby="headline">
          <h1 id="headline">Look inside an RTMP session</h1>
          <p className="hero-text">
            Every chunk, every field, every bit, with what the specification says about it. Step
            forwards and backwards and watch the state change.
          </p>
          <div className="hero-open">
            <Button look="primary" className="hero-button" onClick={pick}>
              <FolderOpen size={20} aria-hidden />
              Open a capture
            </Button>
            <p className="dim">
              or drop it anywhere on this page, or paste it (files, hexadecimal, base64).{' '}
              <kbd>{keysText('Mod+O', apple)}</kbd> works too.
            </p>
          </div>
          <p className="dim">It reads {WHAT_IS_READ}</p>
        </section>
        <RecentFiles />
        <section className="learn-card" aria-labelledby="learn-title">
          <BookOpen size={28} aria-hidden />
          <div>
            <h2 id="learn-title">New to RTMP?</h2>
            <p>
              <a href="#/learn">Read the chapters</a>, each bound to a recording that stands beside
              the text: from the first byte of a handshake to Enhanced RTMP. Or look a field, a
              command or a status code up in the <a href="#/reference">reference</a>.
            </p>
            <p>Or begin with a question:</p>
            <ul>
              {QUESTIONS.slice(0, 4).map(({ question, chapter }) => (
                <li key={question}>
                  <a href={`#/learn/${chapter}`}>{question}</a>
                </li>
              ))}
            </ul>
          </div>
        </section>
        <SampleGallery />
        <LiveSection />
        <Promise />
      </main>
    </div>
  );
}

/** A link pointed into a file that only the person has. */
function Awaiting() {
  const awaiting = useInspector((state) => state.awaiting);
  if (!awaiting) return null;
  return (
    <section className="awaiting" role="status">
      <p>
        This link points into <strong>{awaiting.name}</strong> ({byteSize(awaiting.size)}). Drop
        that file to continue.
      </p>
      <Button onClick={pick}>Choose the file</Button>
    </section>
  );
}

function Promise() {
  return (
    <section className="promise" aria-labelledby="promise-title">
      <ShieldCheck size={28} aria-hidden />
      <div>
        <h2 id="promise-title">Nothing leaves this tab</h2>
        <p>
          Your capture is read here, by this page, and sent nowhere. That is not only a promise: the
          page carries a content policy that lets the browser refuse every connection to elsewhere,
          and the decoder runs in a worker whose means of reaching the network are taken away before
          it sees the first byte. There is no analytics, no outside font, no account. To check,
          watch the network panel of your browser, or go offline and open a capture.
        </p>
      </div>
    </section>
  );
}
