import type { ButtonHTMLAttributes, ReactNode } from 'react';
import './button.css';

/** A button; `look` says how much it stands out (`icon`: a sign alone). Needs words: as content, or as `aria-label` beside an icon. */
export function Button({
  look = 'plain',
  className = '',
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'icon';
}) {
  return <button type={type} className={`button button-${look} ${className}`} {...rest} />;
}

/** A few choices of which one holds, as buttons side by side. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly text: ReactNode;
    readonly title?: string;
  }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <div role="group" aria-label={label} className="choice">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="choice-option"
          aria-pressed={option.value === value}
          title={option.title}
          onClick={() => onChange(option.value)}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
