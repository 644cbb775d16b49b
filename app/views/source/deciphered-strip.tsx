import { Button } from '../../components/button.tsx';
import { saveFile } from '../../state/save-file.ts';
import { useInspector } from '../../state/store.ts';
import './source.css';

/** Above a session that was deciphered here: what it was made of, and how to keep it. */
export function DecipheredStrip() {
  const made = useInspector((state) => state.deciphered);
  if (!made) return null;
  const { from, file } = made;
  return (
    <section className="side-strip" aria-label="Deciphered">
      <p>
        Deciphered from <strong>{from}</strong>. Times are its own; packets were made here.
      </p>
      <div className="side-strip-actions">
        <Button onClick={() => saveFile(file.name, file)}>Save it as pcapng</Button>
      </div>
    </section>
  );
}
