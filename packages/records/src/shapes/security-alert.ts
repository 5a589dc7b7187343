import { textOf } from '../fields/keys.js'
import { derivedId } from '../fields/row-id.js'
import { dateOrderOf } from '../fields/time.js'
import { withDoc } from '../forms/made.js'
import { tableForm } from '../forms/table-row.js'
import type { Shape } from '../shape.js'
import { bySignature } from './signature.js'

/** Rows of the Log Analytics table SecurityAlert. */
export const securityAlert: Shape = {
  id: 'security-alert',
  about: 'Sentinel / Log Analytics SecurityAlert rows, CSV or JSON',
  sniff: bySignature({
    all: ['SystemAlertId'],
    any: [['AlertName', 'DisplayName', 'AlertType', 'ProviderName']],
  }),
  open(head) {
    const order = dateOrderOf(head, ['TimeGenerated', 'StartTime', 'EndTime'])
    return (element) => {
      if (textOf(element.value, 'SystemAlertId') === '') return undefined
      const form = tableForm(element.value, 'SecurityAlert', order)
      return withDoc(element, 'alert', {
        ...form,
        SystemAlertId: form.SystemAlertId ?? derivedId('alert', JSON.stringify(element.value)),
      })
    }
  },
}
