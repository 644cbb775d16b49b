import { type SyntheticEvent, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { goTo, setDialog } from '../../state/actions.ts';

/** Asks for a place and goes there. */
export function GoToDialog() {
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const close = () => setDialog(undefined);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const place = new FormData(event.currentTarget).get('place');
    void goTo(typeof place === 'string' ? place : '').then((why) => {
      if (why !== undefined) setError(why);
    });
  };
  return (
    <Dialog title="Go to" onClose={close} initialFocus={input}>
      <form className="go-to" onSubmit={submit}>
        <label htmlFor="go-to-place">Address, chunk number, or time after the start</label>
        <div className="go-to-line">
          <input
            ref={(element) => {
              input.current = element;
              // At once, not after the dialog has settled: people type on after the key that opened it.
              element?.focus();
            }}
            id="go-to-place"
            name="place"
            className="text-field mono"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="up@3351"
            aria-invalid={error !== undefined}
            aria-describedby="go-to-help"
          />
          <Button type="submit" look="primary">
            Go
          </Button>
        </div>
        <p id="go-to-help" className={error === undefined ? 'dim' : 'tone-error'} role="status">
          {error ??
            'up@3351 is the byte 3351 from client to server, down@3074 from server to client; #124 is the 124th chunk; 12.5s is a time.'}
        </p>
      </form>
    </Dialog>
  );
}
