import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { pick } from '../../state/commands.ts';
import { decipher } from '../../state/decipher.ts';
import { useInspector } from '../../state/store.ts';
import './source.css';

/** What to do about TLS: decipher it with the key log in the capture, or with one that is chosen. */
export function DecipherOffer() {
  const carried = useInspector((state) => state.capture?.hasKeyLog ?? false);
  const [said, setSaid] = useState('');
  const begin = () => {
    setSaid('Deciphering…');
    void decipher(undefined).then((problem) => setSaid(problem ?? ''));
  };
  return (
    <div className="decipher-offer">
      <p>
        {carried
          ? 'The capture carries a key log: the secrets of its connections.'
          : 'A key log has the secrets of connections. Programs write one to the file that SSLKEYLOGFILE names when they are started.'}{' '}
        It stays in this tab.
      </p>
      <p className="decipher-actions">
        {carried && (
          <Button look="primary" onClick={begin}>
            <KeyRound size={16} aria-hidden />
            Decipher with the key log it carries
          </Button>
        )}
        <Button onClick={pick}>Choose a key log…</Button>
      </p>
      <p role="status">{said}</p>
    </div>
  );
}
