import { CopyButton } from '../../components/copy-button.tsx';

/** A text to take away; `says` is the id of what explains it. */
export function ToCopy({ text, says }: { readonly text: string; readonly says: string }) {
  return (
    <>
      <textarea
        className="text-field mono share-text"
        readOnly
        rows={8}
        value={text}
        aria-label="What to copy"
        aria-describedby={says}
      />
      <CopyButton text={text} label="Copy" />
    </>
  );
}
