import { type Html, html } from './html.js'

/** One column of a table: how its head reads and how a row fills it. */
export interface ColumnRow<T> {
  readonly head: string
  /** `n`: a number, to the right and sorted as one; `t`: a time; `id`: in a fixed-width face; `w`: wide text; `who`: a name. */
  readonly kind?: 'n' | 't' | 'id' | 'w' | 'who'
  readonly cell: (row: T) => Html | string | number | null
  /** What sorting compares, where the cell's text is not it. */
  readonly sort?: (row: T) => string | number
}

export interface TableOptions<T> {
  readonly id?: string
  readonly caption?: string
  /** Attributes of a row: id for links, classes, data for filters. */
  readonly row?: (row: T) => {
    readonly id?: string
    readonly name?: string
    readonly data?: Readonly<Record<string, string>>
  }
  /** Says so where there is nothing, instead of an empty table. */
  readonly empty: string
}

const attributes = (data: Readonly<Record<string, string>>): readonly Html[] =>
  Object.entries(data).map(([key, value]) => html` data-${key}="${value}"`)

/** A table in a box that scrolls sideways; sortable where the script runs. */
export function tableOf<T>(
  columns: readonly ColumnRow<T>[],
  rows: readonly T[],
  options: TableOptions<T>,
): Html {
  if (rows.length === 0) return html`<p class="soft">${options.empty}</p>`
  const head = columns.map(
    (column) =>
      html`<th scope="col"${column.kind === 'n' && html` class="n"`}><button type="button">${column.head}</button></th>`,
  )
  const body = rows.map((row) => {
    const own = options.row?.(row) ?? {}
    const cells = columns.map(
      (column) =>
        html`<td${column.kind && html` class="${column.kind}"`}${column.sort && html` data-s="${String(column.sort(row))}"`}>${column.cell(row)}</td>`,
    )
    return html`<tr${own.id && html` id="${own.id}"`}${own.name && html` class="${own.name}"`}${attributes(own.data ?? {})}>${cells}</tr>\n`
  })
  return html`<div class="scroll"><table data-sort${options.id && html` id="${options.id}"`}>${options.caption && html`<caption>${options.caption}</caption>`}<thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>`
}

/** A verdict, severity or outcome as a small label. */
export const label = (text: string): Html => html`<span class="v ${text}">${text}</span>`
