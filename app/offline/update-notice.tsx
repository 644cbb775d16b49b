import { useStore } from 'zustand';
import { Button } from '../components/button.tsx';
import { update } from './register.ts';
import './update-notice.css';

/** Tells that a new version is there; the person says when. */
export function UpdateNotice() {
  const change = useStore(update, (state) => state.change);
  return (
    <div role="status" className={change ? 'update-notice' : undefined}>
      {change && (
        <>
          <span>A new version is ready. What is open stays until you load it.</span>
          <Button look="primary" onClick={change}>
            Load it now
          </Button>
          <Button onClick={() => update.setState({ change: undefined })}>Later</Button>
        </>
      )}
    </div>
  );
}
