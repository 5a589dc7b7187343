/** A time as JWTs write it: seconds since 1970, a finite number (RFC 7519 section 2). `1e309` parses to Infinity. */
export const isNumericDate = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)
