import { GROUPS } from '../app/views/landing/find-samples.ts';
import { SAMPLES } from '../scripts/sample-list.js';
import { capture, decode, expect, type InspectorPage, test } from './inspector-page.ts';

interface Connection {
  connection: number;
  chunks: { client: number; server: number };
  messages: { client: number; server: number };
}
interface Message {
  connection: number;
  address: string;
  messageType: string;
}
interface Finding {
  connection: number;
}
type Sample = (typeof SAMPLES)[number];

const total = ({ client, server }: { client: number; server: number }) => client + server;

/** Finds the sample by its title, opens it, and compares what the page shows with what the command line says. */
async function openAndCompare(inspector: InspectorPage, { id, title, from }: Sample) {
  const { page } = inspector;
  const connections = decode<Connection>(capture(from), 'connections');
  const messages = decode<Message>(capture(from), 'messages');
  const findings = decode<Finding>(capture(from), 'findings');
  const decoded = connections.filter(({ chunks }) => total(chunks) > 0);

  await inspector.visit();
  await page.getByRole('searchbox', { name: 'Search' }).fill(title);
  await page.getByRole('button', { name: title }).first().click();
  await inspector.settled();
  await expect(page).toHaveURL(new RegExp(`#/s/${id}`));

  for (const [turn, { connection, ...counts }] of decoded.entries()) {
    if (connections.length > 1) {
      const picker = inspector.connection;
      if (turn > 0) await picker.selectOption('list');
      const list = inspector.grid('Connections');
      await inspector.expectRows(list, connections.length);
      // RTMP stands first in the list, so a connection is known by its number only, which is in the first column.
      await list
        .locator('[role=gridcell][aria-colindex="1"]')
        .getByText(String(connection), { exact: true })
        .click();
      await expect(picker).toHaveValue(String(connection));
      await inspector.show('Chunks');
    }
    await inspector.expectRows(inspector.grid('Chunks'), total(counts.chunks));
    await inspector.show('Messages');
    const grid = inspector.grid('Messages');
    // Sub-messages of an Aggregate are rows as well, and not counted among the messages on the wire.
    const rows = messages.filter((message) => message.connection === connection);
    await inspector.expectRows(grid, rows.length);
    const [first] = rows;
    await expect(inspector.row(grid, 1)).toContainText(first!.messageType);
    await expect(inspector.row(grid, 1)).toContainText(first!.address);
    await inspector.show('Problems');
    const wrong = findings.filter((finding) => finding.connection === connection);
    if (wrong.length > 0) await inspector.expectRows(inspector.grid('Problems'), wrong.length);
    else await expect(inspector.grid('Problems').getByRole('gridcell')).toHaveCount(0);
  }
}

const isTrap = ({ from }: Sample) => from.startsWith('traps/');

for (const sample of SAMPLES.filter((one) => !isTrap(one)))
  test(`F1: I open the sample “${sample.title}” and see its messages`, async ({ inspector }) => {
    await openAndCompare(inspector, sample);
  });

for (const [group, title] of Object.entries(GROUPS)) {
  const traps = SAMPLES.filter((one) => isTrap(one) && one.group === group);
  if (traps.length > 0)
    test(`F1: I open each trap of “${title}” and see its messages and problems`, async ({
      inspector,
    }) => {
      test.slow();
      for (const trap of traps)
        await test.step(trap.title, async () => openAndCompare(inspector, trap));
    });
}

test('the gallery shows one group at first, and what I search for', async ({ inspector }) => {
  const { page } = inspector;
  await inspector.visit();
  const gallery = page.getByRole('region', { name: /^No capture at hand/ });
  const shown = (title: string) => gallery.getByRole('button', { name: title });
  await expect(shown('OBS Studio publishes')).toBeVisible();
  await expect(shown('Where 24 bits end')).toBeHidden();
  await gallery.getByRole('heading', { name: 'Timestamps' }).click();
  await expect(shown('Where 24 bits end')).toBeVisible();
  await gallery.getByRole('button', { name: 'AMF3', exact: true }).click();
  await expect(gallery.getByRole('status')).toHaveText(/^\d of \d+ samples$/);
  await expect(shown('Commands in AMF3')).toBeVisible();
  await expect(shown('OBS Studio publishes')).toBeHidden();
  await gallery.getByRole('searchbox').fill('nothing like that');
  await expect(gallery.getByRole('status')).toContainText('Fewer words find more');
  await gallery.getByRole('searchbox').fill('');
  await gallery.getByRole('button', { name: 'AMF3', exact: true }).click();
  await expect(gallery.getByRole('status')).toHaveText(
    `${String(SAMPLES.length)} of ${String(SAMPLES.length)} samples`,
  );
});
