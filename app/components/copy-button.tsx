import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';

/** Copies a text, and says whether that worked. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [said, setSaid] = useState('');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('The browser did not allow copying'),
    );
  };
  return (
    <Button onClick={copy}>
      <Copy size={14} aria-hidden />
      <span aria-live="polite">{said || label}</span>
    </Button>
  );
}
