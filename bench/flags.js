/** The options of a bench script (`--events 2000000 --sql`), by name. */
export const flags = new Map(
  process.argv
    .slice(2)
    .join(' ')
    .split('--')
    .filter(Boolean)
    .map((flag) => flag.trim().split(/ (.*)/)),
)
