import { documentedColumns, type FactType } from '../facts/tables.js'
import { fromJsonText } from '../fields/json-text.js'
import { foldKey } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { type DateOrder, isoTime } from '../fields/time.js'
import type { Element, JsonObject, Read } from '../shape.js'
import { withDoc } from './made.js'

/** How a documented table's columns are spelled and typed, by folded name. */
interface Columns {
  readonly byKey: ReadonlyMap<string, readonly [name: string, type: FactType]>
}

const known = new Map<string, Columns>()

function columnsOf(table: string): Columns {
  let columns = known.get(table)
  if (!columns) {
    const documented = documentedColumns(table) ?? new Map<string, FactType>()
    columns = { byKey: new Map([...documented].map(([name, type]) => [foldKey(name), [name, type]])) }
    known.set(table, columns)
  }
  return columns
}

/**
 * A row in the documented spelling of a table: names respelled, empty cells left out, dynamic columns read back
 * from JSON text, times in ISO. Columns the table does not document stay as they are.
 */
export function tableForm(row: JsonObject, table: string, order: DateOrder): Record<string, unknown> {
  const { byKey } = columnsOf(table)
  const form: Record<string, unknown> = {}
  for (const key in row) {
    const value = row[key]
    if (value === '' || value === null || value === undefined) continue
    const [name, type] = byKey.get(foldKey(key)) ?? [key.replace(/\s*\[utc\]\s*$/i, '').trim(), undefined]
    form[name] = typed(value, type ?? (name === 'Timestamp' ? 'datetime' : undefined), order)
  }
  return form
}

function typed(value: unknown, type: FactType | undefined, order: DateOrder): unknown {
  if (type === 'dynamic') return fromJsonText(value)
  if (type === 'datetime') return isoTime(value, order) ?? value
  return value
}

/** A row of any Sentinel or Defender table, as a `table_row` record. */
export function tableRow(element: Element, table: string, order: DateOrder): readonly Read[] {
  const form = tableForm(element.value, table, order)
  const time = form.TimeGenerated ?? form.Timestamp
  if (form.TimeGenerated === undefined && time !== undefined) form.TimeGenerated = time
  // A row's own id is not unique in every table (AlertEvidence has many rows an alert), so the whole row counts.
  const sorted = Object.fromEntries(Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1)))
  const RowId = derivedId(table, JSON.stringify(sorted))
  return withDoc(element, 'table_row', { ...form, Table: table, RowId })
}
