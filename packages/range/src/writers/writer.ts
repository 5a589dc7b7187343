import type { Happening, HappeningData, HappeningKind } from '../happening.js'
import type { Tenant } from '../world/tenant.js'

/** One export shape as its product writes it. Independent of the readers in `records`: two hands, one test. */
export interface ShapeWriter<K extends HappeningKind = HappeningKind> {
  readonly id: string
  /** Other names people type for it. */
  readonly aliases?: readonly string[]
  readonly about: string
  readonly kind: K
  /** File name inside the output folder. */
  readonly file: string
  /** Bytes as the product writes them; UTF-16 with a byte order mark where asked. */
  readonly encodings?: readonly ('utf8' | 'utf16')[]
  /** False for what this file does not hold, for instance sign-ins of another table. */
  readonly accepts?: (data: HappeningData[K]) => boolean
  open(tenant: Tenant): OpenWriter<K>
}

/** A writer of some kind; whoever holds it gives it only happenings of that kind. */
export type AnyWriter = ShapeWriter<HappeningKind>

export interface OpenWriter<K extends HappeningKind = HappeningKind> {
  /** Text for one more record; may be empty when the shape holds rows back. */
  write(data: HappeningData[K], happening: Happening): string
  end(): string
}

/** One JSON document a line. */
export const lines = <K extends HappeningKind>(
  row: (data: HappeningData[K], happening: Happening) => unknown,
): OpenWriter<K> => ({
  write: (data, happening) => `${JSON.stringify(row(data, happening))}\n`,
  end: () => '',
})

/** A JSON array, one element a line. */
export function array<K extends HappeningKind>(
  row: (data: HappeningData[K], happening: Happening) => unknown,
  around: { readonly before: string; readonly after: string } = { before: '[', after: ']' },
): OpenWriter<K> {
  let isFirst = true
  return {
    write(data, happening) {
      const text = `${isFirst ? `${around.before}\n` : ',\n'}${JSON.stringify(row(data, happening))}`
      isFirst = false
      return text
    },
    end: () => (isFirst ? `${around.before}${around.after}\n` : `\n${around.after}\n`),
  }
}

export const csvCell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`

/** A CSV with every cell quoted, as Export-Csv and the portals write it. */
export function csv<K extends HappeningKind>(
  columns: readonly string[],
  row: (data: HappeningData[K], happening: Happening) => Readonly<Record<string, unknown>>,
  eol = '\r\n',
): OpenWriter<K> {
  let head = `${columns.map(csvCell).join(',')}${eol}`
  return {
    write(data, happening) {
      const cells = row(data, happening)
      const text = head + columns.map((column) => csvCell(cells[column])).join(',') + eol
      head = ''
      return text
    },
    end() {
      const rest = head
      head = ''
      return rest
    },
  }
}
