import { native } from './define.js'

/** RFC 3492, with its own letters for the parameters. */
const base = 36
const tMin = 1
const tMax = 26
const skew = 38
const damp = 700

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / damp) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > ((base - tMin) * tMax) >> 1; k += base) rest = Math.floor(rest / (base - tMin))
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}

const threshold = (k: number, bias: number): number => Math.min(Math.max(k - bias, tMin), tMax)
const digit = (value: number): string => String.fromCharCode(value < 26 ? value + 97 : value + 22)
const digitOf = (mark: string): number =>
  /\d/.test(mark) ? Number(mark) + 26 : mark.toLowerCase().charCodeAt(0) - 97

export function toPunycode(text: string): string {
  const points = [...text].map((mark) => mark.codePointAt(0) ?? 0)
  const plain = points.filter((point) => point < 128)
  let out = String.fromCharCode(...plain) + (plain.length > 0 ? '-' : '')
  let [n, delta, bias, handled] = [128, 0, 72, plain.length]
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= n))
    delta += (next - n) * (handled + 1)
    n = next
    for (const point of points) {
      if (point < n) delta++
      if (point !== n) continue
      let q = delta
      for (let k = base; ; k += base) {
        const t = threshold(k, bias)
        if (q < t) break
        out += digit(t + ((q - t) % (base - t)))
        q = Math.floor((q - t) / (base - t))
      }
      out += digit(q)
      bias = adapt(delta, handled + 1, handled === plain.length)
      delta = 0
      handled++
    }
    delta++
    n++
  }
  return out
}

/** undefined where the text is no punycode. */
export function fromPunycode(text: string): string | undefined {
  const cut = text.lastIndexOf('-')
  const points = cut > 0 ? [...text.slice(0, cut)].map((mark) => mark.charCodeAt(0)) : []
  let [n, i, bias] = [128, 0, 72]
  for (let at = cut > 0 ? cut + 1 : 0; at < text.length; ) {
    const before = i
    for (let weight = 1, k = base; ; k += base) {
      const value = digitOf(text[at++] ?? '!')
      if (!(value >= 0 && value < base)) return undefined
      i += value * weight
      const t = threshold(k, bias)
      if (value < t) break
      weight *= base - t
    }
    bias = adapt(i - before, points.length + 1, before === 0)
    n += Math.floor(i / (points.length + 1))
    i %= points.length + 1
    if (n > 0x10ffff) return undefined
    points.splice(i++, 0, n)
  }
  return String.fromCodePoint(...points)
}

const isPlain = (text: string): boolean => [...text].every((mark) => mark < '\u0080')

export const punycodeNatives = {
  from: native('punycode_from_string', 1, (text) => toPunycode(text ?? '')),
  to: native('punycode_to_string', 1, (text) => fromPunycode(text ?? '') ?? ''),
  domainFrom: native('punycode_domain_from_string', 1, (text) =>
    (text ?? '')
      .split('.')
      .map((label) => (isPlain(label) ? label : `xn--${toPunycode(label)}`))
      .join('.'),
  ),
  domainTo: native('punycode_domain_to_string', 1, (text) => {
    const labels = (text ?? '')
      .split('.')
      .map((label) => (/^xn--/i.test(label) ? fromPunycode(label.slice(4)) : label))
    return labels.includes(undefined) ? '' : labels.join('.')
  }),
} as const
