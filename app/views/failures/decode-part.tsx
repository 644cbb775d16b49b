import { Button } from '../../components/button.tsx';
import { openAgain } from '../../state/actions.ts';
import { decodedConnections, useInspector } from '../../state/store.ts';

const FIRST_BYTES = 200_000_000;

/** What to try when the whole of a capture was too much: less of it. */
export function DecodePart() {
  const size = useInspector((state) => state.progress?.size ?? 0);
  return (
    <>
      {size > FIRST_BYTES && (
        <Button onClick={() => openAgain({ firstBytes: FIRST_BYTES })}>
          Decode the first 200 MB only
        </Button>
      )}
      <DecodeOne />
      <Button onClick={() => openAgain({})}>Decode again</Button>
    </>
  );
}

/** What to do about a capture of which only the beginning is decoded. */
export function DecodeRest() {
  return (
    <>
      <Button onClick={() => openAgain({ mostMemory: Infinity })}>Decode everything</Button>
      <DecodeOne />
    </>
  );
}

function DecodeOne() {
  const connection = useInspector((state) => state.connection);
  const several = useInspector((state) => decodedConnections(state).length > 1);
  if (!several || connection === undefined) return null;
  return (
    <Button onClick={() => openAgain({ connection })}>Decode connection {connection} only</Button>
  );
}
