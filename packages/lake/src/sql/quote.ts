/** The only two ways for text to enter a statement of the lake. */

/** A string literal. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** An identifier. */
export const name = (value: string): string => `"${value.replaceAll('"', '""')}"`

/** A list literal of strings. */
export const texts = (values: readonly string[]): string => `[${values.map(text).join(', ')}]`
