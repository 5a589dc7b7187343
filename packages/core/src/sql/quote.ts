/** Text as a string literal, for statements that take no parameters (views, tables that are kept). */
export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Text as an identifier. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * `column IN (…)`, of a text column. A list of several values the engine looks up in its statistics alone, and reads
 * all columns of every row that these let through; an expression over the column it asks of each row first.
 */
export function amongTexts(column: string, texts: readonly string[]): string {
  const plain = `${column} IN (${texts.map(quotedText).join(', ')})`
  return texts.length === 1
    ? plain
    : `(${plain} AND coalesce(${column}, '') IN (${texts.map(quotedText).join(', ')}))`
}
