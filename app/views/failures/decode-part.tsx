import { Button } from '../../components/button.tsx';
import { openAgain } from '../../state/actions.ts';
import { useInspector } from '../../state/store.ts';

const FIRST_BYTES = 200_000_000;

/** What to try when the whole of a capture was too much: less of it. */
export function DecodePart() {
  const connection = useInspector((state) => state.connection);
  const several = useInspector((state) => state.connections.length > 1);
  const size = useInspector((state) => state.progress?.size ?? 0);
  return (
    <>
      {size > FIRST_BYTES && (
        <Button onClick={() => openAgain({ firstBytes: FIRST_BYTES })}>
          Decode the first 200 MB only
        </Button>
      )}
      {several && connection !== undefined && (
        <Button onClick={() => openAgain({ connection })}>
          Decode connection {connection} only
        </Button>
      )}
      <Button onClick={() => openAgain({})}>Decode again</Button>
    </>
  );
}
