import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { setDrawer } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';
import { DrawerPart } from '../drawer/drawer.tsx';
import { Afterwards } from '../../components/afterwards.tsx';
import { MainView } from './main-view.tsx';

const PARTS = ['Inspector', 'State', 'Decoder', 'Compare', 'Notes', 'Video'] as const;
type Part = (typeof PARTS)[number];

/** The workbench where there is no room side by side: the view, and a sheet that comes up from below. */
export function NarrowWorkbench({ inspector }: { readonly inspector: ReactNode }) {
  const [part, setPart] = useState<Part>();
  // The bar of a live connection asks for the video, wherever that is shown.
  const wantsVideo = useInspector(({ drawer, drawerOpen }) => drawerOpen && drawer === 'video');
  const [wanted, setWanted] = useState(false);
  if (wantsVideo !== wanted) {
    setWanted(wantsVideo);
    if (wantsVideo) setPart('Video');
  }
  const turnTo = (name: Part | undefined) => {
    setPart(name);
    if (wantsVideo !== (name === 'Video')) setDrawer('video', name === 'Video');
  };
  return (
    <div className="workbench-narrow">
      <div className="narrow-view">
        <Afterwards rank={0}>
          <MainView />
        </Afterwards>
      </div>
      <section className="sheet" aria-label="The selected record" data-open={part !== undefined}>
        <div className="sheet-bar" role="group" aria-label="Part of the sheet">
          {PARTS.map((name) => (
            <Button
              key={name}
              look="quiet"
              aria-expanded={name === part}
              onClick={() => turnTo(name === part ? undefined : name)}
            >
              {name}
            </Button>
          ))}
        </div>
        {part !== undefined && (
          <div className="sheet-part">
            {part === 'Inspector' && inspector}
            {part === 'State' && <DrawerPart part="state" />}
            {part === 'Decoder' && <DrawerPart part="decoder" />}
            {part === 'Compare' && <DrawerPart part="compare" />}
            {part === 'Notes' && <DrawerPart part="notes" />}
            {part === 'Video' && <DrawerPart part="video" />}
          </div>
        )}
      </section>
    </div>
  );
}
