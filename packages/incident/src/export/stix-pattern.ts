import type { Ioc } from '../model.js'

const quote = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`

/** STIX patterns by kind of indicator; a kind without a standard object has none and is exported as text only. */
const patterns: Readonly<Record<string, (value: string) => string>> = {
  ipv4: (value) => `[ipv4-addr:value = ${quote(value)}]`,
  ipv6: (value) => `[ipv6-addr:value = ${quote(value)}]`,
  domain: (value) => `[domain-name:value = ${quote(value)}]`,
  url: (value) => `[url:value = ${quote(value)}]`,
  email: (value) => `[email-addr:value = ${quote(value)}]`,
  md5: (value) => `[file:hashes.MD5 = ${quote(value)}]`,
  sha1: (value) => `[file:hashes.'SHA-1' = ${quote(value)}]`,
  sha256: (value) => `[file:hashes.'SHA-256' = ${quote(value)}]`,
  'x509-sha1': (value) => `[x509-certificate:hashes.'SHA-1' = ${quote(value)}]`,
  'user-agent': (value) =>
    `[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = ${quote(value)}]`,
}

export const stixPattern = (ioc: Ioc): string | undefined => patterns[ioc.type]?.(ioc.value)
