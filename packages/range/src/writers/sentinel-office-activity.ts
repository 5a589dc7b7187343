import { usTime } from '../clock.js'
import { isOffice, officeActivity, withTexts } from './office-activity.js'
import { array, csv, type ShapeWriter } from './writer.js'

export const sentinelOfficeActivityJson: ShapeWriter<'audit'> = {
  id: 'sentinel-office-activity-json',
  aliases: ['sentinel-office-activity'],
  about: 'Sentinel OfficeActivity rows as JSON (Exchange records only, as the table has them)',
  kind: 'audit',
  file: 'OfficeActivity.json',
  accepts: isOffice,
  open: (tenant) => array((record, { time }) => officeActivity(tenant, record, time)),
}

/** `3/2/2026, 9:15:27.000 AM`, under a heading that says the zone: what the portal's export writes. */
const portalTime = (ms: number): string =>
  usTime(ms)
    .replace(' ', ', ')
    .replace(/ (AM|PM)$/, '.000 $1')

export const sentinelOfficeActivityCsv: ShapeWriter<'audit'> = {
  id: 'sentinel-office-activity-csv',
  about: 'Sentinel OfficeActivity exported from the portal as CSV',
  kind: 'audit',
  file: 'OfficeActivity.csv',
  accepts: isOffice,
  open(tenant) {
    const empty = officeActivity(tenant, {}, 0)
    const columns = Object.keys(empty).map((name) =>
      name === 'TimeGenerated' ? 'TimeGenerated [UTC]' : name,
    )
    return csv(columns, (record, { time }) => ({
      ...withTexts(officeActivity(tenant, record, time)),
      'TimeGenerated [UTC]': portalTime(time),
      Start_Time: portalTime(time),
    }))
  },
}
