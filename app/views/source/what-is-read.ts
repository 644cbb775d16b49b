/** What can be opened, for those who have nothing open yet and those whose file was something else. */
export const WHAT_IS_READ =
  'pcap and pcapng, raw dumps of one direction of a connection or both, text that stands for bytes ' +
  '(hex dumps, streams followed in Wireshark, base64) and FLV, packed with gzip or zstd or not; ' +
  'and RTMPS together with its key log.';
