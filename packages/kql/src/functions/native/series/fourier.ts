import { native } from '../define.js'
import { bagOf, writeJson } from '../json.js'
import { readFilled } from './numbers.js'

/** The discrete Fourier transform, any length; sign -1 forward, +1 back (not yet divided by the length). */
function transform(
  real: readonly number[],
  imaginary: readonly number[],
  sign: 1 | -1,
): [number[], number[]] {
  const length = real.length
  if (length <= 1) return [[...real], [...imaginary]]
  if (length % 2 === 1) return transformPlainly(real, imaginary, sign)
  const half = (values: readonly number[], odd: number): number[] => values.filter((_, i) => i % 2 === odd)
  const [evenReal, evenImaginary] = transform(half(real, 0), half(imaginary, 0), sign)
  const [oddReal, oddImaginary] = transform(half(real, 1), half(imaginary, 1), sign)
  const outReal = new Array<number>(length)
  const outImaginary = new Array<number>(length)
  for (let k = 0; k < length / 2; k++) {
    const angle = (sign * 2 * Math.PI * k) / length
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    const [a, b] = [oddReal[k] ?? 0, oddImaginary[k] ?? 0]
    const [turnedReal, turnedImaginary] = [a * cos - b * sin, a * sin + b * cos]
    outReal[k] = (evenReal[k] ?? 0) + turnedReal
    outImaginary[k] = (evenImaginary[k] ?? 0) + turnedImaginary
    outReal[k + length / 2] = (evenReal[k] ?? 0) - turnedReal
    outImaginary[k + length / 2] = (evenImaginary[k] ?? 0) - turnedImaginary
  }
  return [outReal, outImaginary]
}

function transformPlainly(
  real: readonly number[],
  imaginary: readonly number[],
  sign: 1 | -1,
): [number[], number[]] {
  const length = real.length
  const out: [number[], number[]] = [[], []]
  for (let k = 0; k < length; k++) {
    let sumReal = 0
    let sumImaginary = 0
    for (let n = 0; n < length; n++) {
      const angle = (sign * 2 * Math.PI * ((k * n) % length)) / length
      const [a, b] = [real[n] ?? 0, imaginary[n] ?? 0]
      sumReal += a * Math.cos(angle) - b * Math.sin(angle)
      sumImaginary += a * Math.sin(angle) + b * Math.cos(angle)
    }
    out[0].push(sumReal)
    out[1].push(sumImaginary)
  }
  return out
}

function fourier(series: string | null, imaginaryText: string | null, sign: 1 | -1): string | null {
  const real = readFilled(series)
  if (!real) return null
  const imaginary = imaginaryText === null ? real.map(() => 0) : readFilled(imaginaryText)
  if (!imaginary || imaginary.length !== real.length) return null
  const [outReal, outImaginary] = transform(real, imaginary, sign)
  const divisor = sign === 1 ? real.length : 1
  const scaled = (values: readonly number[]): number[] => values.map((value) => value / divisor)
  return writeJson(bagOf({ real: scaled(outReal), imag: scaled(outImaginary) }))
}

export const seriesFft = native('series_fft', 2, (real, imaginary) =>
  fourier(real ?? null, imaginary ?? null, -1),
)
export const seriesIfft = native('series_ifft', 2, (real, imaginary) =>
  fourier(real ?? null, imaginary ?? null, 1),
)
