import { addMs } from '../time.js'
import type { Facts } from './facts.js'
import type { Gap } from './gap.js'

/** A line that could not be read may have been the one record of an access. */
const findLostLines = ({ inputs }: Facts): readonly Gap[] =>
  inputs.flatMap(({ file, tenant, last, lost }) =>
    lost
      ? [
          {
            kind: 'rejected-lines' as const,
            tenant,
            mailbox: null,
            from: lost.between?.from ?? null,
            to: addMs(lost.between?.to ?? last, 1000),
            evidence: [],
            reason: `${lost.lines.toLocaleString('en-US')} line(s) of ${file} could not be read and may have been records of access`,
            fix: 'export the file again; SELECT path, line, reason, text FROM rejects shows the lines',
          },
        ]
      : [],
  )

/** Nobody knows what would have come after the place where an archive or its pages break off, nor of which time. */
const findBrokenOff = ({ inputs }: Facts): readonly Gap[] =>
  inputs.flatMap(({ file, tenant, brokenOff }) =>
    brokenOff
      ? [
          {
            kind: 'rejected-lines' as const,
            tenant,
            mailbox: null,
            from: null,
            to: null,
            evidence: [],
            reason: `${file}: ${brokenOff}; what would have come after is missing`,
            fix: 'copy or export the file again, to its end',
          },
        ]
      : [],
  )

export const findRejectedLines = (facts: Facts): readonly Gap[] => [
  ...findLostLines(facts),
  ...findBrokenOff(facts),
]
