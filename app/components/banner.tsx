import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './banner.css';

/** How bad it is. */
export type Tone = 'error' | 'warning' | 'note';

const ICONS = { error: CircleAlert, warning: TriangleAlert, note: Info } as const;
const WORDS = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

/** A mark for how bad something is: shape, colour, and a word for those who see neither. */
export function ToneMark({ tone, size = 15 }: { readonly tone: Tone; readonly size?: number }) {
  const Icon = ICONS[tone];
  return (
    <span className={`tone-mark tone-${tone}`} title={WORDS[tone]}>
      <Icon size={size} aria-hidden />
      <span className="visually-hidden">{WORDS[tone]}</span>
    </span>
  );
}

/** A message across the width of what it is about. */
export function Banner({
  tone,
  children,
  actions,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={`banner banner-${tone}`}>
      <ToneMark tone={tone} size={17} />
      <div className="banner-text">{children}</div>
      {actions !== undefined && <div className="banner-actions">{actions}</div>}
    </div>
  );
}
