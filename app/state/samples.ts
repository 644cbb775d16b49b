import * as v from 'valibot';

const Sample = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  file: v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
  title: v.string(),
  teaches: v.string(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  group: v.string(),
  tags: v.array(v.string()),
});

/** A capture that comes with the page. */
export type Sample = v.InferOutput<typeof Sample>;

const folder = () => new URL('samples/', document.baseURI);
let index: Promise<readonly Sample[]> | undefined;

/** The samples there are; entries that do not read as one are left out. */
export function parseSamples(json: unknown): Sample[] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((entry) => {
    const parsed = v.safeParse(Sample, entry);
    return parsed.success ? [parsed.output] : [];
  });
}

/** Fetches the list of samples, once. */
export function fetchSamples(): Promise<readonly Sample[]> {
  index ??= get(new URL('index.json', folder())).then(async (response) =>
    parseSamples(await response.json()),
  );
  index.catch(() => (index = undefined));
  return index;
}

/** Fetches a sample's bytes. Rejects with a sentence for the person. */
export async function fetchSample(id: string): Promise<{ sample: Sample; bytes: Uint8Array }> {
  const sample = (await fetchSamples()).find((one) => one.id === id);
  if (!sample) throw new Error(`There is no sample named ${id} here.`);
  const response = await get(new URL(sample.file, folder()));
  return { sample, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function get(url: URL): Promise<Response> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new Error('The samples of this page could not be read.');
  return response;
}
