import type { ReactNode } from 'react';
import type { Citation } from '../../../src-protocol/dictionary/citation.ts';
import { CitationLine } from './citation-line.tsx';

/** Who says something about a field: the specification, programs, the errata, Enhanced RTMP. */
type Voice = 'spec' | 'practice' | 'errata' | 'enhanced';

const NAMES: Readonly<Record<Voice, string>> = {
  spec: 'Spec',
  practice: 'In practice',
  errata: 'Errata',
  enhanced: 'Enhanced',
};

const ORDER: readonly Voice[] = ['spec', 'practice', 'errata', 'enhanced'];

export interface VoicesProps {
  readonly see: Citation;
  readonly practice?: string | undefined;
  readonly errata?: string | undefined;
  readonly enhanced?: string | undefined;
}

/** What each voice says, with its sections, under its own name. */
export function Voices({ see, ...words }: VoicesProps): ReactNode {
  const cited = new Map<Voice, Citation[]>();
  for (const one of [see, ...see.amendments]) {
    const voice = voiceOf(one);
    cited.set(voice, [...(cited.get(voice) ?? []), one]);
  }
  return ORDER.map((voice) => {
    const text = voice === 'spec' ? undefined : words[voice];
    const sections = cited.get(voice) ?? [];
    if (text === undefined && sections.length === 0) return null;
    return (
      <p key={voice} className="explain-voice" data-voice={voice}>
        <b>{NAMES[voice]}</b> {text}
        {sections.map((one) => (
          <span key={`${one.document} ${one.section}`} className="explain-cite">
            <CitationLine see={one} alone />
          </span>
        ))}
      </p>
    );
  });
}

function voiceOf({ document }: Citation): Voice {
  if (document === 'practice') return 'practice';
  if (document === 'errata') return 'errata';
  return document === 'ertmp' || document === 'ertmp1' ? 'enhanced' : 'spec';
}
