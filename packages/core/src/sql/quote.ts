/** Text as a string literal, for statements that take no parameters (views, tables that are kept). */
export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Text as an identifier. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`
