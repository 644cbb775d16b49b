import { CircleAlert, CircleCheck } from 'lucide-react';
import type { Parsed } from '../../../src-protocol/filter/parse.ts';
import { print } from '../../../src-protocol/filter/print.ts';

/** Letters of the filter shown around a mistake. */
const AROUND = 40;

/** Whether the filter can be read, in words and with an icon; where it cannot, the place. */
export function FilterCheck({ text, parsed }: { readonly text: string; readonly parsed: Parsed }) {
  if (text.trim() === '') return null;
  if ('problem' in parsed) {
    const { from, to, text: words } = parsed.problem;
    const start = Math.max(0, from - AROUND);
    return (
      <div className="filter-check" data-state="wrong">
        <p>
          <CircleAlert size={15} aria-hidden />
          {words}
        </p>
        <pre aria-hidden className="filter-place">
          {text.slice(start, from)}
          <mark>{text.slice(from, to) || ' '}</mark>
          {text.slice(to, to + AROUND)}
          {`\n${' '.repeat(from - start)}^`}
        </pre>
      </div>
    );
  }
  const short = print(parsed.expression);
  return (
    <div className="filter-check" data-state="right">
      <p>
        <CircleCheck size={15} aria-hidden />
        {short === text.trim() ? (
          'Can be read.'
        ) : (
          <>
            Read as <code>{short}</code>
          </>
        )}
      </p>
      {parsed.translated.map(({ from, to }) => (
        <p key={from} className="dim">
          Wireshark’s <code>{from}</code> is <code>{to}</code> here.
        </p>
      ))}
    </div>
  );
}
