import { SAMPLES } from '../scripts/sample-list.js';
import { capture, decode, expect, test } from './inspector-page.ts';

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

const total = ({ client, server }: { client: number; server: number }) => client + server;

for (const { id, title, from } of SAMPLES)
  test(`I open the sample “${title}” and see its messages`, async ({ inspector }) => {
    const connections = decode<Connection>(capture(from), 'connections');
    const messages = decode<Message>(capture(from), 'messages');
    const decoded = connections.filter(({ messages }) => total(messages) > 0);

    await inspector.visit();
    await inspector.page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
    await inspector.settled();
    await expect(inspector.page).toHaveURL(new RegExp(`#/s/${id}`));

    for (const [turn, { connection, ...counts }] of decoded.entries()) {
      if (connections.length > 1) {
        const picker = inspector.connection;
        if (turn > 0) await picker.selectOption('list');
        const list = inspector.grid('Connections');
        await inspector.expectRows(list, connections.length);
        await list
          .getByRole('gridcell', { name: String(connection), exact: true })
          .first()
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
    }
  });
