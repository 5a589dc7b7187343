/** Keys whose array of objects holds the records, where they stand directly in an object at the top. */
const envelopeArray = /"(value|values|records|results|events|hits|data|items|logs|tables|rows)"\s*:\s*$/i
/** Keys whose object is looked into further. */
const envelopeObject = /"(hits)"\s*:\s*$/
/** An object that already said one of these is a record itself, whatever lists it holds. */
const recordKey = /"(id|operation|creationtime|time|timegenerated|timestamp|category|identity)"\s*:/i

/**
 * The key whose array (or object) opens after `before`, when it is one that holds an envelope's records; `start` is
 * the object's text from its brace on.
 */
export function envelopeKey(before: string, start: string, isArray: boolean): string | undefined {
  const key = (isArray ? envelopeArray : envelopeObject).exec(before)?.[1]?.toLowerCase()
  return key !== undefined && !recordKey.test(start) ? key : undefined
}

const page = /^\{\s*(?:"@odata[^"]*"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*)*"(?:value|records|results)"\s*:\s*$/i

/** True for an element of an array that opens as a page does, with annotations and then its records. */
export const opensPage = (opening: string): boolean => page.test(opening)

/** True when what opens an array can be the first of the key's records; an empty array can. */
export function mayHoldRecords(key: string, first: string | undefined): boolean {
  return first === '{' || first === ']' || (first === '[' && key === 'rows')
}

/** Column names of a query API's table, from the text before its rows: `{"name":…,"columns":[{"name":…}],`. */
export function columnsBefore(text: string): readonly string[] | undefined {
  try {
    const table: unknown = JSON.parse(`${text.replace(/,?\s*"rows"\s*:\s*$/i, '')}}`)
    const { columns, Columns } = table as { columns?: unknown; Columns?: unknown }
    const list = columns ?? Columns
    if (!Array.isArray(list)) return undefined
    const names = list.map(
      (column: { name?: unknown; ColumnName?: unknown }) => column.name ?? column.ColumnName,
    )
    return names.every((name): name is string => typeof name === 'string') ? names : undefined
  } catch {
    return undefined
  }
}
