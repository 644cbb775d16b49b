/**
 * The columns of our messages, as far as tshark has them. Without the larger limit it loses every message over 32 kB and
 * most of what follows. `reorder` tells it to put segments in order, which it does not by default.
 *
 * @param {string} path
 * @param {{ reorder?: boolean }} [options]
 * @returns {import('./measure.js').Command}
 */
export function tsharkMessages(path, { reorder = false } = {}) {
  const fields = ['csid', 'typeid', 'timestamp', 'bodysize', 'streamid'];
  return [
    'tshark',
    ...['-n', '-o', 'rtmpt.max_packet_size:16777216', '-r', path],
    ...(reorder ? ['-o', 'tcp.reassemble_out_of_order:TRUE'] : []),
    ...['-T', 'fields', '-e', 'frame.time_epoch'],
    ...fields.flatMap((field) => ['-e', `rtmpt.header.${field}`]),
  ];
}
