import { native } from './define.js'

const units = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB']

/** A size in the largest unit that leaves at least 1, or in the one asked for (https://learn.microsoft.com/kusto/query/format-bytes-function). */
export const formatBytes = native('format_bytes', 3, (size, precision, unit) => {
  if (size === null || size === '') return null
  const bytes = Number(size)
  const asked = units.findIndex((name) => name.toLowerCase() === (unit ?? '').toLowerCase())
  let power = asked
  if (power < 0) for (power = 0; power < units.length - 1 && Math.abs(bytes) >= 1024 ** (power + 1); power++);
  const digits = Number(precision ?? 0)
  const value = bytes / 1024 ** power
  const rounded = Number(value.toFixed(Math.max(0, Math.min(digits, 20))))
  return `${rounded} ${units[power]}`
})

/** Up to four numbers, eight digits each, as one whole number that compares as versions do. */
export const parseVersion = native('parse_version', 1, (version) => {
  const parts = /^\d{1,8}(?:\.\d{1,8}){0,3}$/.exec((version ?? '').trim())?.[0].split('.')
  if (!parts) return null
  return [0, 1, 2, 3].map((place) => (parts[place] ?? '0').padStart(8, '0')).join('')
})
