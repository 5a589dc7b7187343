import type { FileReport } from '@bigyellowtaxi/lake'

/** Empty, or no export at all. */
const noExport: readonly string[] = ['ING102', 'ING103']

/** What a folder or an archive holds besides exports; what was named is expected to be one. */
export const isBesides = (file: FileReport, named: ReadonlySet<string>): boolean =>
  file.error !== undefined && !named.has(file.path) && noExport.includes(file.error.code)

/** An input that should have been readable and was not, or not to its end. */
export const isFailure = (file: FileReport, named: ReadonlySet<string>): boolean =>
  file.error !== undefined && !isBesides(file, named)
