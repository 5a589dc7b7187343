/** "Month, Day, Year" as the template writes it: told as a placeholder, not as a missing date. */
export const isPlaceholderDate = (raw: string): boolean => /\bMonth,? Day,? Year\b/.test(raw)
