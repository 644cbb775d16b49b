import { X } from 'lucide-react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { dismiss } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import './notices.css';

/** What the person is told once, until they close it. */
export function Notices() {
  const notices = useInspector((state) => state.notices);
  return (
    <div className="notices" role="status">
      {notices.map((notice) => (
        <Banner
          key={notice}
          tone="warning"
          actions={
            <Button look="icon" aria-label="Close this notice" onClick={() => dismiss(notice)}>
              <X size={15} aria-hidden />
            </Button>
          }
        >
          {notice}
        </Banner>
      ))}
    </div>
  );
}
