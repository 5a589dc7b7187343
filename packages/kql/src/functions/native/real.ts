/**
 * A real as Kusto prints it (`tostring(1.0)` is `1.0`, `1E+19`, `1E-07`): the shortest digits that read back
 * to the same number, scientific outside 1e-5 … 1e15 with an exponent of at least two digits.
 */
export function formatReal(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e')
  const exponent = Number(exponentText)
  if (exponent >= 15 || exponent < -5) {
    const digits = Math.abs(exponent).toString().padStart(2, '0')
    return `${mantissa}E${exponent < 0 ? '-' : '+'}${digits}`
  }
  return Number.isInteger(value) ? `${value}.0` : plainDecimal(value)
}

/** JavaScript writes 0.00001 as 1e-5; Kusto's range for plain digits reaches further down. */
function plainDecimal(value: number): string {
  const text = value.toString()
  if (!text.includes('e')) return text
  const decimals = value.toExponential().replace(/^-?\d\.?(\d*)e.*$/, '$1').length
  const exponent = Math.floor(Math.log10(Math.abs(value)))
  return value.toFixed(Math.min(100, decimals - exponent))
}

/** Text to real as `toreal()` reads it, undefined when it is not one: no hex, no group marks, `INF` only lower case. */
export function readReal(text: string): number | undefined {
  const trimmed = text.trim()
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed)
  const special = /^([+-]?)(inf|Infinity|nan|NaN)$/.exec(trimmed)
  if (!special) return undefined
  if (special[2]?.toLowerCase() === 'nan') return Number.NaN
  return special[1] === '-' ? -Infinity : Infinity
}
