import type { Check } from '../check.js'

/** Whom the lost part named is not among the mailboxes here, so that no verdict of theirs is missed. */
export const exportsWhole: Check = {
  id: 'exports-whole',
  title: 'Exports of settings could be read to their end',
  scuba: [],
  advice: ['know-your-baseline'],
  decides: false,
  judge({ settings }) {
    return (settings.cut ?? []).map(({ file, lost, line }) => ({
      check: this.id,
      subject: 'tenant',
      verdict: 'partial' as const,
      basis: 'settings' as const,
      isAside: true as const,
      reason: `${lost > 0 ? `${lost} part(s) of ${file} could not be read (${file}:${line})` : `${file} breaks off (${file}:1)`}: what they would say of, for instance a mailbox, is missing here`,
      fix: 'export it again; taxi ingest shows the lines',
    }))
  },
}
