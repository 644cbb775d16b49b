import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { byteSize } from '../../format/bytes.ts';
import { dateAndTime } from '../../format/times.ts';
import { follow } from '../../state/actions.ts';
import { clearRecent, readRecent, type Recent } from '../../state/recent.ts';

const storage = () => localStorage;

/** Files that were open here before, by name; their content is not kept, so they have to be chosen again. */
export function RecentFiles() {
  const [files, setFiles] = useState(() => readRecent(storage));
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="recent-title" className="recent">
      <header className="recent-head">
        <h2 id="recent-title">Opened here before</h2>
        <Button
          look="quiet"
          onClick={() => {
            clearRecent(storage);
            setFiles([]);
          }}
        >
          Forget these
        </Button>
      </header>
      <ul>
        {files.map((file) => (
          <li key={`${file.name} ${file.size} ${file.crc ?? ''}`}>
            <button type="button" className="recent-file" onClick={() => ask(file)}>
              <strong>{file.name}</strong>
              <span className="dim">
                {byteSize(file.size)}, {dateAndTime(file.opened / 1000)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="dim">
        Only names, sizes, dates and a checksum are kept; your notes are found again by them.
      </p>
    </section>
  );
}

/** As a link to the file would: the page asks for it. */
function ask({ name, size, crc }: Recent): void {
  follow({ source: { kind: 'file', name, size, ...(crc !== undefined && { crc }) } });
  document.getElementById('main')?.scrollIntoView({ block: 'start' });
}
