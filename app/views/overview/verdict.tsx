import { Check, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';

const SIGNS = {
  yes: { Icon: Check, tone: 'verdict-good', label: 'Yes' },
  no: { Icon: X, tone: 'tone-warning', label: 'No' },
  open: { Icon: Minus, tone: 'dim', label: 'Not known' },
} as const;

/** A line of a list of what went well and what did not; `undefined` for what cannot be told. */
export function Verdict({
  good,
  children,
}: {
  readonly good: boolean | undefined;
  readonly children: ReactNode;
}) {
  const { Icon, tone, label } = SIGNS[good === undefined ? 'open' : good ? 'yes' : 'no'];
  return (
    <li className="verdict">
      <Icon size={15} className={tone} role="img" aria-label={label} />
      <span>{children}</span>
    </li>
  );
}
