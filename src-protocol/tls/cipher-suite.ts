/** How records are protected, as the ServerHello chooses it. */
export interface CipherSuite {
  readonly name: string;
  /** Of the key schedule. */
  readonly hash: 'sha256' | 'sha384';
  readonly cipher: 'gcm' | 'chacha20-poly1305';
  /** In bytes. */
  readonly keyLength: 16 | 32;
}

const gcm128 = (name: string): CipherSuite => ({
  name,
  hash: 'sha256',
  cipher: 'gcm',
  keyLength: 16,
});
const gcm256 = (name: string): CipherSuite => ({
  name,
  hash: 'sha384',
  cipher: 'gcm',
  keyLength: 32,
});
const chacha = (name: string): CipherSuite => ({
  name,
  hash: 'sha256',
  cipher: 'chacha20-poly1305',
  keyLength: 32,
});

/** Suites by their number: RFC 8446 §B.4, RFC 5288 §3, RFC 5289 §3.2, RFC 7905 §2. */
export const CIPHER_SUITES: Readonly<Record<number, CipherSuite>> = {
  0x1301: gcm128('TLS_AES_128_GCM_SHA256'),
  0x1302: gcm256('TLS_AES_256_GCM_SHA384'),
  0x1303: chacha('TLS_CHACHA20_POLY1305_SHA256'),
  0x009c: gcm128('TLS_RSA_WITH_AES_128_GCM_SHA256'),
  0x009d: gcm256('TLS_RSA_WITH_AES_256_GCM_SHA384'),
  0x009e: gcm128('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'),
  0x009f: gcm256('TLS_DHE_RSA_WITH_AES_256_GCM_SHA384'),
  0xc02b: gcm128('TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'),
  0xc02c: gcm256('TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'),
  0xc02f: gcm128('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'),
  0xc030: gcm256('TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'),
  0xcca8: chacha('TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'),
  0xcca9: chacha('TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'),
  0xccaa: chacha('TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'),
};
