import type { ReactNode } from 'react';
import type { Citation } from '../../../src-protocol/dictionary/citation.ts';
import {
  citationLink,
  citationText,
  sectionOf,
} from '../../../src-protocol/dictionary/documents.ts';
import { findingWords } from '../../../src-protocol/dictionary/finding-words.ts';
import { furtherWords } from '../../../src-protocol/dictionary/further-words.ts';
import type { Field } from '../../../src-protocol/dictionary/field.ts';
import { CHAPTERS } from '../chapters.ts';
import { PageLink } from '../page-link.tsx';
import type { Entry } from './entries.ts';
import { KIND_TITLES } from './entries.ts';
import { entryPath } from './entry-line.tsx';
import { FieldWords, formOf, Further } from './field-words.tsx';
import { InCapture } from './in-capture.tsx';
import { SeenIn } from './seen-in.tsx';

/** One entry: what it is, its parts, where it is written, and where it can be seen. */
export function EntryPage({ entry }: { readonly entry: Entry }) {
  const { kind, title, text, see } = entry;
  return (
    <main id="main" className="reference-entry" tabIndex={-1}>
      <p className="learn-number">
        <PageLink to="reference">Reference</PageLink> · {KIND_TITLES[kind]}
      </p>
      <h1>{title}</h1>
      <p className="learn-lead">{text}</p>
      {kind === 'structure' && <Further words={furtherWords(entry.id)} />}
      <Sections see={see} />
      <Details entry={entry} />
      <InCapture entry={entry} />
      <SeenIn kind={kind} id={entry.id} />
      <ReadAbout see={see} />
    </main>
  );
}

function Details({ entry }: { readonly entry: Entry }): ReactNode {
  switch (entry.kind) {
    case 'structure':
      return <Fields fields={Object.values(entry.structure.fields)} />;
    case 'field':
      return <FieldDetails entry={entry} />;
    case 'command':
    case 'data':
      return <CommandDetails entry={entry} />;
    case 'status':
      return <p>Sent with the level {entry.status.level}.</p>;
    case 'finding':
      return (
        <>
          <p>
            Severity: <strong>{entry.diagnostic.severity}</strong>
          </p>
          <Further words={entry.diagnostic.help ?? findingWords(entry.diagnostic.code)} />
        </>
      );
    case 'message':
      return (
        <p>
          Message type ID {entry.number}, in hexadecimal{' '}
          <code>{entry.number.toString(16).padStart(2, '0')}</code>.
        </p>
      );
  }
}

function Fields({ fields }: { readonly fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <section aria-label="Fields">
      <h2>Fields</h2>
      {fields.map((field) => (
        <article key={field.id} className="reference-field" aria-label={field.label}>
          <h3>
            <PageLink to={entryPath({ kind: 'field', id: field.id })}>{field.label}</PageLink>{' '}
            <span className="faint">{formOf(field)}</span>
          </h3>
          <p>{field.text}</p>
          <FieldWords field={field} />
          <p className="faint">
            <code>{field.id}</code> · {citationText(field.see)}
          </p>
        </article>
      ))}
    </section>
  );
}

function FieldDetails({ entry }: { readonly entry: Entry & { readonly kind: 'field' } }) {
  const { field, structure } = entry;
  return (
    <>
      <FieldWords field={field} />
      <p>
        In{' '}
        <PageLink to={entryPath({ kind: 'structure', id: structure.id })}>
          {structure.label}
        </PageLink>
        , {formOf(field)}. Links and exports call it <code>{field.id}</code>.
      </p>
    </>
  );
}

function CommandDetails({
  entry,
}: {
  readonly entry: Entry & { readonly kind: 'command' | 'data' };
}) {
  const { command } = entry;
  const sender = { client: 'the client', server: 'the server', either: 'either side' }[
    command.from
  ];
  return (
    <>
      <p>
        Sent by {sender}
        {command.on !== 'data' && `, to a ${command.on}`}.{' '}
        {command.documented ? '' : 'No specification has it. '}
        {command.on !== 'data' && `Answered by: ${command.answer}.`}
      </p>
      {(command.object ?? command.arguments[0]) !== undefined && (
        <table>
          <thead>
            <tr>
              <th scope="col">argument</th>
              <th scope="col">type</th>
              <th scope="col">says</th>
            </tr>
          </thead>
          <tbody>
            {[...(command.object ? [command.object] : []), ...command.arguments].map((argument) => (
              <tr key={argument.name}>
                <th scope="row">
                  {argument.name}
                  {argument.optional && <span className="faint"> optional</span>}
                </th>
                <td>{argument.type}</td>
                <td>
                  {argument.text}
                  {argument.unit !== undefined && ` In ${argument.unit}.`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Sections({ see }: { readonly see: Citation }) {
  return (
    <ul className="learn-covered">
      {[see, ...see.amendments].map((citation, index) => {
        const link = citationLink(citation);
        const text = citationText(citation);
        return (
          <li key={text}>
            {index > 0 && 'amended by '}
            {link === undefined ? (
              text
            ) : (
              <a href={link} target="_blank" rel="noreferrer noopener">
                {text}
              </a>
            )}{' '}
            {sectionOf(citation)?.title}
          </li>
        );
      })}
    </ul>
  );
}

function ReadAbout({ see }: { readonly see: Citation }) {
  const chapters = CHAPTERS.filter(({ covers }) =>
    [see, ...see.amendments].some((citation) =>
      covers.some(
        ({ document, sections }) =>
          document === citation.document && sections.includes(citation.section),
      ),
    ),
  );
  if (chapters.length === 0) return null;
  return (
    <section aria-label="Chapters about it">
      <h2>Read about it</h2>
      <ul>
        {chapters.map(({ id, title }) => (
          <li key={id}>
            <PageLink to={`learn/${id}`}>{title}</PageLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
