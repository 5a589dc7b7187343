import type { KustoType } from '../plan/type.js'
import { type Fragment, sql, text } from '../sql/fragment.js'
import type { ScalarFunction, ScalarFunctions } from './entry.js'
import { encodingNatives } from './native/encoding.js'
import { hashNatives } from './native/hash.js'
import { punycodeNatives } from './native/punycode.js'
import { urls } from './native/url.js'
import { callNative } from './parts/call-native.js'
import { nativeRow, row, siteRow } from './parts/row.js'

const url = (name: string) => urls.find((row) => row.name === `kql_${name}`)
const encoded = row(
  ['string'],
  'string',
  'never',
  (s) => sql`base64(encode(${s}))`,
  'base64-encode-tostring-function',
)
const decoded = nativeRow(['string'], 'string', encodingNatives.toText, 'base64-decode-tostring-function')

/** Digests are of the text that tostring() gives. */
const digest = (name: 'md5' | 'sha1' | 'sha256'): ScalarFunction =>
  row(
    ['string'],
    'string',
    'own',
    (s) => (name === 'md5' ? sql`md5(${s})` : name === 'sha1' ? sql`sha1(${s})` : sql`sha256(${s})`),
    `hash-${name}-function`,
  )

const kindOf = (type: KustoType | undefined): string =>
  type === 'int' || type === 'long' || type === 'datetime' || type === 'timespan'
    ? 'long'
    : type === 'real'
      ? 'real'
      : 'string'

/** xxHash64; with a modulus the remainder, never negative. */
const hash: ScalarFunction = siteRow(
  ['any', 'long?'],
  'long',
  'own',
  ({ types }) =>
    (value, modulus) => {
      const sum = sql`${callNative(hashNatives.xxHash64, [value, text(kindOf(types[0]))])}::BIGINT`
      return modulus ? sql`(((${sum}) % ${modulus} + abs(${modulus})) % abs(${modulus}))` : sum
    },
  'hash-function',
  [hashNatives.xxHash64],
)

/** Many hashes into one; the value is our own, since Kusto does not publish its formula. */
const combine = (hashes: readonly Fragment[]): Fragment =>
  sql`${callNative(hashNatives.xxHash64, [sql`concat_ws(',', ${hashes})`, text('string')])}::BIGINT`

const hashMany: ScalarFunction = siteRow(
  ['...any'],
  'long',
  'own',
  ({ types }) =>
    (...values) =>
      combine(
        values.map((value, index) => callNative(hashNatives.xxHash64, [value, text(kindOf(types[index]))])),
      ),
  'hash-many-function',
  [hashNatives.xxHash64],
)

export const encodingFunctions: ScalarFunctions = {
  base64_encode_tostring: encoded,
  base64_encodestring: encoded,
  base64_decode_tostring: decoded,
  base64_decodestring: decoded,
  base64_decode_toarray: nativeRow(
    ['string'],
    'dynamic',
    encodingNatives.toArray,
    'base64-decode-toarray-function',
  ),
  base64_encode_fromarray: nativeRow(
    ['dynamic'],
    'string',
    encodingNatives.fromArray,
    'base64-encode-fromarray-function',
  ),
  base64_decode_toguid: nativeRow(
    ['string'],
    'guid',
    encodingNatives.toGuid,
    'base64-decode-toguid-function',
  ),
  base64_encode_fromguid: nativeRow(
    ['guid'],
    'string',
    encodingNatives.fromGuid,
    'base64-encode-fromguid-function',
  ),
  gzip_compress_to_base64_string: nativeRow(
    ['string'],
    'string',
    encodingNatives.gzip,
    'gzip-base64-compress',
  ),
  gzip_decompress_from_base64_string: nativeRow(
    ['string'],
    'string',
    encodingNatives.gunzip,
    'gzip-base64-decompress',
  ),
  zlib_compress_to_base64_string: nativeRow(
    ['string'],
    'string',
    encodingNatives.zlib,
    'zlib-base64-compress',
  ),
  zlib_decompress_from_base64_string: nativeRow(
    ['string'],
    'string',
    encodingNatives.unzlib,
    'zlib-base64-decompress',
  ),
  url_encode: nativeRow(['string'], 'string', url('url_encode'), 'url-encode-function'),
  url_encode_component: nativeRow(
    ['string'],
    'string',
    url('url_encode_component'),
    'url-encode-component-function',
  ),
  url_decode: nativeRow(['string'], 'string', url('url_decode'), 'url-decode-function'),
  punycode_from_string: nativeRow(
    ['string'],
    'string',
    punycodeNatives.from,
    'punycode-from-string-function',
  ),
  punycode_to_string: nativeRow(['string'], 'string', punycodeNatives.to, 'punycode-to-string-function'),
  punycode_domain_from_string: nativeRow(
    ['string'],
    'string',
    punycodeNatives.domainFrom,
    'punycode-domain-from-string-function',
  ),
  punycode_domain_to_string: nativeRow(
    ['string'],
    'string',
    punycodeNatives.domainTo,
    'punycode-domain-to-string-function',
  ),
  hash_md5: digest('md5'),
  hash_sha1: digest('sha1'),
  hash_sha256: digest('sha256'),
  hash,
  hash_xxhash64: { ...hash, ref: 'hash-xxhash64-function' },
  hash_combine: row(
    ['long', '...long'],
    'long',
    'own',
    (...hashes) => combine(hashes),
    'hash-combine-function',
    [hashNatives.xxHash64],
  ),
  hash_many: hashMany,
  new_guid: { ...row([], 'guid', 'never', () => sql`uuid()`, 'new-guid-function'), deterministic: false },
}
